import Troupe

/// A rework step by step: what is sent, how far it is, and what to type next.
struct ReworkListing {
  let rework: Rework

  var text: SafeText {
    let names = ShortNames(rework.steps.map(\.old))
    let steps = rework.steps.map { step -> SafeText in
      var table = Table([""])
      if let prompt = step.prompt { table.add(.init(words(prompt), .faint)) }
      if let plan = step.plan {
        table.add(.init("pictures: \(pictures(plan))"))
        let said = step.needs.filter { $0.output == nil }.map { "\($0.step)" }
        if !said.isEmpty {
          table.add(
            .init(
              "conversation: after step\(said.count == 1 ? "" : "s") \(said.joined(separator: ", "))"
            ))
        }
        table.add(.init("\(plan.parameters.sent.sentence) · \(price(step))"))
        for adjustment in plan.adjustments {
          table.add(.init("adjusted: \(adjustment.sentence)", .doubtful))
        }
        for warning in plan.warnings where step.number == 1 {
          table.add(.init(warning, .doubtful))
        }
      }
      if let fault = step.fault { table.add(.init("cannot be sent: \(fault.message)", .bad)) }
      for take in step.takes where rework.id != nil || take.state != .waiting {
        add(take, of: step, to: &table)
      }
      let model = step.plan.map { " on \($0.model)" } ?? ""
      let head: SafeText = "\(step.number). \(names.name(step.old), .strong)\(model)"
      return head + "\n" + table.text(indent: 3)
    }
    return steps.joined(separator: "\n") + "\n\n\(ending)"
  }

  /// The beginning of what is asked, on one line.
  private func words(_ prompt: String) -> String {
    let line = prompt.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 70 ? "\(line.prefix(69))…" : line
  }

  private func add(_ take: ReworkTake, of step: ReworkStep, to table: inout Table) {
    let which = step.takes.count > 1 ? "take \(take.number): " : ""
    let pair = take.pair.map { ", \($0.new)" } ?? ""
    let stale = take.isStale ? ", of an image that was replaced since" : ""
    let words = take.message.map { ": \($0)" } ?? ""
    table.add(.init("\(which)\(take.state.rawValue)\(pair)\(stale)\(words)", take.state.tint))
    if let next = rework.next(step, take) { table.add(.init("next: \(next)", .faint)) }
  }

  private func price(_ step: ReworkStep) -> String {
    if step.isFromRecord == true { return "made before, free" }
    let cost = step.plan?.estimate.costUSD
    let one = cost.map { $0 == 0 ? "free" : "about \($0.asPrice)" } ?? "price not known"
    return step.takes.count > 1 ? "\(step.takes.count) takes, each \(one)" : one
  }

  private var ending: SafeText {
    var lines = ["\(rework.summary) · plan digest \(rework.digest.short)"]
    lines += rework.warnings
    if let next = rework.next { lines.append("Next: \(next)") }
    return .init(lines.joined(separator: "\n"))
  }

  private func pictures(_ plan: Plan) -> String {
    let names = plan.selection.chosen.map { one in
      let what = one.asset.map { "\($0)" } ?? one.role.rawValue
      let step = one.origin.flatMap { origin in
        rework.steps.first { $0.old == origin.generation }
      }
      return step.map { "\(what) from step \($0.number)" } ?? what
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}

extension TakeState {
  fileprivate var tint: Tint? {
    switch self {
    case .made, .kept: .good
    case .refused, .failed, .unknown: .bad
    case .left, .blocked, .skipped: .doubtful
    case .waiting, .making: nil
    }
  }
}
