/// What a plan would send differently from a rework that was planned before.
public struct ReworkDifferences: Encodable, Hashable, Sendable {
  /// One thing that differs.
  public struct Difference: Encodable, Hashable, Sendable {
    /// What it is: `step`, `model`, `prompt`, `aspect` or another setting, `pictures`, `images` for their number, `error`,
    /// `price` in US dollars.
    public let field: String
    /// As the rework has it; empty for nothing.
    public let before: String
    /// As the plan has it; empty for nothing.
    public let after: String
  }

  /// What differs of one step.
  public struct Step: Encodable, Hashable, Sendable {
    /// Its number in the plan; in the rework where the plan has no such step.
    public let number: Int
    /// The generation that it stands for.
    public let old: ULID
    /// One or more.
    public let differences: [Difference]
  }

  /// The rework that it is compared with.
  public let rework: ULID?
  /// The steps that differ, oldest first; empty where the same would be sent.
  public let steps: [Step]

  /// What `plan` has otherwise than `earlier`; steps are compared that stand for the same generation.
  public init(of plan: Rework, from earlier: Rework) {
    rework = earlier.id
    let planned = plan.steps.map { step in
      (step, earlier.steps.first { $0.old == step.old })
    }
    let gone = earlier.steps.filter { one in !plan.steps.contains { $0.old == one.old } }
    let steps =
      planned.map { step, before in
        Step(
          number: step.number, old: step.old,
          differences: before.map { Self.differences(step, from: $0) }
            ?? [.init(field: "step", before: "", after: "made")])
      }
      + gone.map {
        Step(
          number: $0.number, old: $0.old,
          differences: [.init(field: "step", before: "made", after: "")])
      }
    self.steps = steps.filter { !$0.differences.isEmpty }.sorted { $0.old < $1.old }
  }

  private static func differences(_ step: ReworkStep, from before: ReworkStep) -> [Difference] {
    let (old, new) = (facts(before), facts(step))
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
      .map { Difference(field: $0, before: old[$0] ?? "", after: new[$0] ?? "") }
  }

  private static func facts(_ step: ReworkStep) -> [String: String] {
    var facts = ["images": "\(step.takes.count)"]
    facts["error"] = step.fault?.message
    guard let plan = step.plan else { return facts }
    let sent = plan.parameters.sent
    facts.merge(sent.options) { fact, _ in fact }
    facts["model"] = plan.model
    facts["prompt"] = plan.promptSent
    facts["aspect"] = sent.aspect
    facts["size"] = sent.size
    facts["seed"] = sent.seed.map(String.init)
    facts["pictures"] = plan.selection.chosen.map(name).joined(separator: ", ")
    facts["price"] = plan.estimate.boundUSD.map { "\($0)" }
    return facts
  }

  /// A picture by what it shows and which it is; of an image that is to be made, the one that it stands for.
  private static func name(_ chosen: ChosenInput) -> String {
    let parts = (chosen.sheet ?? []).map(\.reference.short).joined(separator: " ")
    let what = chosen.asset.map { "\($0)" } ?? chosen.role.rawValue
    let which = chosen.origin.map { "\($0)" } ?? chosen.reference.short
    return parts.isEmpty ? "\(what) \(which)" : "\(what) sheet of \(parts)"
  }
}
