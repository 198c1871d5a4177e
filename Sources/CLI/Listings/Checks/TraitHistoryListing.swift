import Troupe

/// How often traits were kept, as a table.
struct TraitHistoryListing {
  private let traits: [TraitHistory]

  init(_ traits: [TraitHistory]) { self.traits = traits }

  var text: SafeText {
    var table = Table(["TRAIT", "KEPT", "LAST CHANGED IN"])
    for one in traits {
      table.add(
        .init(one.trait), .init("\(one.kept) of \(one.seen)", one.kept < one.seen ? .bad : .good),
        .init(
          one.lastChanged.isEmpty
            ? "–" : one.lastChanged.map { "\($0)" }.joined(separator: ", ")))
    }
    return "\("Checked", .strong)\n" + table.text(indent: 2)
  }
}
