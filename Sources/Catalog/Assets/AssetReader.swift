internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads assets and references inside a transaction.
package struct AssetReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The assets in order of handle.
  package func assets(kind: Kind?, includeRemoved: Bool) throws -> [Asset] {
    let details = try AssetDetailRows(connection, of: nil)
    return try connection.rows(
      """
      SELECT * FROM asset WHERE (?1 IS NULL OR kind = ?1) AND (?2 OR removed_at IS NULL)
      ORDER BY handle_key
      """, kind?.rawValue, includeRemoved
    ).map(details.asset)
  }

  /// The asset that has `handle` as its own, removed or not; `nil` when there is none.
  func find(_ handle: Handle) throws -> Asset? {
    try connection.row("SELECT * FROM asset WHERE handle_key = ?", handle.key).map(whole)
  }

  /// The asset with this id, removed or not.
  func asset(_ id: ULID) throws -> Asset {
    guard let row = try connection.row("SELECT * FROM asset WHERE id = ?", id) else {
      throw TroupeError.library(.database(detail: "there is no asset \(id)"))
    }
    return try whole(row)
  }

  /// The asset in use that has the handle or alias with this key; `nil` when there is none.
  func owner(of key: String) throws -> Asset? {
    try connection.row(
      """
      SELECT * FROM asset WHERE removed_at IS NULL
        AND (handle_key = ?1 OR id IN (SELECT asset FROM asset_alias WHERE alias_key = ?1))
      ORDER BY handle_key != ?1
      """, key
    ).map(whole)
  }

  private func whole(_ row: Row) throws -> Asset {
    try AssetDetailRows(connection, of: row.ulid("id")).asset(row)
  }

  /// The asset called `handle`, by its handle or by an alias.
  /// - Throws: `CatalogError.unknownAsset` with the nearest spellings, `CatalogError.assetRemoved`.
  func asset(_ handle: Handle) throws -> Asset {
    if let asset = try owner(of: handle.key) { return asset }
    guard try find(handle) == nil else {
      throw TroupeError.catalog(.assetRemoved(handle.text))
    }
    throw TroupeError.catalog(.unknownAsset(handle.text, nearest: try nearest(to: handle)))
  }

  /// - Throws: `CatalogError.handleTaken` when an asset other than `owner`, removed or not, has `handle`, and
  ///   `CatalogError.aliasTaken` when it is an alias of one in use.
  func refuseTaken(_ handle: Handle, exceptBy owner: ULID? = nil) throws {
    if let taken = try find(handle), taken.id != owner {
      throw TroupeError.catalog(.handleTaken(taken.handle.text, kind: taken.kind))
    }
    if let taken = try self.owner(of: handle.key), taken.id != owner {
      throw TroupeError.catalog(.aliasTaken(handle.text, owner: taken.handle.text))
    }
  }

  private func nearest(to handle: Handle) throws -> [String] {
    var written: [String: String] = [:]
    try connection.forEach(
      """
      SELECT handle_key, handle FROM asset WHERE removed_at IS NULL
      UNION ALL
      SELECT alias_key, alias FROM asset_alias JOIN asset ON id = asset
      WHERE removed_at IS NULL AND instr(alias, ' ') = 0
      """
    ) { written[try $0.text(0)] = try $0.text(1) }
    return Spelling.nearest(to: handle.key, among: written.keys).compactMap { written[$0] }
  }

  /// The references of `asset` in order of arrival; those in a removed look are out of use too.
  func references(of asset: Asset, includeRetired: Bool) throws -> [Reference] {
    try connection.rows(
      Self.referenceQuery
        + " WHERE r.asset = ? AND (? OR r.retired_at IS NULL AND l.removed_at IS NULL) ORDER BY r.rank",
      asset.id, includeRetired
    ).map(reference)
  }

  /// The references whose digest begins with `hex`, of one asset or of all in use.
  func references(digestPrefix hex: String, of asset: Asset?) throws -> [Reference] {
    try connection.rows(
      Self.referenceQuery + """
         WHERE r.digest >= ?1 AND r.digest < ?2 AND (?3 IS NULL OR r.asset = ?3)
          AND a.removed_at IS NULL
        ORDER BY a.handle_key, r.rank
        """, "sha256:" + hex, "sha256:" + hex + "g", asset?.id
    ).map(reference)
  }

  /// The references in use that came from a file called `name`, of one asset or of all.
  func references(from name: String, of asset: Asset?) throws -> [Reference] {
    try connection.rows(
      Self.referenceQuery + """
         WHERE s.file_name = ?1 AND (?2 IS NULL OR r.asset = ?2) AND r.retired_at IS NULL
          AND a.removed_at IS NULL
        ORDER BY a.handle_key, r.rank
        """, name, asset?.id
    ).map(reference)
  }

  private static let referenceQuery = """
    SELECT r.*, a.handle, a.kind, l.name AS look_name, o.byte_count, s.file_name,
      (SELECT json_group_array(tag) FROM
        (SELECT tag FROM reference_tag WHERE reference = r.id ORDER BY tag)) AS tags
    FROM reference r
    JOIN asset a ON a.id = r.asset
    JOIN object o ON o.digest = r.digest
    JOIN source s ON s.digest = r.source
    LEFT JOIN look l ON l.asset = r.asset AND l.name_key = r.look
    """

  private func reference(_ row: Row) throws -> Reference {
    let origin = try row.optionalULID("origin_generation").map {
      OutputID(generation: $0, position: try row.position("origin_position"))
    }
    return Reference(
      image: StoredImage(
        digest: try row.digest("digest"), type: try MediaType(row), width: try row.side("width"),
        height: try row.side("height"), byteCount: try row.byteCount("byte_count")),
      source: try row.digest("source"), fileName: try row.text("file_name"),
      asset: try row.handle("handle"),
      kind: try Kind(row),
      view: try row.optionalText("view").map(View.init(rawValue:)),
      look: try row.optionalText("look_name"),
      caption: try row.text("caption"),
      tags: try row.decoded("tags") { try CanonicalJSON.decode([String].self, from: $0) },
      isPinned: try row.bool("is_pinned"), rank: try row.position("rank"),
      origin: origin,
      importedAt: try row.date("imported_at"), retiredAt: try row.optionalDate("retired_at"))
  }
}

extension MediaType {
  /// The type in the column `media_type`.
  init(_ row: Row) throws {
    let text = try row.text("media_type")
    guard let type = MediaType(rawValue: text) else {
      throw row.damaged("media_type", "holds '\(text)', no type of a reference")
    }
    self = type
  }
}
