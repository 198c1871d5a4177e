internal import TroupeCatalog

extension Library {
  /// Changes what is said of a look of an asset; `nil` in `details` leaves a value as it is. A look that is new is made,
  /// as where a reference is said to show it.
  /// - Parameters:
  ///   - name: the look within the asset, as in `child` for `@mira/child`; case makes no difference.
  ///   - handle: the asset.
  ///   - details: its texts, each at most 64 KiB, its shot and its place.
  ///   - makesNew: whether a look that is new is made; else it is `CatalogError.unknownLook`.
  /// - Returns: the asset with its looks.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`; `CatalogError.invalidHandle` for what is no name
  ///   of a look, an empty one included; `CatalogError.lookRemoved`; `CatalogError.unknownTrait` for a trait to drop that
  ///   the asset does not have; `TroupeError.invalidValue` for a longer text, a shot or a place out of range. Then nothing
  ///   is changed.
  @discardableResult
  @concurrent public func setLook(
    _ name: String, of handle: Handle, _ details: LookDetails, makesNew: Bool = true
  ) async throws -> Asset {
    try await services.catalog.setLook(name, of: handle, details, makesNew: makesNew)
  }

  /// Makes a look of an asset.
  /// - Parameters:
  ///   - name: the look within the asset, by the rules of a handle.
  ///   - handle: the asset.
  ///   - details: what is said of it.
  /// - Returns: the asset with its looks.
  /// - Throws: as `setLook`, and `CatalogError.lookTaken`.
  @discardableResult
  @concurrent public func addLook(
    _ name: String, to handle: Handle, _ details: LookDetails = LookDetails()
  ) async throws -> Asset {
    try await services.catalog.addLook(name, to: handle, details)
  }

  /// Gives a look another name; references and adapters of it go with it, and the record keeps the name that was used then.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownLook`,
  ///   `CatalogError.lookRemoved`, `CatalogError.lookTaken`, `CatalogError.invalidHandle`.
  @discardableResult
  @concurrent public func renameLook(
    _ name: String, of handle: Handle, to new: String
  ) async throws -> Asset {
    try await services.catalog.renameLook(name, of: handle, to: new)
  }

  /// Takes a look out of use, and with it the references that wear it; `restoreLook` undoes it.
  /// - Returns: those references.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownLook`,
  ///   `CatalogError.lookRemoved`.
  @discardableResult
  @concurrent public func removeLook(
    _ name: String, of handle: Handle
  ) async throws -> [Reference] {
    try await services.catalog.removeLook(name, of: handle)
  }

  /// Brings a removed look back with the references that wear it; one in use stays as it is.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, `CatalogError.unknownLook`.
  @discardableResult
  @concurrent public func restoreLook(
    _ name: String, of handle: Handle
  ) async throws -> Asset {
    try await services.catalog.restoreLook(name, of: handle)
  }
}
