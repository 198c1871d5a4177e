package import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Keeps a file that says what the person shown by an asset agreed to, in the place of an earlier one, which stays in the
  /// library.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `LibraryError.diskFull`.
  package func setRelease(
    _ bytes: Data, called name: String, fileExtension: String, of handle: Handle
  ) async throws -> Asset {
    _ = try await asset(handle)
    let digest = try objects.put(bytes, fileExtension: fileExtension)
    return try await write(handle) { writer, asset in
      if asset.release?.digest == digest { return asset }
      try writer.setRelease(
        digest, byteCount: bytes.count, fileExtension: fileExtension, called: name,
        at: writer.now, of: asset.id)
      return try AssetReader(writer.connection).asset(handle)
    }
  }

  /// Takes back what the person shown by an asset agreed to; the file stays in the library.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  package func removeRelease(of handle: Handle) async throws -> Asset {
    try await write(handle) { writer, asset in
      try writer.removeRelease(of: asset.id)
      return try AssetReader(writer.connection).asset(handle)
    }
  }
}

extension AssetWriter {
  /// Puts a release, whose file is on disk, in the place of the one that `asset` has.
  func setRelease(
    _ digest: Digest, byteCount: Int, fileExtension: String, called name: String, at: Date,
    of asset: ULID
  ) throws {
    try removeRelease(of: asset)
    try connection.nameObject(
      digest, fileExtension: fileExtension, byteCount: byteCount, at: now)
    let last = try connection.row(
      "SELECT max(number) AS last FROM release WHERE asset = ?", asset)
    try connection.insertDigested(
      into: "release",
      [
        "asset": asset, "number": (try last?.optionalInt("last") ?? 0) + 1, "digest": digest,
        "file_name": name, "added_at": at,
      ])
  }

  /// Takes back the release that `asset` has.
  func removeRelease(of asset: ULID) throws {
    try connection.updateDigested(
      "release", set: ["removed_at": now], where: "asset = ? AND removed_at IS NULL", asset)
  }
}
