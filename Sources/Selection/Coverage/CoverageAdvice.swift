internal import TroupeVocabulary

/// What a user can do about what an asset's references do not show.
struct CoverageAdvice {
  private let asset: Asset
  private let references: [Reference]
  private let entries: [Coverage.Entry]
  private let never: [ExcludedReference]

  init(
    _ asset: Asset, _ references: [Reference], _ entries: [Coverage.Entry],
    never: [ExcludedReference]
  ) {
    self.asset = asset
    self.references = references
    self.entries = entries
    self.never = never
  }

  /// What costs nothing comes first, then what tells the asset apart; tidying last.
  var all: [Coverage.Advice] {
    let poor = entries.filter { $0.state == .missing || $0.state == .weak }
    let views = poor.filter { $0.facet == .view }.map { (weight($0), $0) }
      .sorted { $0.0 > $1.0 }.map(\.1)
    let looks = poor.filter { $0.facet == .look && $0.state == .missing && !$0.name.isEmpty }
    let undescribed = references.filter { $0.view == nil && asset.kind != .style }
    return undescribed.map(description) + (looks + views).map(addition) + expressions(poor)
      + never.filter { $0.limit == nil }.map(retirement)
  }

  private func weight(_ entry: Coverage.Entry) -> Double {
    FacetTable.weight(View(rawValue: entry.name)) + (entry.look?.isEmpty == true ? 0.05 : 0)
  }

  /// One for all: which expressions a story needs, only its author knows.
  private func expressions(_ poor: [Coverage.Entry]) -> [Coverage.Advice] {
    let names = poor.filter { $0.facet == .expression && $0.state == .missing }.map(\.name)
    guard let first = names.first else { return [] }
    return [
      Coverage.Advice(
        .add, names.joined(separator: ", "), reason: "no picture says that it shows it",
        command: add("--view expression --caption \(first)"))
    ]
  }

  private func addition(_ entry: Coverage.Entry) -> Coverage.Advice {
    let isLook = entry.facet == .look
    let look = isLook ? entry.name : entry.look ?? ""
    let options = [isLook ? nil : "--view \(entry.name)", look.isEmpty ? nil : "--look \(look)"]
    return Coverage.Advice(
      .add, entry.name, look: entry.look,
      reason: entry.state == .missing ? "no picture shows it" : entry.reason,
      command: add(options.compactMap(\.self).joined(separator: " ")))
  }

  private func add(_ options: String) -> String {
    "troupe reference add \(asset.handle) IMAGE \(options)"
  }

  private func description(_ one: Reference) -> Coverage.Advice {
    Coverage.Advice(
      .describe, one.digest.short, look: one.look ?? "", reason: "its view is not said",
      command: "troupe reference set \(one.digest.short) --of \(asset.handle) --view VIEW")
  }

  private func retirement(_ one: ExcludedReference) -> Coverage.Advice {
    Coverage.Advice(
      .retire, one.reference.short, look: one.look ?? "", reason: one.reason,
      command: "troupe reference retire \(one.reference.short) --of \(asset.handle)")
  }
}
