internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// Writes assets, looks and references inside a write transaction.
struct AssetWriter {
  let connection: Connection
  let now: Date

  init(_ connection: Connection, at now: Date) {
    self.connection = connection
    self.now = now
  }

  /// Adds `asset` without its looks.
  /// - Throws: `TroupeError.handleTaken`, also by a removed asset.
  func insert(_ asset: Asset) throws {
    try refuseTaken(asset.handle)
    try connection.insert(
      into: "asset",
      [
        "id": asset.id, "handle": asset.handle.text, "handle_key": asset.handle.key,
        "kind": asset.kind.rawValue, "name": asset.name, "description": asset.description,
        "created_at": asset.createdAt, "removed_at": nil,
      ])
    try setTraits(asset.traits, of: asset.id)
    try setTags(asset.tags, of: asset.id)
  }

  /// - Throws: `TroupeError.handleTaken` when an asset other than `owner` has `handle`.
  func refuseTaken(_ handle: Handle, exceptBy owner: ULID? = nil) throws {
    guard let taken = try AssetReader(connection).find(handle), taken.id != owner else { return }
    throw TroupeError.handleTaken(taken.handle.text, kind: taken.kind)
  }

  /// Puts `traits` in the place of those that `asset` has.
  func setTraits(_ traits: [String], of asset: ULID) throws {
    try connection.execute("DELETE FROM trait WHERE asset = ?", asset)
    for (position, text) in traits.filter({ !$0.isEmpty }).enumerated() {
      try connection.insert(
        into: "trait", ["asset": asset, "position": position, "text": text])
    }
  }

  /// Puts `tags` in the place of those that `asset` has.
  func setTags(_ tags: [String], of asset: ULID) throws {
    try connection.execute("DELETE FROM asset_tag WHERE asset = ?", asset)
    for tag in Set(tags).filter({ !$0.isEmpty }).sorted() {
      try connection.insert(into: "asset_tag", ["asset": asset, "tag": tag])
    }
  }

  /// Adds a reference to `asset`; the picture that it has already is left as it is.
  /// - Returns: whether it is new.
  func insert(_ image: ReferenceImport, into asset: Asset) throws -> Bool {
    try image.nameFiles(connection, at: now)
    let known = try connection.row(
      "SELECT 1 AS one FROM reference WHERE asset = ? AND digest = ?", asset.id, image.normalized)
    guard known == nil else { return false }
    let look = try image.new.look.flatMap { try lookKey($0, of: asset.id) }
    let rank = try connection.row(
      "SELECT coalesce(max(rank), -1) + 1 AS rank FROM reference WHERE asset = ?", asset.id)
    try connection.insert(
      into: "reference",
      [
        "asset": asset.id, "digest": image.normalized, "source": image.source,
        "media_type": image.type.rawValue, "width": image.width, "height": image.height,
        "view": image.new.view?.rawValue, "look": look, "caption": image.new.caption,
        "is_pinned": image.new.isPinned, "rank": try rank?.int("rank") ?? 0,
        "origin_generation": image.new.origin?.generation,
        "origin_position": image.new.origin?.position, "imported_at": now, "retired_at": nil,
      ])
    try setReferenceTags(image.new.tags, of: Int(connection.lastInsertedRowID))
    return true
  }

  /// Puts `tags` in the place of those that the reference with this row number has.
  func setReferenceTags(_ tags: [String], of reference: Int) throws {
    try connection.execute("DELETE FROM reference_tag WHERE reference = ?", reference)
    for tag in Set(tags).filter({ !$0.isEmpty }).sorted() {
      try connection.insert(
        into: "reference_tag", ["reference": reference, "tag": tag])
    }
  }

  /// The key of the look called `name`, which is made where it is new; `nil` for an empty name, the usual look.
  /// - Throws: `TroupeError.invalidHandle` when the name breaks the rules of a handle.
  func lookKey(_ name: String, of asset: ULID) throws -> String? {
    if name.isEmpty { return nil }
    let look = try Handle(name)
    try connection.execute(
      """
      INSERT INTO look (asset, name, name_key, position, description)
      SELECT ?1, ?2, ?3, count(*), '' FROM look WHERE asset = ?1
      ON CONFLICT (asset, name_key) DO NOTHING
      """, asset, look.text, look.key)
    return look.key
  }
}
