internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// An image on its way to become a reference: normalized, then kept as files, then named by rows
/// (D1).
struct ReferenceImport: Sendable {
  let new: NewReference
  let image: NormalizedImage

  /// Decodes and normalizes `new`; nothing is written.
  /// - Throws: `TroupeError.image` that names the file.
  init(_ new: NewReference, normalization: Normalization) throws {
    self.new = new
    do {
      image = try normalization.apply(to: new.bytes)
    } catch let fault {
      throw TroupeError.image(name: new.fileName, fault)
    }
  }

  /// Keeps source, reference and thumbnail as files.
  /// - Throws: `TroupeError.diskFull`, `.file`.
  func keep(in objects: ObjectStore) throws -> KeptImage {
    let thumbnail = MediaType(sniffing: image.thumbnail) ?? .png
    return KeptImage(
      new: new, image: image,
      source: try Self.keep(new.bytes, image.header.type, in: objects),
      reference: try Self.keep(image.bytes, image.type, in: objects),
      thumbnail: try Self.keep(image.thumbnail, thumbnail, in: objects))
  }

  private static func keep(
    _ bytes: Data, _ type: MediaType, in objects: ObjectStore
  ) throws -> KeptImage.File {
    KeptImage.File(
      digest: try objects.put(bytes, fileExtension: type.fileExtension), type: type,
      byteCount: bytes.count)
  }
}
