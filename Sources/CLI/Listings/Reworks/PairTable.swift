import Troupe

/// Old and new images of a rework, one pair a line.
struct PairTable {
  let pairs: [PairComparison]

  var text: SafeText {
    var table = Table(["STEP", "OLD", "NEW", "CHANGED", "COST", "INSTRUCTION"])
    for one in pairs {
      let cost = one.take.costUSD.map { $0 == 0 ? "free" : $0.asPrice } ?? "–"
      table.add(
        .init("\(one.step).\(one.take.number)"), .init(one.take.pair.map { "\($0.old)" } ?? "–"),
        .init(one.take.pair.map { "\($0.new)" } ?? one.take.state.rawValue), .init(changed(one)),
        .init(cost), .init(one.instruction.quoted(within: 120)))
      // That the new image stands for the old one is what the line says.
      for adjustment in one.adjustments where !adjustment.field.hasPrefix("image ") {
        table.add(heading: .init("      adjusted: \(adjustment.sentence)", .faint))
      }
    }
    return table.text()
  }

  /// As in `38 %, the old edit 4 %`.
  private func changed(_ one: PairComparison) -> String {
    let parts = [
      one.newChange.map(percent), one.oldChange.map { "the old edit \(percent($0))" },
    ].compactMap(\.self)
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }

  private func percent(_ change: PairComparison.Change) -> String {
    "\(Int((change.fraction * 100).rounded())) %"
  }
}
