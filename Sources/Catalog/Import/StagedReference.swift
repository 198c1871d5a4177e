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
  let source: ObjectStore.Staged
  let reference: ObjectStore.Staged
  let thumbnail: ObjectStore.Staged

  /// Writes the rows of the files. The first import of the same bytes keeps its name and time.
  func nameFiles(_ connection: Connection, at now: Date) throws {
    for file in [source, reference, thumbnail] {
      try connection.nameObject(
        file.digest, fileExtension: file.fileExtension, byteCount: file.byteCount, at: now)
    }
    try connection.execute(
      """
      INSERT INTO source (digest, media_type, width, height, orientation, file_name, imported_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
      """, source.digest, header.type.rawValue, header.width, header.height, header.orientation,
      (new.fileName as NSString).lastPathComponent, now)
    try connection.execute(
      "INSERT INTO thumbnail (digest, thumbnail) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
      reference.digest, thumbnail.digest)
    try fingerprint.keep(of: reference.digest, in: connection)
  }
}
