internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Changes what is said of a look of an asset; a new look is made, as where a reference is said to show it, unless that
  /// is not wanted: then it is `CatalogError.unknownLook`.
  /// - Throws: `CatalogError.invalidHandle` for what is no name of a look, an empty one included;
  ///   `CatalogError.lookRemoved`, `CatalogError.unknownTrait` for a trait to drop that the asset does not have;
  ///   `TroupeError.invalidValue` for a text of more than 64 KiB and for numbers out of range. Then nothing is changed.
  package func setLook(
    _ name: String, of handle: Handle, _ changes: LookDetails, makesNew: Bool = true
  ) async throws -> Asset {
    let look = try Handle(name)
    return try await write(handle) { writer, asset in
      if !makesNew { try writer.inUse(look, of: asset) }
      try writer.setLook(try writer.lookKey(look, of: asset), of: asset, changes)
      return try AssetReader(writer.connection).asset(handle)
    }
  }

  /// Makes a look.
  /// - Throws: as `setLook`, and `CatalogError.lookTaken`.
  package func addLook(
    _ name: String, to handle: Handle, _ details: LookDetails
  ) async throws -> Asset {
    let look = try Handle(name)
    return try await write(handle) { writer, asset in
      try writer.refuseTaken(look, of: asset)
      try writer.setLook(try writer.lookKey(look, of: asset), of: asset, details)
      return try AssetReader(writer.connection).asset(handle)
    }
  }

  /// Calls a look otherwise; what wears it goes with it, and the record keeps the name that was used then.
  /// - Throws: `CatalogError.unknownLook`, `.lookRemoved`, `.lookTaken`, `.invalidHandle`.
  package func renameLook(
    _ name: String, of handle: Handle, to new: String
  ) async throws -> Asset {
    let (old, look) = (try Handle(name), try Handle(new))
    return try await write(handle) { writer, asset in
      try writer.inUse(old, of: asset)
      if look.key == old.key {
        try writer.connection.updateDigested(
          "look", set: ["name": look.text], where: "asset = ? AND name_key = ?", asset.id, old.key)
      } else {
        try writer.refuseTaken(look, of: asset)
        try writer.rename(old.key, of: asset, to: look)
      }
      return try AssetReader(writer.connection).asset(handle)
    }
  }

  /// Takes a look out of use, and with it the references that wear it; `restoreLook` undoes it.
  /// - Returns: those references.
  /// - Throws: `CatalogError.unknownLook`, `.lookRemoved`.
  package func removeLook(_ name: String, of handle: Handle) async throws -> [Reference] {
    let look = try Handle(name)
    return try await write(handle, mayUseReserve: true) { writer, asset in
      try writer.inUse(look, of: asset)
      let worn = try AssetReader(writer.connection).references(of: asset, includeRetired: false)
        .filter { $0.look.map(Handle.folded) == look.key }
      try writer.connection.updateDigested(
        "look", set: ["removed_at": writer.now], where: "asset = ? AND name_key = ?", asset.id,
        look.key)
      return worn
    }
  }

  /// Brings a removed look back; one in use stays as it is.
  /// - Throws: `CatalogError.unknownLook`.
  package func restoreLook(_ name: String, of handle: Handle) async throws -> Asset {
    let look = try Handle(name)
    return try await write(handle) { writer, asset in
      guard try writer.removal(of: look, asset.id) != nil else {
        throw TroupeError.catalog(
          .unknownLook(asset: asset.handle.text, look: name, known: asset.looks.map(\.name)))
      }
      try writer.connection.updateDigested(
        "look", set: ["removed_at": nil], where: "asset = ? AND name_key = ?", asset.id, look.key)
      return try AssetReader(writer.connection).asset(handle)
    }
  }

  /// Whether an asset has a look of this name that was removed.
  package func isRemovedLook(_ name: String, of handle: Handle) async throws -> Bool {
    guard let look = try? Handle(name) else { return false }
    let now = clock()
    return try await database.read { connection in
      let asset = try AssetReader(connection).asset(handle)
      return try AssetWriter(connection, at: now).removal(of: look, asset.id)?.isRemoved == true
    }
  }
}

extension AssetWriter {
  /// - Throws: `CatalogError.unknownLook`, `.lookRemoved` where `asset` has no look of this name in use.
  fileprivate func inUse(_ look: Handle, of asset: Asset) throws {
    guard let known = try removal(of: look, asset.id) else {
      throw TroupeError.catalog(
        .unknownLook(
          asset: asset.handle.text, look: look.text, known: asset.looks.map(\.name)))
    }
    if known.isRemoved {
      throw TroupeError.catalog(.lookRemoved(asset: asset.handle.text, look: known.name))
    }
  }

  /// - Throws: `CatalogError.lookTaken`, `.lookRemoved` where `asset` has a look of this name.
  fileprivate func refuseTaken(_ look: Handle, of asset: Asset) throws {
    guard let known = try removal(of: look, asset.id) else { return }
    throw TroupeError.catalog(
      known.isRemoved
        ? .lookRemoved(asset: asset.handle.text, look: known.name)
        : .lookTaken(asset: asset.handle.text, look: known.name))
  }

  /// Makes the look under its new name before what names the old one is moved: each row names a look that is there.
  fileprivate func rename(_ key: String, of asset: Asset, to new: Handle) throws {
    let columns = "position, description, tags_json, dropped_json, from_shot"
    let row = try connection.row(
      "SELECT \(columns) FROM look WHERE asset = ? AND name_key = ?", asset.id, key)
    guard let row else { return }
    let values = try row.columns.indices.map { (row.columns[$0], try row.value($0)) }
    try connection.insertDigested(
      into: "look",
      values + [
        ("asset", asset.id.stored), ("name", new.text.stored), ("name_key", new.key.stored),
      ])
    for table in ["look_trait", "reference", "adapter"] {
      try connection.updateDigested(
        table, set: ["look": new.key], where: "asset = ? AND look = ?", asset.id, key)
    }
    try connection.deleteDigested(
      from: "look", where: "asset = ? AND name_key = ?", asset.id, key)
  }
}
