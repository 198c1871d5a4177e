internal import TroupeStorage
package import TroupeVocabulary

/// Of which image a reference was made.
package struct ReferenceOrigin: Hashable, Sendable {
  package let asset: ULID
  package let reference: Digest
  package let origin: OutputID

  /// The origin of a reference of `asset`.
  package init(asset: ULID, reference: Digest, origin: OutputID) {
    (self.asset, self.reference, self.origin) = (asset, reference, origin)
  }
}

extension Catalog {
  /// Says of references that say nothing so far, of which images they were made. Images that are not here are passed over.
  package func setOrigins(_ origins: [ReferenceOrigin]) async throws {
    if origins.isEmpty { return }
    try await database.write { connection in
      for one in origins {
        let isHere = try connection.row(
          "SELECT 1 FROM output WHERE generation = ? AND position = ?", one.origin.generation,
          one.origin.position)
        guard isHere != nil else { continue }
        try connection.updateDigested(
          "reference",
          set: [
            "origin_generation": one.origin.generation, "origin_position": one.origin.position,
          ], where: "asset = ? AND digest = ? AND origin_generation IS NULL", one.asset,
          one.reference)
      }
    }
  }

  /// The asset in use with this id; `nil` for none.
  package func asset(withID id: ULID) async throws -> Asset? {
    try await database.read { connection in
      let isInUse =
        try connection.row(
          "SELECT 1 FROM asset WHERE id = ? AND removed_at IS NULL", id) != nil
      return isInUse ? try AssetReader(connection).asset(id) : nil
    }
  }

  /// The asset, removed or not, that has `handle` as its own, or the one in use that has it as an alias; `nil` for none.
  package func owner(of handle: Handle) async throws -> Asset? {
    try await database.read { connection in
      let reader = AssetReader(connection)
      return try reader.find(handle) ?? reader.owner(of: handle.key)
    }
  }
}
