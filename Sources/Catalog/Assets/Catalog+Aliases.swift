internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Calls an asset by further names; those that it has already stay.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`, `.aliasTaken`, and `TroupeError.invalidValue` for what is no
  ///   name. Then none is added.
  package func addAliases(_ aliases: [String], to handle: Handle) async throws -> Asset {
    try await write(handle) { writer, asset in
      for alias in aliases { try writer.add(Alias(alias), to: asset) }
      return try AssetReader(writer.connection).asset(asset.handle)
    }
  }

  /// Takes names away from an asset.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`, `.unknownAlias`. Then none is taken away.
  package func removeAliases(_ aliases: [String], of handle: Handle) async throws -> Asset {
    try await write(handle) { writer, asset in
      for alias in aliases { try writer.remove(alias, from: asset) }
      return try AssetReader(writer.connection).asset(asset.handle)
    }
  }
}
