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
      try writer.removeRelease(of: asset.id)
      try writer.connection.nameObject(
        digest, fileExtension: fileExtension, byteCount: bytes.count, at: writer.now)
      let last = try writer.connection.row(
        "SELECT max(number) AS last FROM release WHERE asset = ?", asset.id)
      try writer.connection.insertDigested(
        into: "release",
        [
          "asset": asset.id, "number": (try last?.optionalInt("last") ?? 0) + 1,
          "digest": digest, "file_name": name, "added_at": writer.now,
        ])
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
  fileprivate func removeRelease(of asset: ULID) throws {
    try connection.updateDigested(
      "release", set: ["removed_at": now], where: "asset = ? AND removed_at IS NULL", asset)
  }
}
