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

  /// Writes the adapters that are loaded.
  func insert(adaptersOf prepared: PreparedRequest, generation: ULID) throws {
    for (index, one) in prepared.adapters.enumerated() {
      let asset = prepared.cast.first { $0.asset.handle == one.asset }?.asset.id
      try connection.insertDigested(
        into: "adapter_use",
        [
          "generation": generation, "position": index + 1, "adapter": one.adapter,
          "asset": asset ?? one.adapter, "handle": one.asset.text, "digest": one.digest,
          "name": one.name, "trigger_words": one.trigger, "weight": one.weight,
          "reason": one.reason,
        ])
    }
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
