package import TroupeStorage
package import TroupeVocabulary

/// What tables other than `asset` hold: of one asset, or of all, so that a list takes few
/// statements in all.
struct AssetDetailRows {
  private var traits: [ULID: [String]] = [:]
  private var aliases: [ULID: [String]] = [:]
  private var tags: [ULID: [String]] = [:]
  private var looks: [ULID: [Look]] = [:]
  private var starts: [ULID: [String: Int]] = [:]
  private var releases: [ULID: Release] = [:]

  /// Reads the details of `asset`, or of every asset.
  init(_ connection: Connection, of asset: ULID?) throws {
    let which = asset == nil ? "" : "WHERE asset = ?"
    func read(_ columns: String, _ table: String, _ body: (ULID, Row) throws -> Void) throws {
      try connection.forEach(
        "SELECT asset, \(columns) FROM \(table) \(which) ORDER BY 1, 2",
        arguments: asset.map { [$0] } ?? []
      ) { try body($0.ulid(0), $0) }
    }
    try read("position, text, from_shot", "trait") {
      let text = try $1.text(2)
      traits[$0, default: []].append(text)
      if let shot = try $1.optionalInt(3) { starts[$0, default: [:]][text] = shot }
    }
    try read("position, alias", "asset_alias") {
      aliases[$0, default: []].append(try $1.text(2))
    }
    try read("tag", "asset_tag") { tags[$0, default: []].append(try $1.text(1)) }
    let file = "release.digest, file_name, release.added_at, byte_count, extension, removed_at"
    try read("number, \(file)", "release JOIN object ON object.digest = release.digest") {
      if try $1.optionalInt(7) != nil { return }
      let digest = try $1.digest(2)
      releases[$0] = Release(
        digest: digest, fileName: try $1.text(3), byteCount: try $1.byteCount(5),
        addedAt: try $1.date(4),
        path: ObjectStore.relativePath(digest, fileExtension: try $1.text(6)))
    }
    var lookTraits: [ULID: [String: [String]]] = [:]
    try read("position, look, text", "look_trait") {
      lookTraits[$0, default: [:]][try $1.text(2), default: []].append(try $1.text(3))
    }
    let columns = "position, name, description, name_key, tags_json, dropped_json, from_shot"
    try read("\(columns), removed_at", "look") {
      if try $1.optionalInt(8) != nil { return }
      looks[$0, default: []].append(
        Look(
          name: try $1.text(2), description: try $1.text(3),
          traits: lookTraits[$0]?[try $1.text(4)] ?? [], droppedTraits: try $1.texts(6),
          tags: try $1.texts(5), fromShot: try $1.optionalInt(7)))
    }
  }

  /// The asset of a row of the table `asset`, with its details.
  func asset(_ row: Row) throws -> Asset {
    let id = try row.ulid("id")
    return Asset(
      id: id, handle: try row.handle("handle"), kind: try Kind(row),
      aliases: aliases[id] ?? [], name: try row.text("name"),
      description: try row.text("description"), traits: traits[id] ?? [],
      traitStarts: starts[id], tags: tags[id] ?? [], looks: looks[id] ?? [],
      createdAt: try row.date("created_at"),
      removedAt: try row.optionalDate("removed_at"),
      likeness: try row.optionalText("likeness").map { text in
        guard let likeness = Likeness(rawValue: text) else {
          throw row.damaged("likeness", "holds '\(text)', which is neither real nor fictional")
        }
        return likeness
      }, release: releases[id])
  }
}

extension Row {
  /// A list of texts as JSON; none for NULL.
  fileprivate func texts(_ column: Int) throws -> [String] {
    try optionalText(column) == nil
      ? [] : decoded(column) { try CanonicalJSON.decode([String].self, from: $0) }
  }
}

extension Row {
  /// A handle.
  package func handle(_ column: some RowColumn) throws -> Handle {
    let text = try text(column)
    do { return try Handle(text) } catch { throw damaged(column, "holds '\(text)', no handle") }
  }
}

extension Kind {
  /// The kind in the column `kind`.
  init(_ row: Row) throws {
    let text = try row.text("kind")
    guard let kind = Kind(rawValue: text) else {
      throw row.damaged("kind", "holds '\(text)', no kind of asset")
    }
    self = kind
  }
}
