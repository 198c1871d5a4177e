public import Foundation
internal import TroupeCatalog
internal import TroupeStorage

extension Library {
  /// The assets in use, in order of handle; all kinds unless one is named.
  public func assets(_ kind: Kind? = nil) async throws -> [Asset] {
    try await services.catalog.assets(kind: kind, includeRemoved: false)
  }

  /// The asset called `handle`.
  /// - Throws: `TroupeError.unknownAsset` with the nearest spellings, `.assetRemoved`.
  public func asset(_ handle: String) async throws -> Asset {
    try await services.catalog.asset(try Handle(handle))
  }

  /// The references of an asset in order of arrival, retired ones only if asked for.
  public func references(
    of handle: String, includeRetired: Bool = false
  ) async throws -> [Reference] {
    try await services.catalog.references(of: try Handle(handle), includeRetired: includeRetired)
  }

  /// Changes what is said of an asset; `nil` in `details` leaves a value as it is.
  @discardableResult
  public func set(_ handle: String, _ details: AssetDetails) async throws -> Asset {
    try await services.catalog.set(try Handle(handle), details)
  }

  /// Calls an asset otherwise; the record keeps the name that was used then.
  @discardableResult
  public func rename(_ handle: String, to new: String) async throws -> Asset {
    try await services.catalog.rename(try Handle(handle), to: try Handle(new))
  }

  /// Takes an asset out of use; `restore` undoes it.
  public func remove(_ handle: String) async throws {
    try await services.catalog.remove(try Handle(handle))
  }

  /// Brings a removed asset back.
  @discardableResult
  public func restore(_ handle: String) async throws -> Asset {
    try await services.catalog.restore(try Handle(handle))
  }

  /// Takes a reference out of use, or back in; it is kept.
  /// - Parameters:
  ///   - prefix: the first six or more digits of its digest.
  ///   - handle: the asset that is meant where several have the picture.
  ///   - isRetired: `false` to take it back into use.
  @discardableResult
  public func retire(
    _ prefix: String, of handle: String? = nil, _ isRetired: Bool = true
  ) async throws -> Reference {
    let reference = try await reference(prefix, of: handle)
    return try await services.catalog.retire(reference, isRetired)
  }

  /// Changes what is said of a reference, its pin among it; `nil` in `details` leaves a value as it is.
  @discardableResult
  public func setReference(
    _ prefix: String, of handle: String? = nil, _ details: ReferenceDetails
  ) async throws -> Reference {
    let reference = try await reference(prefix, of: handle)
    return try await services.catalog.setReference(reference, details)
  }

  /// The file of an image of the library.
  public func file(of reference: Reference) -> URL {
    url(
      of: ObjectStore.relativePath(
        reference.digest, fileExtension: reference.type.fileExtension))
  }

  private func reference(_ prefix: String, of handle: String?) async throws -> Reference {
    try await services.catalog.reference(prefix: prefix, of: try handle.map { try Handle($0) })
  }
}
