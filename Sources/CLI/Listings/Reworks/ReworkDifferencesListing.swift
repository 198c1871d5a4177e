import Troupe

/// What a plan would send otherwise than an earlier rework.
struct ReworkDifferencesListing {
  let differences: ReworkDifferences

  var text: SafeText {
    let name = differences.rework.map { "\($0)" } ?? ""
    guard !differences.steps.isEmpty else {
      return "Nothing differs: rework \(name) sends the same."
    }
    var table = Table(["STEP", "WHAT", "THEN → NOW"], longest: 120)
    for step in differences.steps {
      for one in step.differences {
        let change = [one.before, one.after].map { $0.isEmpty ? "none" : $0 }
        table.add(
          .init("\(step.number)"), .init(one.field), .init(change.joined(separator: " → ")))
      }
    }
    return "\("Against rework \(name)", .strong)\n" + table.text(indent: 2)
  }
}
