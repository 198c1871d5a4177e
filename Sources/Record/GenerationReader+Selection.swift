internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension GenerationReader {
  /// How good the choice of images of `id` was proven to be; `nil` where an older version made it.
  func proof(of id: ULID) throws -> SelectionProof? {
    try connection.row("SELECT * FROM selection WHERE generation = ?", id).map {
      SelectionProof(
        value: try $0.double("value"), bound: try $0.double("bound"),
        isOptimal: try $0.bool("is_optimal"))
    }
  }

  /// What each image of `id` added to the choice's worth, in order of position.
  func values(of id: ULID) throws -> [Double] {
    try connection.row("SELECT values_json FROM selection WHERE generation = ?", id)?
      .json([Double].self, "values_json") ?? []
  }

  /// The pictures of the sheets of `id`, by the sheet's position.
  func sheets(of id: ULID) throws -> [Int: [SheetPart]] {
    let rows = try connection.rows(
      "SELECT * FROM sheet_part WHERE generation = ? ORDER BY position, number", id)
    var sheets: [Int: [SheetPart]] = [:]
    for row in rows {
      sheets[try row.int("position"), default: []].append(
        SheetPart(
          number: try row.int("number"), asset: try Handle(row.text("handle")),
          name: try row.text("name"), kind: try row.word(Kind.self, "kind"),
          look: try row.optionalText("look"), view: try row.optionalText("view").map(View.init),
          reference: try row.digest("reference"),
          origin: try row.outputID("origin_generation", "origin_position"),
          label: try row.text("label"), reason: try row.text("reason"),
          value: try row.double("value")))
    }
    return sheets
  }
}
