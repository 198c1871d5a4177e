import Troupe

/// One request planned for several models, side by side.
struct PlanComparison {
  let all: [PlannedModel]

  var text: SafeText {
    var parts = [figures]
    if !rows.isEmpty { parts.append(pictures) }
    let notes = all.compactMap(notes)
    if !notes.isEmpty { parts.append(notes.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n")
  }

  private var figures: SafeText {
    var table = Table(["#", "MODEL", "PICTURES", "WORTH", "LEFT OUT", "PRICE"], right: [0, 3, 4])
    for (index, one) in all.enumerated() {
      guard let plan = one.plan else {
        table.add([
          .init("\(index + 1)"), .init(one.model), "–", "–", "–", .init("cannot be sent", .bad),
        ])
        continue
      }
      let price = plan.estimate.costUSD.map { $0 == 0 ? "free" : "about \($0.asPrice)" }
      table.add([
        .init("\(index + 1)"), .init(plan.model),
        .init(plan.limits.first?.sentence.replacing("images ", with: "") ?? "–"),
        .init(plan.selection.proof.map(Self.worth) ?? "–"),
        .init("\(plan.selection.excluded.count)"), .init(price ?? "price not known"),
      ])
    }
    return table.text()
  }

  private static func worth(_ proof: SelectionProof) -> String {
    let value = proof.value.formatted(.number.precision(.fractionLength(1)))
    return proof.isOptimal ? value : "≥ \(value)"
  }

  /// A picture, and its place among those of each model.
  private struct Row {
    let who: String
    let view: String
    let look: String
    let picture: Digest
    var positions: [Int: Int] = [:]
  }

  private var rows: [Row] {
    var rows: [Row] = []
    for (index, one) in all.enumerated() {
      for chosen in one.plan?.selection.chosen ?? [] {
        for (picture, row) in Self.rows(of: chosen) {
          let known = rows.firstIndex { $0.picture == picture && $0.who == row.who }
          if known == nil { rows.append(row) }
          rows[known ?? rows.count - 1].positions[index] = chosen.position
        }
      }
    }
    return rows
  }

  /// The pictures of a sheet stand in its place.
  private static func rows(of chosen: ChosenReference) -> [(Digest, Row)] {
    func row(_ who: String, _ view: View?, _ look: String?, _ picture: Digest) -> (Digest, Row) {
      (picture, Row(who: who, view: view?.rawValue ?? "–", look: look ?? "–", picture: picture))
    }
    let parts = chosen.sheet ?? []
    if !parts.isEmpty { return parts.map { row("\($0.asset)", $0.view, $0.look, $0.reference) } }
    let who = chosen.asset.map { "\($0)" } ?? chosen.role.rawValue
    return [row(who, chosen.view, chosen.look, chosen.reference)]
  }

  private var pictures: SafeText {
    let numbers = all.indices.map { "#\($0 + 1)" }
    var table = Table(["WHO", "VIEW", "LOOK", "PICTURE"] + numbers)
    for row in rows {
      let places = all.indices.map { row.positions[$0].map { "\($0)" } ?? "–" }
      let cells = [row.who, row.view, row.look, row.picture.short] + places
      table.add(cells.map { .init($0) })
    }
    return "\("Pictures by their places", .strong)\n" + table.text(indent: 2)
  }

  /// What a model makes different from what was asked, or why it cannot be sent there.
  private func notes(_ one: PlannedModel) -> SafeText? {
    let lines =
      one.error.map { [$0.message] } ?? (one.plan?.adjustments.map(\.sentence) ?? [])
      + (one.plan?.warnings ?? [])
    guard !lines.isEmpty else { return nil }
    var table = Table([""])
    for line in lines { table.add(.init(line)) }
    return "\(one.model, .strong)\n" + table.text(indent: 2)
  }
}
