internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Adds an asset with its references. Images that cannot be read are left out and named; where
  /// none can be, there is no asset.
  /// - Parameters:
  ///   - name: how people call it; `nil` takes the handle's text.
  ///   - onImage: called after each image is worked on, from any thread.
  /// - Throws: `CatalogError.handleTaken`, `CatalogError.aliasTaken`, and the refusal of the only image, or `CatalogError.noneAdded`.
  package func add(
    _ kind: Kind, handle: Handle, name: String?, aliases: [String] = [], description: String,
    traits: [String], traitStarts: [String: Int]? = nil, tags: [String], likeness: Likeness? = nil,
    references: [NewReference],
    onImage: @escaping @Sendable () -> Void = {}
  ) async throws -> AddedReferences {
    try await database.read { connection in
      let reader = AssetReader(connection)
      try reader.refuseTaken(handle)
      for alias in try aliases.map(Alias.init) {
        guard let owner = try reader.owner(of: alias.key) else { continue }
        throw TroupeError.catalog(.aliasTaken(alias.text, owner: owner.handle.text))
      }
    }
    let make = { @Sendable in
      let now = clock()
      return Asset(
        id: ULID(at: now, entropy: entropy()), handle: handle, kind: kind, aliases: aliases,
        name: Self.name(name, for: handle), description: description, traits: traits,
        traitStarts: traitStarts, tags: tags, createdAt: now, likeness: likeness)
    }
    return try await BatchImport(catalog: self, handle: handle, make: make, onImage: onImage)
      .run(references)
  }

  /// Adds references to an asset. Images that cannot be read are left out and named; a picture that
  /// the asset has already is reported, not doubled.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, and the refusal of the only image, or
  ///   `.noneAdded`.
  package func addReferences(
    to handle: Handle, _ references: [NewReference], onImage: @escaping @Sendable () -> Void = {}
  ) async throws -> AddedReferences {
    _ = try await asset(handle)
    return try await BatchImport(catalog: self, handle: handle, make: nil, onImage: onImage)
      .run(references)
  }
}
