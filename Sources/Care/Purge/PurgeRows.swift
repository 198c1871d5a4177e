internal import Foundation
internal import TroupeCatalog
internal import TroupeStorage
internal import TroupeVocabulary

/// Takes words and bytes out of rows, inside a transaction, and tells which rows they were.
struct PurgeRows {
  let connection: Connection
  let scope: PurgeScope
  /// The asset that goes; `nil` where a picture goes alone.
  let asset: ULID?
  private(set) var changed: [ChangedRow] = []

  init(_ connection: Connection, _ scope: PurgeScope, asset: ULID?) {
    self.connection = connection
    self.scope = scope
    self.asset = asset
  }

  /// Changes every row of `tables` that holds any of it.
  mutating func run(_ tables: [String]) throws {
    if let asset {
      try clearRecord(of: asset)
      try removeCatalogue(of: asset)
    }
    try removeDerived()
    for table in tables where !Self.wordless.contains(table) { try sweep(table) }
    try connection.execute(
      """
      UPDATE current_state SET message = (SELECT e.message FROM event e
        WHERE e.id = (SELECT max(id) FROM event WHERE generation = current_state.generation))
      """)
  }

  /// Tables that hold numbers, digests and what was never said by anybody.
  private static let wordless: Set = [
    "model_profile", "object", "library", "session_end", "turn", "history", "fork_turn",
    "turn_retry", "fingerprint", "thumbnail", "rendition", "selection", "purge", "purge_file",
    "purge_row", "purge_event", "cast_version",
  ]

  /// Tables whose keys are words, which no record of a purge may keep.
  static let keyedByWords: Set = [
    "asset_alias", "asset_tag", "look", "look_trait", "reference_tag",
  ]

  /// Takes the asset's words out of any text, and the whole of a text that holds bytes of a picture.
  private mutating func sweep(_ table: String) throws {
    let scope = scope
    func cleared(_ text: String) -> String {
      scope.embedded.isIn(text) ? PurgedWords.mark : scope.words.cleared(text)
    }
    changed += try connection.redactRows(of: table) { column, value, _ in
      guard case .text(let text) = value, !Self.isStructure(column) else { return value }
      return .text(
        column.hasSuffix("_json") ? ClearedJSON.text(text) { cleared($1) } : cleared(text))
    }
  }

  /// Columns of words that only programs use.
  private static func isStructure(_ column: String) -> Bool {
    ["state", "kind", "role", "code", "model", "profile", "provider", "media_type", "method"]
      .contains(column)
  }

  private mutating func removeDerived() throws {
    let list = try CanonicalJSON.text(scope.files.keys.sorted().map { "\($0)" })
    let listed = PurgeFinder.list
    let references = "digest IN \(listed) OR source IN \(listed)"
    try remove(
      "reference_tag", "reference IN (SELECT id FROM reference WHERE \(references))", list)
    try remove("reference_version", "digest IN \(listed)", list)
    try remove("reference", references, list)
    try HashBlocks(connection).forget(Array(scope.files.keys))
    try remove("fingerprint", "digest IN \(listed)", list)
    try remove("thumbnail", "digest IN \(listed) OR thumbnail IN \(listed)", list)
    try remove("rendition", "original IN \(listed) OR digest IN \(listed)", list)
    try remove("source", "digest IN \(listed)", list)
    try remove("release", "digest IN \(listed)", list)
  }

  private mutating func removeCatalogue(of asset: ULID) throws {
    try remove(
      "reference_tag", "reference IN (SELECT id FROM reference WHERE asset = ?1)", "\(asset)")
    for table in [
      "reference_version", "asset_version", "reference", "release", "adapter", "look_trait", "look",
      "trait", "asset_tag", "asset_alias",
    ] {
      try remove(table, "asset = ?1", "\(asset)")
    }
    try remove("asset", "id = ?1", "\(asset)")
  }

  private mutating func remove(_ table: String, _ condition: String, _ argument: String) throws {
    changed += try connection.removeRows(of: table, where: condition, arguments: [argument])
  }

  /// Has `change` go over columns of the rows of `table` for which `condition` holds.
  mutating func redact(
    _ table: String, _ condition: String, _ argument: String,
    _ columns: [String: PurgeRule]
  ) throws {
    let words = scope.words
    changed += try connection.redactRows(of: table, where: condition, arguments: [argument]) {
      column, value, row in
      guard let rule = columns[column] else { return value }
      return rule.cleared(value, in: row, of: words)
    }
  }
}
