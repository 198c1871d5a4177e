internal import TroupeVocabulary

/// What a user can do about views, looks and expressions that an asset's references do not show well.
struct CoverageAdvice {
  private let asset: Asset
  private let references: [Reference]
  private let entries: [Coverage.Entry]
  private let neverSent: [ExcludedReference]

  init(
    _ asset: Asset, _ references: [Reference], _ entries: [Coverage.Entry],
    neverSent: [ExcludedReference]
  ) {
    self.asset = asset
    self.references = references
    self.entries = entries
    self.neverSent = neverSent
  }

  /// Everything, the most useful first: what costs nothing, then what identifies the asset, then what to
  /// retire.
  var all: [Coverage.Advice] {
    let poor = entries.filter { $0.state == .missing || $0.state == .weak }
    let views = poor.filter { $0.facet == .view }.map { (weight($0), $0) }
      .sorted { $0.0 > $1.0 }.map(\.1)
    let looks = poor.filter { $0.facet == .look && $0.state == .missing && !$0.name.isEmpty }
    let withoutView = references.filter { $0.view == nil && asset.kind != .style }
    return withoutView.map(description) + (looks + views).map(addition) + expressions(poor)
      + neverSent.filter { $0.limit == nil }.map(retirement)
  }

  private func weight(_ entry: Coverage.Entry) -> Double {
    let view = View(rawValue: entry.name)
    return max(SelectionWeights.weight(of: view), view == .front ? 1 : 0)
      + (entry.look?.isEmpty == true ? 0.05 : 0)
  }

  /// One item for all expressions, since only the author knows which a story needs.
  private func expressions(_ poor: [Coverage.Entry]) -> [Coverage.Advice] {
    let names = poor.filter { $0.facet == .expression && $0.state == .missing }.map(\.name)
    if names.isEmpty { return [] }
    return [
      Coverage.Advice(
        .add, .expression, name: names.joined(separator: ", "),
        reason: "no picture says that it shows it")
    ]
  }

  private func addition(_ entry: Coverage.Entry) -> Coverage.Advice {
    Coverage.Advice(
      .add, entry.facet, name: entry.name, look: entry.look,
      reason: entry.state == .missing ? "no picture shows it" : entry.reason)
  }

  private func description(_ reference: Reference) -> Coverage.Advice {
    let short = reference.digest.short
    return Coverage.Advice(
      .describe, name: short, look: reference.look ?? "", reason: "its view is not said")
  }

  private func retirement(_ excluded: ExcludedReference) -> Coverage.Advice {
    let short = excluded.reference.short
    return Coverage.Advice(
      .retire, name: short, look: excluded.look ?? "", reason: excluded.reason)
  }
}
