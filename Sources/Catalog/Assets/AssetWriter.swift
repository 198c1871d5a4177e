internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// Writes assets, looks and references inside a write transaction.
struct AssetWriter {
  let connection: Connection
  let now: Date
  /// Whether assets of linked libraries may be changed, as when they are taken over.
  let mayChangeLinked: Bool

  init(_ connection: Connection, at now: Date, mayChangeLinked: Bool = false) {
    self.connection = connection
    self.now = now
    self.mayChangeLinked = mayChangeLinked
  }

  /// Adds `asset` without its looks.
  /// - Throws: `CatalogError.handleTaken`, also by a removed asset; `CatalogError.aliasTaken`.
  func insert(_ asset: Asset) throws {
    try refuseTaken(asset.handle)
    try connection.insertDigested(
      into: "asset",
      [
        "id": asset.id, "handle": asset.handle.text, "handle_key": asset.handle.key,
        "kind": asset.kind.rawValue, "name": try Self.bounded(asset.name, "name"),
        "description": try Self.bounded(asset.description, "description"),
        "created_at": asset.createdAt, "removed_at": nil,
        "likeness": asset.likeness?.rawValue,
      ])
    try setAliases(asset.aliases, of: asset)
    try setTraits(asset.traits, starts: asset.traitStarts ?? [:], of: asset.id)
    try setTags(asset.tags, of: asset.id)
  }

  /// Bytes of UTF-8 of the longest text that the catalog takes: a book chapter. All of them go into prompts.
  private static let longestText = 64 << 10

  /// `text`, which is called `name`.
  /// - Throws: `TroupeError.invalidValue` where it is longer than any model reads.
  static func bounded(_ text: String, _ name: String) throws -> String {
    guard text.utf8.count > longestText else { return text }
    throw TroupeError.invalidValue(
      name: name, value: "\(text.prefix(24))… (\(text.utf8.count) bytes)",
      expected: "at most \(longestText) bytes")
  }

  /// - Throws: `CatalogError.handleTaken`, or `CatalogError.aliasTaken`, when an asset other than `owner` has `handle`.
  func refuseTaken(_ handle: Handle, exceptBy owner: ULID? = nil) throws {
    try AssetReader(connection).refuseTaken(handle, exceptBy: owner)
  }

  /// Puts `traits` in the place of those that `asset` has, each from the shot that `starts` names on.
  /// - Throws: `TroupeError.invalidValue` for a text that is too long, and for what is no number of a shot or of no trait.
  func setTraits(_ traits: [String], starts: [String: Int], of asset: ULID) throws {
    let traits = try Self.facts(traits)
    let shots = Dictionary(starts.map { ($0.key.tidy, $0.value) }, uniquingKeysWith: { $1 })
    for (text, shot) in shots.sorted(by: { $0.key < $1.key }) {
      try StoryTime.check(shot)
      if !traits.contains(text) { throw TroupeError.catalog(.unknownTrait(text, known: traits)) }
    }
    try connection.deleteDigested(from: "trait", where: "asset = ?", asset)
    for (position, text) in traits.enumerated() {
      try connection.insertDigested(
        into: "trait",
        ["asset": asset, "position": position, "text": text, "from_shot": shots[text]])
    }
  }

  /// `texts` as they are kept, without empty ones; `name` is what one is called.
  static func facts(_ texts: [String], _ name: String = "trait") throws -> [String] {
    try texts.map(\.tidy).filter { !$0.isEmpty }.map { try bounded($0, name) }
  }

  /// Puts `tags` in the place of those that `asset` has.
  func setTags(_ tags: [String], of asset: ULID) throws {
    try connection.deleteDigested(from: "asset_tag", where: "asset = ?", asset)
    for tag in Set(tags.map(\.tidy)).subtracting([""]) {
      try connection.insertDigested(
        into: "asset_tag", ["asset": asset, "tag": try Self.bounded(tag, "tag")])
    }
  }

  /// Puts `tags` in the place of those that the reference with this row number has.
  func setReferenceTags(_ tags: [String], of reference: Int) throws {
    try connection.deleteDigested(from: "reference_tag", where: "reference = ?", reference)
    for tag in Set(tags.map(\.tidy)).subtracting([""]) {
      try connection.insertDigested(
        into: "reference_tag", ["reference": reference, "tag": try Self.bounded(tag, "tag")])
    }
  }
}

extension String {
  /// The text as it is compared: composed, without space around it.
  fileprivate var tidy: String {
    trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
  }
}
