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
      """
      SELECT p.*, r.extension, r.byte_count FROM sheet_part p JOIN object r ON r.digest = p.reference
      WHERE p.generation = ? ORDER BY p.position, p.number
      """, id)
    var sheets: [Int: [SheetPart]] = [:]
    for row in rows {
      sheets[try row.int("position"), default: []].append(
        SheetPart(
          number: try row.int("number"), depiction: try row.depiction(),
          image: StoredImage(
            digest: try row.digest("reference"), type: try row.mediaType(ofExtension: "extension"),
            byteCount: try row.int("byte_count")),
          label: try row.text("label"), reason: try row.text("reason"),
          value: try row.double("value")))
    }
    return sheets
  }
}
