internal import TroupeStorage
internal import TroupeVocabulary

extension AssetWriter {
  /// The key of the look called `name`, which is made where it is new; `nil` for an empty name, the
  /// usual look.
  /// - Throws: `CatalogError.invalidHandle` when the name breaks the rules of a handle.
  func lookKey(_ name: String, of asset: ULID) throws -> String? {
    name.isEmpty ? nil : try lookKey(Handle(name), of: asset)
  }

  /// The key of `look`, which is made where it is new.
  func lookKey(_ look: Handle, of asset: ULID) throws -> String {
    let count = try connection.row("SELECT count(*) FROM look WHERE asset = ?", asset)?.int(0)
    try connection.insertDigestedIfNew(
      into: "look",
      [
        "asset": asset, "name": look.text, "name_key": look.key, "position": count ?? 0,
        "description": "",
      ])
    return look.key
  }

  /// Changes what is said of the look with this key.
  func setLook(_ key: String, of asset: ULID, _ changes: LookDetails) throws {
    if let description = changes.description {
      try connection.updateDigested(
        "look", set: ["description": try Self.bounded(description, "description")],
        where: "asset = ? AND name_key = ?", asset, key)
    }
    guard let traits = changes.traits else { return }
    try connection.deleteDigested(
      from: "look_trait", where: "asset = ? AND look = ?", asset, key)
    for (position, text) in try Self.facts(traits).enumerated() {
      try connection.insertDigested(
        into: "look_trait",
        ["asset": asset, "look": key, "position": position, "text": text])
    }
  }
}
