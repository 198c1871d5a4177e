import Troupe

/// What a request would send otherwise than it did.
struct DriftListing {
  let drift: Drift

  var text: SafeText {
    guard !drift.differences.isEmpty else {
      return "Nothing differs: \(drift.plan.model) would get the same bytes as in \(short)."
    }
    let words = drift.differences.filter { $0.subject == .words }
    var table = Table(["WHAT", "WHICH", "THEN → NOW, AND WHY"], longest: 44)
    for one in drift.differences where one.subject != .words {
      table.add(.init(one.subject.rawValue), .init(one.name), .init(one.sentence))
    }
    let head: SafeText = "\("Against \(short) on \(drift.plan.model)", .strong)"
    let things = table.isEmpty ? [] : [head + "\n" + table.text(indent: 2)]
    let same: [SafeText] =
      drift.sendsSameBytes ? ["The same bytes would be sent for all that."] : []
    return (things + words.map(lines) + same).joined(separator: "\n\n")
  }

  private var short: String { String("\(drift.against)".prefix(10)) }

  /// Words are read one below the other.
  private func lines(_ one: Drift.Difference) -> SafeText {
    var table = Table(["", ""])
    for line in one.before.split(separator: "\n") { table.add(.init("–", .bad), .init("\(line)")) }
    for line in one.after.split(separator: "\n") { table.add(.init("+", .good), .init("\(line)")) }
    if !one.reason.isEmpty { table.add(.init(""), .init(one.reason)) }
    return "\("Words", .strong)\n" + table.text(indent: 2)
  }
}

extension Drift.Difference {
  /// As in `image 2 → not sent: retired on 2026-03-04`.
  fileprivate var sentence: String {
    let none = subject == .picture ? "not sent" : "none"
    let change = [before, after].map { $0.isEmpty ? none : $0 }.joined(separator: " → ")
    return reason.isEmpty ? change : "\(change): \(reason)"
  }
}
