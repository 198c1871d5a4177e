public import Foundation
internal import TroupeCatalog
internal import TroupeSelection
internal import TroupeStorage

extension Library {
  /// The assets in use, in order of handle; all kinds unless one is named.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func assets(_ kind: Kind? = nil) async throws -> [Asset] {
    try await services.catalog.assets(kind: kind, includeRemoved: false)
  }

  /// The asset called `handle`, by its handle or by an alias.
  /// - Throws: `CatalogError.unknownAsset` with the nearest spellings, `CatalogError.assetRemoved`.
  @concurrent public func asset(_ handle: Handle) async throws -> Asset {
    try await services.catalog.asset(handle)
  }

  /// How many references in use each asset has; assets without any are absent.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func referenceCounts() async throws -> [ULID: Int] {
    try await services.catalog.referenceCounts()
  }

  /// Of each asset the picture that stands for it: a pinned reference, else the first that came; assets without a reference
  /// in use are absent.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func faces(of assets: [ULID]) async throws -> [ULID: StoredImage] {
    try await services.catalog.faces(of: assets)
  }

  /// The references of an asset in order of arrival, retired ones only if asked for.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func references(
    of handle: Handle, includeRetired: Bool = false
  ) async throws -> [Reference] {
    try await services.catalog.references(of: handle, includeRetired: includeRetired)
  }

  /// Changes what is said of an asset; `nil` in `details` leaves a value as it is.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`; `TroupeError.invalidValue` for a value that breaks its rules.
  @discardableResult
  @concurrent public func set(_ handle: Handle, _ details: AssetDetails) async throws -> Asset {
    try await services.catalog.set(handle, details)
  }

  /// Gives an asset another handle; the record keeps the one that was used then.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.handleTaken`,
  ///   `CatalogError.aliasTaken`.
  @discardableResult
  @concurrent public func rename(_ handle: Handle, to new: Handle) async throws -> Asset {
    try await services.catalog.rename(handle, to: new)
  }

  /// Calls an asset by further names, by which prompts find it too. Those that it has already stay.
  /// - Parameters:
  ///   - aliases: in any script, with spaces if need be, 1 to 64 characters; case makes no difference.
  ///   - handle: the asset.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`; `CatalogError.aliasTaken` where another asset in
  ///   use has the name as a handle or an alias; `TroupeError.invalidValue` for what is no name. Then none is added.
  @discardableResult
  @concurrent public func addAliases(
    _ aliases: [String], to handle: Handle
  ) async throws -> Asset {
    try await services.catalog.addAliases(aliases, to: handle)
  }

  /// Takes names away from an asset.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownAlias`. Then none is taken
  ///   away.
  @discardableResult
  @concurrent public func removeAliases(
    _ aliases: [String], of handle: Handle
  ) async throws -> Asset {
    try await services.catalog.removeAliases(aliases, of: handle)
  }

  /// Takes an asset out of use; `restore` undoes it.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func remove(_ handle: Handle) async throws {
    try await services.catalog.remove(handle)
  }

  /// Brings a removed asset back.
  /// - Throws: `CatalogError.unknownAsset`; `CatalogError.aliasTaken` where another asset has one of its names now.
  @discardableResult
  @concurrent public func restore(_ handle: Handle) async throws -> Asset {
    try await services.catalog.restore(handle)
  }

  /// Takes a reference out of use, or back in; it is kept.
  /// - Parameters:
  ///   - digits: the first six or more digits of its digest.
  ///   - handle: its asset, where several have the picture.
  ///   - isRetired: `false` to take it back into use.
  /// - Throws: `CatalogError.unknownReference`, `CatalogError.sharedReference`; `RequestError.ambiguous`.
  @discardableResult
  @concurrent public func retire(
    _ digits: String, of handle: Handle? = nil, _ isRetired: Bool = true
  ) async throws -> Reference {
    let reference = try await services.catalog.reference(prefix: digits, of: handle)
    return try await services.catalog.retire(reference, isRetired)
  }

  /// Changes what is said of a reference, its pin included; `nil` in `details` leaves a value as it is.
  /// - Throws: `CatalogError.unknownReference`, `CatalogError.sharedReference`; `RequestError.ambiguous`.
  @discardableResult
  @concurrent public func setReference(
    _ digits: String, of handle: Handle? = nil, _ details: ReferenceDetails
  ) async throws -> Reference {
    let reference = try await services.catalog.reference(prefix: digits, of: handle)
    return try await services.catalog.setReferences([(reference, details)])[0]
  }

  /// The file of a reference's image.
  public func file(of reference: Reference) -> URL {
    url(
      of: ObjectStore.relativePath(
        reference.digest, fileExtension: reference.image.type.fileExtension))
  }

  /// Which views, looks and expressions an asset's references show well, badly or not at all; and which references a
  /// model would not receive.
  /// - Parameters:
  ///   - handle: the asset.
  ///   - model: the model whose limits decide what it would not receive; `nil` leaves that out.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`; `RequestError.unknownModel`.
  @concurrent public func coverage(
    of handle: Handle, model: String? = nil
  ) async throws -> Coverage {
    let profile = try model.map { try services.models.profile(named: $0).profile }
    let asset = try await asset(handle)
    let references = try await references(of: asset.handle)
    let appearance = try await services.catalog.appearance(of: asset.handle)
    let candidates = AssetCandidates(
      asset: asset, references: references, nearDuplicates: appearance.nearDuplicates,
      sharpness: appearance.sharpness)
    return try CoverageSurvey(candidates).coverage(for: profile)
  }
}
