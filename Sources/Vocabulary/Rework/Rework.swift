public import Foundation

/// One piece of work over a lineage: its plan, and how far each step of it has come.
public struct Rework: Encodable, Hashable, Sendable {
  /// Its name; `nil` for a plan that was not begun.
  public let id: ULID?
  /// What it does.
  public let kind: ReworkKind
  /// How far it has come.
  public let state: ReworkState
  /// When it was begun.
  public let createdAt: Date?
  /// The generation whose lineage it goes over.
  public let focus: ULID
  /// The model by its id; `nil` for a replay.
  public let model: String?
  /// What the user set for all of it.
  public let terms: ReworkTerms
  /// Equal for plans that would send the same.
  public let digest: Digest
  /// Oldest first.
  public let steps: [ReworkStep]
  /// What the user should know of all of it.
  public let warnings: [String]
  /// About how long what is to be sent takes, by how long images of these models took here, seconds; `nil` where none was
  /// made here yet.
  public var secondsToCome: Double?

  /// A rework with its steps.
  public init(
    id: ULID?, kind: ReworkKind, state: ReworkState, createdAt: Date?, focus: ULID, model: String?,
    terms: ReworkTerms, digest: Digest, steps: [ReworkStep], warnings: [String] = []
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.createdAt = createdAt
    self.focus = focus
    self.model = model
    self.terms = terms
    self.digest = digest
    self.steps = steps
    self.warnings = warnings
  }

  /// What became of its takes, and what they cost.
  public var totals: ReworkTotals { ReworkTotals(steps) }

  /// The models that its steps go to, each once.
  public var models: [String] {
    if let model { return [model] }
    let sent = steps.filter { step in step.takes.contains { $0.state != .kept } }
    return Set(sent.compactMap(\.plan?.model)).sorted()
  }

  /// Every old image with the new one that stands for it.
  public var pairs: [ReworkTake.Pair] { steps.flatMap(\.takes).compactMap(\.pair) }

  private enum CodingKeys: String, CodingKey { case rework, steps, totals, warnings, digest }
  private enum TimeKeys: String, CodingKey { case secondsToCome }
  private enum FactKeys: String, CodingKey {
    case id, kind, state, createdAt, focus, scope, model, terms
  }

  /// Writes what it is under `rework`, then `steps`, `totals`, `warnings` and `digest`.
  public func encode(to encoder: any Encoder) throws { try encode(to: encoder, steps: steps) }

  /// Writes the same with `steps` in the place of its own, where a program says more of each.
  public func encode(to encoder: any Encoder, steps: some Encodable) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var facts = container.nestedContainer(keyedBy: FactKeys.self, forKey: .rework)
    try facts.encode(id, forKey: .id)
    try facts.encode(kind, forKey: .kind)
    try facts.encode(state, forKey: .state)
    try facts.encode(createdAt, forKey: .createdAt)
    try facts.encode(focus, forKey: .focus)
    try facts.encode(terms.scope, forKey: .scope)
    try facts.encode(model, forKey: .model)
    try facts.encode(terms, forKey: .terms)
    try container.encode(steps, forKey: .steps)
    let counts = container.superEncoder(forKey: .totals)
    try totals.encode(to: counts)
    var times = counts.container(keyedBy: TimeKeys.self)
    try times.encode(secondsToCome, forKey: .secondsToCome)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(digest, forKey: .digest)
  }
}

/// The takes of a rework by what became of them, and its cost in US dollars.
public struct ReworkTotals: Encodable, Hashable, Sendable {
  /// Old generations.
  public let steps: Int
  /// Images wanted.
  public let takes: Int
  /// How many takes are in each state; states without one are left out.
  public let states: [TakeState: Int]
  /// Takes that are still to be sent for.
  public let toSend: Int
  /// What was paid.
  public let costUSDSpent: Double
  /// What those to be sent cost at most, as far as prices are known.
  public let costUSDToCome: Double
  /// Steps to be sent whose price is not known.
  public let costUnknownSteps: Int

  /// Counts the takes of `steps`. What is blocked is not to be sent until the user decides what blocks it.
  /// - Parameter countsStale: whether takes are to be sent too that were made of images that were replaced since.
  public init(_ steps: [ReworkStep], countsStale: Bool = false) {
    let all = steps.flatMap(\.takes)
    self.steps = steps.count
    takes = all.count
    states = Dictionary(all.map { ($0.state, 1) }, uniquingKeysWith: +)
    costUSDSpent = all.compactMap(\.costUSD).reduce(0, +)
    let open = steps.map { step in
      (
        count: step.isFromRecord == true
          ? 0
          : step.takes.count {
            [.waiting, .left].contains($0.state) || countsStale && $0.isStale
          },
        cost: step.plan?.estimate.boundUSD
      )
    }.filter { $0.count > 0 }
    toSend = open.reduce(0) { $0 + $1.count }
    costUSDToCome = open.reduce(0) { $0 + Double($1.count) * ($1.cost ?? 0) }
    costUnknownSteps = open.count { $0.cost == nil }
  }

  /// How many takes are in `state`.
  public func count(_ state: TakeState) -> Int { states[state] ?? 0 }

  private enum CodingKeys: String, CodingKey {
    case steps, takes, toSend, costUnknownSteps
    case costUSDSpent = "cost_usd_spent"
    case costUSDToCome = "cost_usd_to_come"
  }
  private struct StateKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes a count for every state, then the costs.
  public func encode(to encoder: any Encoder) throws {
    var counts = encoder.container(keyedBy: StateKey.self)
    for state in TakeState.allCases {
      try counts.encode(count(state), forKey: StateKey(stringValue: state.rawValue))
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(steps, forKey: .steps)
    try container.encode(takes, forKey: .takes)
    try container.encode(toSend, forKey: .toSend)
    try container.encode(costUSDSpent, forKey: .costUSDSpent)
    try container.encode(costUSDToCome, forKey: .costUSDToCome)
    try container.encode(costUnknownSteps, forKey: .costUnknownSteps)
  }
}
