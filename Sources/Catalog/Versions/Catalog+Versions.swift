internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// What an asset in use was at one time.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`, `.unknownVersion`.
  package func version(_ name: NamedVersion) async throws -> AssetVersion {
    try await database.read { connection in
      let reader = AssetReader(connection)
      return try reader.version(name.number, of: reader.asset(name.asset))
    }
  }

  /// Every version of an asset in use, the first one first.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`.
  package func versions(of handle: Handle) async throws -> [AssetVersion] {
    try await database.read { connection in
      let reader = AssetReader(connection)
      let asset = try reader.asset(handle)
      return try (1...reader.newestVersion(of: asset.id)).map { try reader.version($0, of: asset) }
    }
  }

  /// The number of the version that an asset in use is at.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`.
  package func newestVersion(of handle: Handle) async throws -> Int {
    try await database.read { connection in
      let reader = AssetReader(connection)
      return try reader.newestVersion(of: reader.asset(handle).id)
    }
  }
}
