internal import TroupeCatalog
internal import TroupeProviders
internal import TroupeSelection

extension Library {
  /// Which views, looks and expressions an asset's references show well, badly or not at all; and which
  /// references a model would not receive.
  /// - Parameters:
  ///   - handle: the asset.
  ///   - model: the model whose limits decide what it would not receive; `nil` leaves that out.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `RequestError.unknownModel`.
  public func coverage(of handle: String, model: String? = nil) async throws -> Coverage {
    let profile = try model.map { try services.models.profile(named: $0).profile }
    let asset = try await asset(handle)
    let references = try await references(of: asset.handle.text)
    let looks = try await services.catalog.looks(of: asset.handle)
    let candidates = AssetCandidates(
      asset: asset, references: references, nearDuplicates: looks.twins, sharpness: looks.sharpness)
    return try CoverageSurvey(candidates).coverage(for: profile)
  }
}
