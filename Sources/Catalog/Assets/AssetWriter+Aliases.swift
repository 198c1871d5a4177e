internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension AssetWriter {
  /// Puts `aliases` in the place of those that `asset` has.
  /// - Throws: as `add(_:to:)`.
  func setAliases(_ aliases: [String], of asset: Asset) throws {
    try connection.deleteDigested(from: "asset_alias", where: "asset = ?", asset.id)
    for alias in aliases where !alias.allSatisfy(\.isWhitespace) {
      try add(Alias(alias), to: asset)
    }
  }

  /// Calls `asset` by one more name. One that it has already, as a handle or an alias, changes nothing.
  /// - Throws: `CatalogError.aliasTaken`.
  func add(_ alias: Alias, to asset: Asset) throws {
    let reader = AssetReader(connection)
    if let owner = try reader.owner(of: alias.key) {
      if owner.id == asset.id { return }
      throw TroupeError.catalog(.aliasTaken(alias.text, owner: owner.handle.text))
    }
    let next = try connection.row(
      "SELECT coalesce(max(position), -1) + 1 AS next FROM asset_alias WHERE asset = ?", asset.id)
    try connection.insertDigested(
      into: "asset_alias",
      [
        "asset": asset.id, "position": try next?.int("next") ?? 0, "alias": alias.text,
        "alias_key": alias.key,
      ])
  }

  /// Calls `asset` by this name no longer.
  /// - Throws: `CatalogError.unknownAlias`.
  func remove(_ alias: String, from asset: Asset) throws {
    let key = Handle.nameKey(alias.hasPrefix("@") ? String(alias.dropFirst()) : alias)
    guard asset.aliases.contains(where: { Handle.nameKey($0) == key }) else {
      throw TroupeError.catalog(
        .unknownAlias(alias, asset: asset.handle.text, known: asset.aliases))
    }
    try connection.deleteDigested(
      from: "asset_alias", where: "asset = ? AND alias_key = ?", asset.id, key)
  }

  /// - Throws: `CatalogError.aliasTaken` when an asset in use other than `asset` is called by one of its names.
  func refuseTakenNames(of asset: Asset) throws {
    let reader = AssetReader(connection)
    for name in [asset.handle.text] + asset.aliases {
      guard let owner = try reader.owner(of: Handle.nameKey(name)), owner.id != asset.id else {
        continue
      }
      throw TroupeError.catalog(.aliasTaken(name, owner: owner.handle.text))
    }
  }
}

/// Another name of an asset.
struct Alias {
  /// As written, NFC, white space as one space, without an at sign.
  let text: String
  /// What makes two aliases the same.
  let key: String

  /// - Throws: `TroupeError.invalidValue` for a text that no prompt could write as a name.
  init(_ written: String) throws {
    let bare = written.hasPrefix("@") || written.hasPrefix("＠") ? written.dropFirst() : written[...]
    text =
      bare.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .precomposedStringWithCanonicalMapping
    key = Handle.nameKey(text)
    let isNamelike = text.first.map(Handle.isWordlike) ?? false
    guard isNamelike, text.count <= Handle.longest, "@\(text)".first == "@", key != "last",
      !text.contains(where: { "@＠[]［］【】/／\\".contains($0) || $0.isControl })
    else {
      throw TroupeError.invalidValue(
        name: "alias", value: String(written.prefix(80)),
        expected: """
          a name of at most \(Handle.longest) characters that begins with a letter, a digit or an emoji and holds no \
          '@', '/', '\\' or square bracket; 'last' means the newest generation
          """)
    }
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
