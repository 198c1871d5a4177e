internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// Makes images ready to become references: normalized, and kept as files that rows may name once
/// they are published (D1).
struct ReferenceImport: Sendable {
  /// What became of one image.
  enum Outcome: Sendable {
    /// It is ready.
    case kept(StagedReference)
    /// The asset has a reference of these very bytes, which need not be read again.
    case known(Digest)
    /// It cannot be read.
    case refused(TroupeError)

    /// The reference that it makes, or is; `nil` for none.
    var digest: Digest? {
      switch self {
      case .kept(let image): image.reference.digest
      case .known(let digest): digest
      case .refused: nil
      }
    }
  }

  let normalization: Normalization
  let staging: Staging
  /// References in use by the digest of their source, and by that of the parts of it that make its picture.
  let known: [Digest: Digest]

  /// Reads, normalizes and stages one image; when it is done, none of its bytes are in memory.
  /// - Throws: `LibraryError.diskFull`, `LibraryError.file` for what cannot be written.
  func keep(_ new: NewReference) throws -> Outcome {
    let bytes: Data
    let image: NormalizedImage
    let picture: Digest?
    do {
      bytes = try new.read()
      if !known.isEmpty, let reference = known[Digest(hashing: bytes)] { return .known(reference) }
      picture = PictureParts(reading: bytes).map { Digest(hashing: $0, of: bytes) }
      if let reference = picture.flatMap({ known[$0] }) { return .known(reference) }
      image = try normalization.apply(to: bytes)
    } catch let fault as ImageFault {
      return .refused(.image(name: new.fileName, fault))
    } catch let error as TroupeError {
      return .refused(error)
    }
    let thumbnail = MediaType(sniffing: image.appearance.thumbnail) ?? .png
    return .kept(
      StagedReference(
        new: new, width: image.width, height: image.height, type: image.type, header: image.header,
        fingerprint: image.appearance.fingerprint, grid: image.appearance.grid,
        notes: image.notes, picture: picture,
        source: try staging.stage(bytes, image.header.type),
        reference: try staging.stage(image.bytes, image.type),
        thumbnail: try staging.stage(image.appearance.thumbnail, thumbnail)))
  }
}
