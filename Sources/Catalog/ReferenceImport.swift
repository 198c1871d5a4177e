internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// An image made ready: its bytes are on disk, and its rows can be written (D1).
struct ReferenceImport: Sendable {
  let new: NewReference
  let source: Digest
  let normalized: Digest
  let thumbnail: Digest
  let thumbnailType: MediaType
  let thumbnailByteCount: Int
  let header: ImageHeader
  let type: MediaType
  let width: Int
  let height: Int
  let byteCount: Int
  let notes: [String]

  /// Normalizes `new` and keeps source, reference and thumbnail as files.
  /// - Throws: `TroupeError.image` that names the file, `.diskFull`, `.file`.
  init(
    _ new: NewReference, normalization: Normalization, objects: ObjectStore
  ) throws {
    let image: NormalizedImage
    do {
      image = try normalization.apply(to: new.bytes)
    } catch let fault {
      throw TroupeError.image(name: new.fileName, fault)
    }
    self.new = new
    source = try objects.put(new.bytes, fileExtension: image.header.type.fileExtension)
    normalized = try objects.put(image.bytes, fileExtension: image.type.fileExtension)
    thumbnailType = MediaType(sniffing: image.thumbnail.prefix(12)) ?? .png
    thumbnail = try objects.put(
      image.thumbnail, fileExtension: thumbnailType.fileExtension)
    thumbnailByteCount = image.thumbnail.count
    header = image.header
    type = image.type
    width = image.width
    height = image.height
    byteCount = image.bytes.count
    notes = image.notes
  }

  /// Writes the rows that name the files.
  func nameFiles(_ connection: Connection, at now: Date) throws {
    try connection.nameObject(
      source, fileExtension: header.type.fileExtension, byteCount: new.bytes.count, at: now)
    try connection.nameObject(
      normalized, fileExtension: type.fileExtension, byteCount: byteCount, at: now)
    try connection.nameObject(
      thumbnail, fileExtension: thumbnailType.fileExtension, byteCount: thumbnailByteCount,
      at: now)
    try connection.execute(
      """
      INSERT INTO source (digest, media_type, width, height, orientation, file_name, imported_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
      """, source, header.type.rawValue, header.width, header.height, header.orientation,
      (new.fileName as NSString).lastPathComponent, now)
    try connection.execute(
      "INSERT INTO thumbnail (digest, thumbnail) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
      normalized, thumbnail)
  }
}
