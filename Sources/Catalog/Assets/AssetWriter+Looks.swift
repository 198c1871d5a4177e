internal import TroupeStorage
internal import TroupeVocabulary

extension AssetWriter {
  /// The key of the look called `name`, which is made where it is new; `nil` for an empty name, the
  /// usual look.
  /// - Throws: `CatalogError.invalidHandle` when the name breaks the rules of a handle, `CatalogError.lookRemoved`.
  func lookKey(_ name: String, of asset: Asset) throws -> String? {
    name.isEmpty ? nil : try lookKey(Handle(name), of: asset)
  }

  /// The key of `look`, which is made where it is new.
  /// - Throws: `CatalogError.lookRemoved`.
  func lookKey(_ look: Handle, of asset: Asset) throws -> String {
    if let known = try removal(of: look, asset.id) {
      guard known.isRemoved else { return look.key }
      throw TroupeError.catalog(.lookRemoved(asset: asset.handle.text, look: known.name))
    }
    let count = try connection.row("SELECT count(*) FROM look WHERE asset = ?", asset.id)?.int(0)
    try connection.insertDigested(
      into: "look",
      [
        "asset": asset.id, "name": look.text, "name_key": look.key, "position": count ?? 0,
        "description": "",
      ])
    return look.key
  }

  /// A look as it is written, and whether it was removed; `nil` where there is none.
  func removal(of look: Handle, _ asset: ULID) throws -> (name: String, isRemoved: Bool)? {
    try connection.row(
      "SELECT name, removed_at FROM look WHERE asset = ? AND name_key = ?", asset, look.key
    ).map { (try $0.text(0), try $0.optionalInt(1) != nil) }
  }

  /// Changes what is said of the look with this key.
  /// - Throws: `TroupeError.invalidValue` for a text that is too long, for what is no number of a shot or no place, and
  ///   for a trait to drop that the asset does not have.
  func setLook(_ key: String, of asset: Asset, _ changes: LookDetails) throws {
    try StoryTime.check(changes.fromShot == 0 ? nil : changes.fromShot)
    var columns: [String: (any SQLValue)?] = [:]
    if let description = changes.description {
      columns["description"] = try Self.bounded(description, "description")
    }
    if let tags = changes.tags {
      columns.updateValue(try Self.list(Self.facts(tags, "tag")), forKey: "tags_json")
    }
    if let dropped = changes.droppedTraits {
      columns.updateValue(
        try Self.list(Self.written(dropped, of: asset)), forKey: "dropped_json")
    }
    if let shot = changes.fromShot {
      columns.updateValue(shot == 0 ? nil : shot, forKey: "from_shot")
    }
    try connection.updateDigested(
      "look", set: columns, where: "asset = ? AND name_key = ?", asset.id, key)
    if let order = changes.order { try place(key, of: asset.id, at: order) }
    guard let traits = changes.traits else { return }
    try connection.deleteDigested(
      from: "look_trait", where: "asset = ? AND look = ?", asset.id, key)
    for (position, text) in try Self.facts(traits).enumerated() {
      try connection.insertDigested(
        into: "look_trait",
        ["asset": asset.id, "look": key, "position": position, "text": text])
    }
  }

  /// `nil` for none, as a look has that nothing was said of.
  private static func list(_ texts: [String]) throws -> String? {
    texts.isEmpty ? nil : try CanonicalJSON.text(texts)
  }

  /// `dropped` as `asset` writes those traits.
  private static func written(_ dropped: [String], of asset: Asset) throws -> [String] {
    try facts(dropped).map { text in
      let key = Handle.nameKey(text)
      if let own = asset.traits.first(where: { Handle.nameKey($0) == key }) { return own }
      throw TroupeError.catalog(.unknownTrait(text, known: asset.traits))
    }
  }

  /// Puts the look with this key at place `order`, from 1, among those in use.
  private func place(_ key: String, of asset: ULID, at order: Int) throws {
    let keys = try connection.rows(
      "SELECT name_key FROM look WHERE asset = ? ORDER BY removed_at IS NOT NULL, position", asset
    ).map { try $0.text(0) }
    for (position, key) in try Self.moving(key, in: keys, to: order).enumerated() {
      try connection.updateDigested(
        "look", set: ["position": position], where: "asset = ? AND name_key = ?", asset, key)
    }
  }
}
