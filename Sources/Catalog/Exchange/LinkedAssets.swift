internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension AssetWriter {
  /// - Throws: `CatalogError.linkedAsset` for the first of `ids` that another library keeps.
  func refuseLinked(_ ids: [ULID]) throws {
    if mayChangeLinked { return }
    let row = try connection.row(
      """
      SELECT a.handle, l.library FROM linked_asset l JOIN asset a ON a.id = l.asset
      WHERE l.asset IN (SELECT value FROM json_each(?)) LIMIT 1
      """, CanonicalJSON.text(ids))
    guard let row else { return }
    throw TroupeError.catalog(
      .linkedAsset(try row.text(0), library: try row.text(1)))
  }
}

extension Catalog {
  /// - Throws: `CatalogError.linkedAsset` where another library keeps the asset.
  package func refuseLinked(_ id: ULID) async throws {
    let now = clock()
    try await database.read { try AssetWriter($0, at: now).refuseLinked([id]) }
  }

  /// What tells whether the cast is as it was: equal as long as no asset, look or reference changes.
  package func stamp() async throws -> String {
    try await database.read { connection in
      let rows = try connection.rows(
        """
        SELECT name, row_count, sum FROM table_digest
        WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name
        """, CanonicalJSON.text(Self.tablesOfCast))
      let text = try rows.map { "\(try $0.text(0)) \(try $0.int(1)) \(try $0.text(2))" }
      return Digest(hashing: Data(text.joined(separator: "\n").utf8)).description
    }
  }

  private static let tablesOfCast = [
    "asset", "asset_alias", "asset_tag", "trait", "look", "look_trait", "reference",
    "reference_tag", "release",
  ]

  /// The libraries whose cast is used in this one, in order of their paths.
  package func links() async throws -> [LinkedLibrary] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT l.path, l.linked_at, l.stamp,
          (SELECT json_group_array(handle) FROM (SELECT a.handle FROM linked_asset x
            JOIN asset a ON a.id = x.asset WHERE x.library = l.path AND a.removed_at IS NULL
            ORDER BY a.handle_key)) AS handles
        FROM linked_library l ORDER BY l.path
        """
      ).map { row in
        LinkedLibrary(
          path: try row.text("path"), linkedAt: try row.date("linked_at"),
          stamp: try row.text("stamp"),
          assets: try row.decoded("handles") {
            try CanonicalJSON.decode([String].self, from: $0).map { try Handle($0) }
          })
      }
    }
  }

  /// Uses the cast of the library at `path` from now on, or remembers as what it was last taken over.
  package func keepLink(to path: String, stamp: String) async throws {
    let now = clock()
    try await database.write {
      try $0.execute(
        """
        INSERT INTO linked_library (path, linked_at, stamp) VALUES (?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp
        """, path, now, stamp)
    }
  }

  /// Ends the link to the library at `path`; its assets stay, and are changed here from now on.
  /// - Returns: whether there was one.
  package func removeLink(to path: String) async throws -> Bool {
    try await database.write { connection in
      try connection.execute("DELETE FROM linked_asset WHERE library = ?", path)
      let isThere = try connection.row("SELECT 1 FROM linked_library WHERE path = ?", path) != nil
      try connection.execute("DELETE FROM linked_library WHERE path = ?", path)
      return isThere
    }
  }

  /// The assets that come from the library at `path`, removed or not, by their ids there.
  package func assets(linkedTo path: String) async throws -> [ULID: (id: ULID, handle: Handle)] {
    try await database.read { connection in
      let rows = try connection.rows(
        """
        SELECT l.origin, a.id, a.handle FROM linked_asset l JOIN asset a ON a.id = l.asset
        WHERE l.library = ?
        """, path)
      return Dictionary(
        try rows.map { (try $0.ulid(0), (id: try $0.ulid(1), handle: try $0.handle("handle"))) },
        uniquingKeysWith: { $1 })
    }
  }

  /// Takes assets out of use, or back in, as they are in the library that they come from.
  package func setRemoved(_ ids: [ULID], _ isRemoved: Bool) async throws {
    let now = clock()
    try await database.write { connection in
      for id in ids {
        try connection.updateDigested(
          "asset", set: ["removed_at": isRemoved ? now : nil],
          where: "id = ? AND (removed_at IS NULL) = ?", id, isRemoved)
      }
    }
  }
}

extension Catalog {
  /// The types of files that references were made from.
  package func sourceTypes(of digests: [Digest]) async throws -> [Digest: MediaType] {
    try await database.read { connection in
      let rows = try connection.rows(
        "SELECT digest, media_type FROM source WHERE digest IN (SELECT value FROM json_each(?))",
        CanonicalJSON.text(digests.map(\.description)))
      var types: [Digest: MediaType] = [:]
      for row in rows { types[try row.digest(0)] = MediaType(rawValue: try row.text(1)) }
      return types
    }
  }
}
