internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// The assets in order of handle, all kinds unless one is named.
  package func assets(kind: Kind?, includeRemoved: Bool) async throws -> [Asset] {
    try await database.read {
      try AssetReader($0).assets(kind: kind, includeRemoved: includeRemoved)
    }
  }

  /// The asset called `handle`.
  /// - Throws: `CatalogError.unknownAsset` with the nearest spellings, `CatalogError.assetRemoved`.
  package func asset(_ handle: Handle) async throws -> Asset {
    try await database.read { try AssetReader($0).asset(handle) }
  }

  /// Changes what is said of an asset.
  /// - Throws: `TroupeError.invalidValue` for a text of more than 64 KiB and what is no number of a shot,
  ///   `CatalogError.aliasTaken`, `CatalogError.unknownTrait`.
  package func set(_ handle: Handle, _ changes: AssetDetails) async throws -> Asset {
    try await write(handle) { writer, asset in
      var columns: [String: (any SQLValue)?] = [:]
      if let name = changes.name {
        columns["name"] = try AssetWriter.bounded(Self.name(name, for: asset.handle), "name")
      }
      if let description = changes.description {
        columns["description"] = try AssetWriter.bounded(description, "description")
      }
      if let likeness = changes.likeness { columns["likeness"] = likeness.rawValue }
      try writer.connection.updateDigested("asset", set: columns, where: "id = ?", asset.id)
      if let aliases = changes.aliases { try writer.setAliases(aliases, of: asset) }
      if changes.traits != nil || changes.traitStarts != nil {
        let traits = changes.traits ?? asset.traits
        let starts =
          changes.traitStarts ?? (asset.traitStarts ?? [:]).filter { traits.contains($0.key) }
        try writer.setTraits(traits, starts: starts, of: asset.id)
      }
      if let tags = changes.tags { try writer.setTags(tags, of: asset.id) }
      return try AssetReader(writer.connection).asset(handle)
    }
  }

  /// Calls an asset otherwise. A name that was only the handle's text goes with it.
  /// - Parameter mayChangeLinked: whether that may be one of another library.
  /// - Throws: `CatalogError.handleTaken`, also by a removed asset; `CatalogError.aliasTaken`.
  package func rename(
    _ handle: Handle, to new: Handle, mayChangeLinked: Bool = false
  ) async throws -> Asset {
    try await write(handle, mayChangeLinked: mayChangeLinked) { writer, asset in
      try writer.refuseTaken(new, exceptBy: asset.id)
      try writer.connection.deleteDigested(
        from: "asset_alias", where: "asset = ? AND alias_key = ?", asset.id, new.key)
      try writer.connection.updateDigested(
        "asset",
        set: [
          "handle": new.text, "handle_key": new.key,
          "name": asset.name == asset.handle.text ? new.text : asset.name,
        ], where: "id = ?", asset.id)
      return try AssetReader(writer.connection).asset(new)
    }
  }

  /// Takes an asset out of use; `restore` undoes it.
  package func remove(_ handle: Handle) async throws {
    try await write(handle, mayUseReserve: true) { writer, asset in
      try writer.connection.updateDigested(
        "asset", set: ["removed_at": writer.now], where: "id = ?", asset.id)
    }
  }

  /// Brings a removed asset back; one in use stays as it is.
  /// - Throws: `CatalogError.unknownAsset`; `CatalogError.aliasTaken` where another asset has one of its names now.
  package func restore(_ handle: Handle) async throws -> Asset {
    let now = clock()
    return try await database.write { connection in
      let reader = AssetReader(connection)
      guard let asset = try reader.find(handle) else { return try reader.asset(handle) }
      let writer = AssetWriter(connection, at: now)
      try writer.refuseLinked([asset.id])
      try writer.refuseTakenNames(of: asset)
      try connection.updateDigested(
        "asset", set: ["removed_at": nil], where: "id = ?", asset.id)
      return try reader.asset(handle)
    }
  }

  /// An empty name is none.
  static func name(_ written: String?, for handle: Handle) -> String {
    let name = written?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return name.isEmpty ? handle.text : name
  }

  /// Changes an asset in one transaction, which makes a version of it where it is another one then.
  func write<Result: Sendable>(
    _ handle: Handle, mayUseReserve: Bool = false, mayChangeLinked: Bool = false,
    _ body: @Sendable @escaping (AssetWriter, Asset) throws -> Result
  ) async throws -> Result {
    let now = clock()
    return try await database.write(mayUseReserve: mayUseReserve) { connection in
      let (writer, asset) = (
        AssetWriter(connection, at: now, mayChangeLinked: mayChangeLinked),
        try AssetReader(connection).asset(handle)
      )
      return try writer.keepingVersions(of: [asset.id]) { try body(writer, asset) }
    }
  }
}
