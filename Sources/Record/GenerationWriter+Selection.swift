internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension GenerationWriter {
  /// Writes how good the choice of images is proven to be, where that is known.
  func insert(_ selection: Selection, generation: ULID) throws {
    guard let proof = selection.proof else { return }
    try connection.insertDigested(
      into: "selection",
      [
        "generation": generation,
        "value": proof.value,
        "bound": proof.bound,
        "is_optimal": proof.isOptimal,
        "values_json": try CanonicalJSON.text(selection.chosen.map(\.value)),
      ])
  }

  /// Writes one picture of a sheet.
  func insert(
    _ part: SheetPart, position: Int, generation: ULID, _ prepared: PreparedRequest
  ) throws {
    try connection.insertDigested(
      into: "sheet_part",
      [
        "generation": generation,
        "position": position,
        "number": part.number,
        "asset": prepared.cast.first { $0.asset.handle == part.asset }?.asset.id,
        "handle": part.asset?.text,
        "name": part.name,
        "kind": part.kind?.rawValue,
        "look": part.look,
        "view": part.view?.rawValue,
        "reference": part.reference,
        "label": part.label,
        "reason": part.reason,
        "value": part.value,
        "origin_generation": part.origin?.generation,
        "origin_position": part.origin?.position,
      ])
  }
}
