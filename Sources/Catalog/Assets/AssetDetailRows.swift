package import TroupeStorage
package import TroupeVocabulary

/// What tables other than `asset` hold: of one asset, or of all, so that a list takes few
/// statements in all.
struct AssetDetailRows {
  private var traits: [ULID: [String]] = [:]
  private var aliases: [ULID: [String]] = [:]
  private var tags: [ULID: [String]] = [:]
  private var looks: [ULID: [Look]] = [:]

  /// Reads the details of `asset`, or of every asset.
  init(_ connection: Connection, of asset: ULID?) throws {
    let which = asset == nil ? "" : "WHERE asset = ?"
    func read(_ columns: String, _ table: String, _ body: (ULID, Row) throws -> Void) throws {
      try connection.forEach(
        "SELECT asset, \(columns) FROM \(table) \(which) ORDER BY 1, 2",
        arguments: asset.map { [$0] } ?? []
      ) { try body($0.ulid(0), $0) }
    }
    try read("position, text", "trait") { traits[$0, default: []].append(try $1.text(2)) }
    try read("position, alias", "asset_alias") {
      aliases[$0, default: []].append(try $1.text(2))
    }
    try read("tag", "asset_tag") { tags[$0, default: []].append(try $1.text(1)) }
    var lookTraits: [ULID: [String: [String]]] = [:]
    try read("position, look, text", "look_trait") {
      lookTraits[$0, default: [:]][try $1.text(2), default: []].append(try $1.text(3))
    }
    try read("position, name, description, name_key", "look") {
      looks[$0, default: []].append(
        Look(
          name: try $1.text(2), description: try $1.text(3),
          traits: lookTraits[$0]?[try $1.text(4)] ?? []))
    }
  }

  /// The asset of a row of the table `asset`, with its details.
  func asset(_ row: Row) throws -> Asset {
    let id = try row.ulid("id")
    return Asset(
      id: id, handle: try row.handle("handle"), kind: try Kind(row),
      aliases: aliases[id] ?? [], name: try row.text("name"),
      description: try row.text("description"), traits: traits[id] ?? [], tags: tags[id] ?? [],
      looks: looks[id] ?? [], createdAt: try row.date("created_at"),
      removedAt: try row.optionalDate("removed_at"))
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
