internal import TroupeCatalog

extension Library {
  /// What an asset was at one time. Each change of what is said of it, or of its pictures, makes a version.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownVersion`.
  @concurrent public func version(_ name: NamedVersion) async throws -> AssetVersion {
    try await services.catalog.version(name)
  }

  /// The number of the version that an asset is at; 1 for one that was never changed.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func newestVersion(of handle: Handle) async throws -> Int {
    try await services.catalog.newestVersion(of: handle)
  }

  /// Every version of an asset, the first one first; the last one is the asset of today.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func versions(of handle: Handle) async throws -> [AssetVersion] {
    try await services.catalog.versions(of: handle)
  }
}
