internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// Makes images ready to become references: normalized, and kept as files that rows may name once
/// they are published (D1).
struct ReferenceImport: Sendable {
  let normalization: Normalization
  let staging: Staging

  /// Reads, normalizes and stages one image; when it is done, none of its bytes are in memory.
  /// - Throws: `TroupeError.image` that names the file, `.diskFull`, `.file`.
  func keep(_ new: NewReference) throws -> KeptImage {
    let bytes = try new.read()
    let image: NormalizedImage
    do {
      image = try normalization.apply(to: bytes)
    } catch let fault {
      throw TroupeError.image(name: new.fileName, fault)
    }
    let thumbnail = MediaType(sniffing: image.thumbnail) ?? .png
    return KeptImage(
      new: new, width: image.width, height: image.height, type: image.type, header: image.header,
      fingerprint: image.fingerprint, notes: image.notes,
      source: try staging.stage(bytes, image.header.type),
      reference: try staging.stage(image.bytes, image.type),
      thumbnail: try staging.stage(image.thumbnail, thumbnail))
  }
}
