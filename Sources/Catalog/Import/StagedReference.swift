internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// An image whose bytes are on disk, so that rows may name them once they are published.
struct StagedReference: Sendable {
  let new: NewReference
  let width: Int
  let height: Int
  let type: MediaType
  let header: ImageHeader
  let fingerprint: Fingerprint
  let grid: LuminanceGrid
  let notes: [String]
  /// Of the parts of the source that make its picture; `nil` where they are not told apart.
  let picture: Digest?
  let source: ObjectStore.Staged
  let reference: ObjectStore.Staged
  let thumbnail: ObjectStore.Staged

  /// Writes the rows of the files. The first import of the same bytes keeps its name and time.
  func nameFiles(_ connection: Connection, at now: Date) throws {
    for file in [source, reference, thumbnail] {
      try connection.nameObject(
        file.digest, fileExtension: file.fileExtension, byteCount: file.byteCount, at: now)
    }
    try connection.insertDigestedIfNew(
      into: "source",
      [
        "digest": source.digest, "media_type": header.type.rawValue, "width": header.width,
        "height": header.height, "orientation": header.orientation,
        "file_name": (new.fileName as NSString).lastPathComponent, "imported_at": now,
        "picture": picture,
      ])
    try connection.insertDigestedIfNew(
      into: "thumbnail", ["digest": reference.digest, "thumbnail": thumbnail.digest])
    try fingerprint.keep(of: reference.digest, over: .exact, in: connection)
  }
}
