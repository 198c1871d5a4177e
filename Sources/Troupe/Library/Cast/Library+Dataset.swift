public import Foundation
internal import TroupeSelection
internal import TroupeStorage

extension Library {
  /// Writes the references in use of an asset as a training set: pictures as they are kept, a text file with the caption
  /// of each, and `metadata.jsonl` with all of them. Captions tell views, looks and what references are captioned with, and
  /// leave out the asset's traits, which are to bind to the trigger.
  /// - Parameters:
  ///   - handle: the asset.
  ///   - folder: where; one that is missing or empty. It is there whole, or not at all.
  ///   - trigger: what captions begin with; `nil` for that of the newest adapter, else the handle.
  ///   - look: pictures of this look alone; an empty one means the usual look, `nil` all.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownLook`,
  ///   `CatalogError.noReferences`; `TroupeError.invalidValue` for a trigger without a letter; `LibraryError.file` for a
  ///   folder that is not empty; `LibraryError.damagedFile`, `LibraryError.diskFull`.
  @concurrent public func exportDataset(
    of handle: Handle, to folder: URL, trigger: String? = nil, look: String? = nil
  ) async throws -> Dataset {
    let asset = try await asset(handle)
    let look = try look.map { $0.isEmpty ? "" : try asset.look(named: $0).name }
    let references = try await references(of: asset.handle).filter {
      look == nil || ($0.look ?? "") == look
    }
    if references.isEmpty {
      throw TroupeError.catalog(.noReferences(asset: asset.handle.text, look: look))
    }
    let known = try await adapters(of: asset.handle).map(\.trigger).last
    let trigger = trigger ?? known ?? asset.handle.text
    guard trigger.contains(where: { $0.isLetter || $0.isNumber }),
      !trigger.contains(where: \.isNewline)
    else {
      throw TroupeError.invalidValue(name: "trigger", value: trigger, expected: "words on one line")
    }
    let words = DatasetCaption(of: asset, trigger: trigger, captions: references.map(\.caption))
    let images = references.enumerated().map { index, reference in
      let number = String(repeating: "0", count: max(0, 4 - "\(index + 1)".count)) + "\(index + 1)"
      return Dataset.Image(
        file: "\(number).\(reference.image.type.fileExtension)", reference: reference.digest,
        caption: words.text(of: reference))
    }
    let path = try "\(folder.localPath())"
    try NewFolder.make(path) { name in
      for (image, reference) in zip(images, references) {
        let bytes = try services.objects.readChecked(
          reference.digest, fileExtension: reference.image.type.fileExtension)
        try SavedFile.write(bytes, to: name(image.file))
        let text = name(image.file.prefix { $0 != "." } + ".txt")
        try SavedFile.write(Data((image.caption + "\n").utf8), to: text)
      }
      let lines = try images.map {
        try CanonicalJSON.text(Line(fileName: $0.file, text: $0.caption))
      }
      try SavedFile.write(
        Data((lines.joined(separator: "\n") + "\n").utf8), to: name("metadata.jsonl"))
    }
    return Dataset(asset: asset.handle, trigger: trigger, folder: path, images: images)
  }
}

/// A line of `metadata.jsonl`.
private struct Line: Encodable {
  let fileName: String
  let text: String
}
