internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Changes what is said of a look of an asset; a new look is made, as where a reference is said to show it.
  /// - Throws: `CatalogError.invalidHandle` for what is no name of a look, an empty one included;
  ///   `TroupeError.invalidValue` for a text of more than 64 KiB. Then nothing is changed.
  package func setLook(
    _ name: String, of handle: Handle, _ changes: LookDetails
  ) async throws -> Asset {
    let look = try Handle(name)
    return try await write(handle) { writer, asset in
      try writer.setLook(try writer.lookKey(look, of: asset.id), of: asset.id, changes)
      return try AssetReader(writer.connection).asset(handle)
    }
  }
}
