import Troupe

/// A rework in JSON, with the command to type next for each step.
struct ReworkDocument: Encodable {
  let rework: Rework
  /// What it has otherwise than the one that it is compared with.
  var against: ReworkDifferences?

  private enum CodingKeys: String, CodingKey { case next, nextSteps, against }

  /// Writes the rework, its steps each with `next`, and for the takes `next_steps` by `STEP.TAKE`.
  func encode(to encoder: any Encoder) throws {
    try rework.encode(to: encoder, steps: rework.steps.map { Step(step: $0, next: next($0)) })
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rework.next, forKey: .next)
    let takes = rework.steps.flatMap { step in
      step.takes.compactMap { take in
        rework.next(step, take).map { ("\(step.number).\(take.number)", $0) }
      }
    }
    try container.encode(
      Dictionary(takes, uniquingKeysWith: { first, _ in first }), forKey: .nextSteps)
    try container.encodeIfPresent(against, forKey: .against)
  }

  private func next(_ step: ReworkStep) -> String? {
    step.takes.lazy.compactMap { rework.next(step, $0) }.first
  }

  private struct Step: Encodable {
    let step: ReworkStep
    let next: String?

    private enum CodingKeys: String, CodingKey { case next }

    func encode(to encoder: any Encoder) throws {
      try step.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(next, forKey: .next)
    }
  }
}
