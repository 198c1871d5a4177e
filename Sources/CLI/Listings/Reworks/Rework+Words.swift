import Troupe

extension Rework {
  /// As in `3 steps: 2 made, 1 refused · $0.08 paid`.
  var summary: String {
    let totals = totals
    let counts = TakeState.allCases.filter { totals.count($0) > 0 }
      .map { "\(totals.count($0)) \($0.rawValue)" }.joined(separator: ", ")
    let paid = totals.costUSDSpent > 0 ? " · \(totals.costUSDSpent.asPrice) paid" : ""
    return "\(totals.steps.of("step")): \(counts)\(paid)\(toCome)"
  }

  private var toCome: String {
    let totals = totals
    guard totals.toSend > 0 else { return "" }
    let unknown =
      totals.costUnknownSteps > 0 ? ", and \(totals.costUnknownSteps) of no known price" : ""
    let time = secondsToCome.map { " in about \(Self.time($0))" } ?? ""
    return totals.costUSDToCome == 0 && unknown.isEmpty
      ? " · to come: free\(time)"
      : " · to come: at most \(totals.costUSDToCome.asBound)\(unknown)\(time)"
  }

  private static func time(_ seconds: Double) -> String {
    seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
  }

  /// The command to type next for all of it; `nil` where there is none.
  var next: String? {
    guard let id, [.planned, .resting, .incomplete].contains(state) else { return nil }
    let waits = steps.flatMap(\.takes).contains { [.waiting, .left].contains($0.state) }
    return waits ? "troupe rework resume \(id)" : nil
  }

  /// The command to type next for one take.
  func next(_ step: ReworkStep, _ take: ReworkTake) -> String? {
    guard let id, state != .ended else { return nil }
    let name = step.takes.count > 1 ? "\(step.number).\(take.number)" : "\(step.number)"
    switch take.state {
    case .refused: return "troupe rework retry \(id) \(name) --prompt \"…\""
    case .failed: return "troupe rework retry \(id) \(name)"
    case .unknown: return "troupe rework resend \(id) \(name)"
    case .making where state != .running: return "troupe recover --fetch"
    case .made where take.isStale: return "troupe rework resume \(id) --ripple"
    case .waiting, .making, .made, .blocked, .kept, .skipped, .left: return nil
    }
  }

  /// The error with which a command ends that ran it; `nil` where all is made.
  var ending: RequestError? {
    guard let id, state != .finished, state != .ended else { return nil }
    let weights: [TakeState] = [.unknown, .making, .refused, .left, .failed, .waiting, .blocked]
    let waits: [TakeState] = [.waiting, .blocked]
    guard
      let gravest = weights.first(where: {
        totals.count($0) > 0 && !(state == .resting && waits.contains($0))
      })
    else { return nil }
    return .reworkIncomplete(id, gravest, count: totals.count(gravest))
  }
}
