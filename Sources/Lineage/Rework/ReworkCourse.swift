package import TroupeRecord
package import TroupeVocabulary

/// How far a rework has come: what was planned, what happened, and the states of the generations made for it. Pure.
struct ReworkCourse: Sendable {
  typealias Take = ReworkEvent.Take

  /// How one take stands.
  struct Standing: Sendable {
    var state: TakeState
    var generation: ULID?
    var output: OutputID?
    var message: String?
    /// The event that its image, or its end, came with; 0 before any.
    var event = 0
    /// Whether an image that went into it was replaced since.
    var isStale = false
    /// What is sent for it.
    var request: FrozenRequest?
  }

  let plan: ReworkPlan
  private(set) var standings: [Take: Standing] = [:]
  private(set) var isEnded = false
  /// Every generation that was sent for a take.
  private(set) var sent: [Take: [ULID]] = [:]
  private let generations: [ULID: Generation]

  /// - Parameters:
  ///   - events: in order.
  ///   - generations: those that the events name.
  init(_ plan: ReworkPlan, events: [ReworkEvent], generations: [Generation]) {
    self.plan = plan
    self.generations = Dictionary(
      generations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for step in plan.steps {
      for take in step.takes {
        standings[take] = Standing(
          state: step.request == nil ? .failed : .waiting, message: step.fault?.message,
          request: step.request)
      }
    }
    for event in events { apply(event) }
    settle()
  }

  /// The takes that can be sent now, in order: all that they need is there.
  /// - Parameter ripple: whether those count too that were made of images that were replaced since.
  func ready(ripple: Bool = false) -> [Take] {
    guard !isEnded else { return [] }
    return plan.steps.flatMap { step in
      step.takes.filter { take in
        guard let standing = standings[take], isReady(step) else { return false }
        if [.waiting, .left].contains(standing.state) { return true }
        return ripple && standing.isStale && standing.state == .made
      }
    }
  }

  /// The image that stands for an output of a step; `nil` until there is one.
  func image(for need: ReworkStep.Need) -> OutputID? {
    guard let step = plan.step(need.step), let output = need.output,
      let standing = take(for: need).flatMap({ standings[$0] })
    else { return nil }
    switch standing.state {
    case .made: return standing.output
    case .kept: return OutputID(generation: step.old, position: output)
    default: return nil
    }
  }

  /// The generation that stands for a turn; `nil` until there is one.
  func turn(for old: ULID) -> ULID? {
    guard let step = plan.steps.first(where: { $0.old == old }), let take = step.takes.first,
      let standing = standings[take]
    else { return nil }
    switch standing.state {
    case .made: return standing.generation
    case .kept: return old
    default: return nil
    }
  }

  /// The take that brings what is needed: the first one for a turn.
  private func take(for need: ReworkStep.Need) -> Take? {
    guard let step = plan.step(need.step) else { return nil }
    guard let output = need.output else { return step.takes.first }
    return step.outputs.firstIndex(of: output).map { Take(step: step.number, number: $0 + 1) }
  }

  /// An image that an answer to another take of the step brought besides, which no take stands for yet.
  func spare(for take: Take) -> OutputID? {
    guard let step = plan.step(take.step) else { return nil }
    let used = Set(step.takes.compactMap { standings[$0]?.output })
    return step.takes.flatMap { sent[$0] ?? [] }.compactMap { generations[$0] }
      .flatMap(\.outputs).map(\.id).first { !used.contains($0) && $0.position > 1 }
  }

  /// US dollars that were or may have been paid for a take; `nil` where a price is not known.
  func cost(of take: Take) -> Double? {
    let all = billable(take)
    if all.isEmpty || all.contains(where: { $0.costUSD == nil }) { return nil }
    return all.compactMap(\.costUSD).reduce(0, +)
  }

  /// US dollars that all of it cost so far, at most: what has no known price counts as it was estimated.
  var spent: Double {
    sent.reduce(0) { sum, sent in
      let estimate = standings[sent.key]?.request?.estimate.boundUSD ?? 0
      return sum
        + billable(sent.key).reduce(0) { $0 + ($1.costUSD ?? estimate) }
    }
  }

  /// What was sent for a take and may be billed.
  private func billable(_ take: Take) -> [Generation] {
    (sent[take] ?? []).compactMap { generations[$0] }.filter {
      ![.failed, .planned].contains($0.state)
    }
  }

  private func isReady(_ step: ReworkPlan.Step) -> Bool {
    step.needs.allSatisfy { need in
      let old = plan.step(need.step)?.old
      let isThere = need.output == nil ? old.flatMap(turn) != nil : image(for: need) != nil
      return isThere && take(for: need).flatMap { standings[$0] }?.isStale == false
    }
  }

  private mutating func apply(_ event: ReworkEvent) {
    guard let take = event.take else {
      if event.state == .ended { isEnded = true }
      return
    }
    guard var standing = standings[take] else { return }
    if let request = event.request { standing.request = request }
    let made = event.generation.flatMap { generations[$0] }
    let isWords = plan.step(take.step)?.outputs == [0]
    standing.generation = event.generation ?? standing.generation
    standing.message = event.message.isEmpty ? nil : event.message
    standing.event = event.number
    standing.output = nil
    switch event.state {
    case .making:
      sent[take, default: []] += [event.generation].compactMap(\.self)
      follow(made, output: nil, isWords: isWords, into: &standing)
    case .made, .unknown:
      follow(made, output: event.output, isWords: isWords, into: &standing)
    case .waiting: standing.state = standing.request == nil ? .failed : .waiting
    case .failed: standing.state = .failed
    case .left: standing.state = .left
    case .kept: standing.state = .kept
    case .skipped: standing.state = .skipped
    case .ended: break
    }
    standings[take] = standing
  }

  private func follow(
    _ generation: Generation?, output: Int?, isWords: Bool, into standing: inout Standing
  ) {
    guard let generation else { return standing.state = .making }
    standing.message = generation.message ?? standing.message
    switch generation.state {
    case .planned, .sent, .received: standing.state = .making
    case .refused: standing.state = .refused
    // Older records call a turn that is answered in words a failure.
    case .failed: standing.state = isWords && !generation.texts.isEmpty ? .made : .failed
    case .unknown: standing.state = .unknown
    case .done:
      standing.output = generation.outputs.map(\.id).first { $0.position == output ?? 1 }
      let isAnswered = isWords && generation.outputs.isEmpty && !generation.texts.isEmpty
      standing.state = standing.output == nil && !isAnswered ? .failed : .made
    }
  }

  /// What waits for something that is not to come is blocked, and what was made of a replaced image is stale.
  private mutating func settle() {
    for step in plan.steps {
      let needed = step.needs.compactMap(take).compactMap { standings[$0] }
      let isBlocked = needed.contains {
        ![.waiting, .making, .made, .kept].contains($0.state)
      }
      for take in step.takes {
        guard var standing = standings[take] else { continue }
        if isBlocked, [.waiting, .left].contains(standing.state) { standing.state = .blocked }
        if standing.state == .made {
          standing.isStale = needed.contains { $0.isStale || $0.event > standing.event }
        }
        standings[take] = standing
      }
    }
  }
}

extension ReworkPlan.Step {
  /// Its takes, in order.
  var takes: [ReworkEvent.Take] {
    outputs.indices.map { ReworkEvent.Take(step: number, number: $0 + 1) }
  }
}
