internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// An image whose bytes are on disk, so that rows may name them.
struct KeptImage: Sendable {
  /// One of its files.
  struct File: Sendable {
    let digest: Digest
    let type: MediaType
    let byteCount: Int
  }

  let new: NewReference
  let image: NormalizedImage
  let source: File
  let reference: File
  let thumbnail: File

  /// Writes the rows of the files. The first import of the same bytes keeps its name and time.
  func nameFiles(_ connection: Connection, at now: Date) throws {
    for file in [source, reference, thumbnail] {
      try connection.nameObject(
        file.digest, fileExtension: file.type.fileExtension, byteCount: file.byteCount, at: now)
    }
    let header = image.header
    try connection.execute(
      """
      INSERT INTO source (digest, media_type, width, height, orientation, file_name, imported_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
      """, source.digest, header.type.rawValue, header.width, header.height, header.orientation,
      (new.fileName as NSString).lastPathComponent, now)
    try connection.execute(
      "INSERT INTO thumbnail (digest, thumbnail) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
      reference.digest, thumbnail.digest)
    try image.fingerprint.keep(of: reference.digest, in: connection)
  }
}
