import Foundation
import Troupe

/// One request planned for several models, side by side.
struct PlanComparison {
  let all: [PlannedModel]

  var text: SafeText {
    var parts = [figures]
    if !rows.isEmpty { parts.append(pictures) }
    if !leftOut.isEmpty {
      parts.append("\("Left out", .strong)\n" + leftOut.text(indent: 2))
    }
    let notes = all.compactMap(notes)
    if !notes.isEmpty { parts.append(notes.joined(separator: "\n")) }
    if !sources.isEmpty { parts.append(prices) }
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
      table.add([
        .init("\(index + 1)"), .init(plan.model),
        .init(plan.limits.first?.sentence.replacing("images ", with: "") ?? "–"),
        .init(plan.selection.proof.map(Self.worth) ?? "–"),
        .init("\(plan.selection.excluded.count)"), .init(price(plan.estimate)),
      ])
    }
    return table.text()
  }

  /// What the choice is worth, and the most that one could be where that is not proven to be all.
  private static func worth(_ proof: SelectionProof) -> String {
    let style = FloatingPointFormatStyle<Double>.number.precision(.fractionLength(1))
    let value = proof.value.formatted(style)
    return proof.isOptimal ? value : "\(value) of \(proof.bound.formatted(style))"
  }

  /// Where the prices stand, each once; what is free needs no source.
  private var sources: [String] {
    all.compactMap { $0.plan?.estimate }.filter { $0.costUSD != 0 }.map(\.source)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func price(_ estimate: Estimate) -> String {
    let number = sources.firstIndex(of: estimate.source)
    guard let number, estimate.costUSD != 0 else { return estimate.price }
    return "\(estimate.price) [\(number + 1)]"
  }

  private var prices: SafeText {
    var table = Table(["", ""], right: [0])
    for (index, source) in sources.enumerated() {
      table.add(.init("[\(index + 1)]", .faint), .init(source, .faint))
    }
    return table.text()
  }

  /// A verdict, and the models for which it stands.
  private struct Verdict {
    let excluded: ExcludedReference
    var models: [Int]
  }

  private var leftOut: Table {
    var verdicts: [Verdict] = []
    var places: [[String]: Int] = [:]
    for (index, one) in all.enumerated() {
      for excluded in one.plan?.selection.excluded ?? [] {
        let key = [excluded.written, excluded.reference.hex, excluded.reason]
        if let place = places[key] {
          verdicts[place].models.append(index)
        } else {
          places[key] = verdicts.count
          verdicts.append(Verdict(excluded: excluded, models: [index]))
        }
      }
    }
    var table = Table(["WHO", "VIEW", "LOOK", "PICTURE", "BY", "WHY"], longest: 20)
    for verdict in verdicts {
      let one = verdict.excluded
      table.add(
        .init(one.written), .init(one.view?.rawValue ?? "–"), .init(one.look ?? "–"),
        .init(one.reference.short),
        .init(verdict.models.map { "#\($0 + 1)" }.joined(separator: " ")),
        .init(one.reason.replacing("left out: ", with: "", maxReplacements: 1)))
    }
    return table
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
  private static func rows(of chosen: ChosenInput) -> [(Digest, Row)] {
    func row(_ who: String, _ view: View?, _ look: String?, _ picture: Digest) -> (Digest, Row) {
      (picture, Row(who: who, view: view?.rawValue ?? "–", look: look ?? "–", picture: picture))
    }
    let parts = chosen.sheet ?? []
    if !parts.isEmpty { return parts.map { row($0.written, $0.view, $0.look, $0.reference) } }
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
      one.error.map { [$0.sentence] } ?? (one.plan?.adjustments.map(\.sentence) ?? [])
      + (one.plan?.warnings ?? [])
    guard !lines.isEmpty else { return nil }
    var table = Table([""])
    for line in lines { table.add(.init(line)) }
    return "\(one.model, .strong)\n" + table.text(indent: 2)
  }
}
