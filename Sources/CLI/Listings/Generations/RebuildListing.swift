import Troupe

/// What a rebuild would do, step by step; a step with its new generation was done before.
struct RebuildListing {
  let steps: [RebuildStep]

  var text: SafeText {
    let names = ShortNames(steps.map(\.old))
    let parts = steps.enumerated().map { index, step -> SafeText in
      var table = Table([""])
      table.add(.init("pictures: \(pictures(step.plan))"))
      let cost = step.new.map { "made before: \($0)" } ?? price(step.plan.estimate.costUSD)
      table.add(.init("\(step.plan.parameters.sent.sentence) · \(cost)"))
      for adjustment in step.plan.adjustments {
        table.add(.init("adjusted: \(adjustment.sentence)", .doubtful))
      }
      for warning in step.plan.warnings where index == 0 { table.add(.init(warning, .doubtful)) }
      let head: SafeText = "\(index + 1). \(names.name(step.old), .strong) on \(step.plan.model)"
      return head + "\n" + table.text(indent: 3)
    }
    return parts.joined(separator: "\n") + "\n\n\(total)"
  }

  private var total: String {
    let costs = steps.filter { $0.new == nil }.map(\.plan.estimate.costUSD)
    let sum = costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +)
    return "\(steps.count.of("step")) · \(price(sum))"
  }

  private func price(_ cost: Double?) -> String {
    cost.map { $0 == 0 ? "free" : "about \($0.asPrice)" } ?? "price not known"
  }

  private func pictures(_ plan: Plan) -> String {
    let names = plan.selection.chosen.map { one in
      let what = one.asset.map { "\($0)" } ?? one.role.rawValue
      let step = one.origin.flatMap { origin in steps.firstIndex { $0.old == origin.generation } }
      return step.map { "\(what) from step \($0 + 1)" } ?? what
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
