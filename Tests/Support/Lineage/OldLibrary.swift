package import Foundation
import TroupeRecord
import TroupeSchema
import TroupeSearch
package import TroupeStorage
import TroupeVocabulary

/// Libraries as version 5 of the schema kept them: row numbers are in digests, and each generation has its profile.
package enum OldLibrary {
  /// Writes the library in `folder` back to version 5.
  package static func downgrade(_ folder: URL) async throws {
    let path = folder.appending(path: "troupe.sqlite").path
    let next = folder.appending(path: "old.sqlite").path
    let new = try open(path, create: false, versions: Schema.migrations.count)
    let old = try open(next, create: true, versions: 5)
    try await copy(new, to: old)
    for database in [new, old] {
      try await database.checkpoint()
      try database.close()
    }
    for suffix in ["-wal", "-shm"] { for base in [path, next] { unlink(base + suffix) } }
    rename(next, path)
  }

  /// Opens a database that knows only the first `versions` of the schema.
  package static func open(_ path: String, create: Bool, versions: Int) throws -> Database {
    try Database(
      path: path,
      migrations: Schema.migrations.prefix(versions).map {
        Migration(
          version: $0.version, name: $0.name, sql: $0.sql,
          transform: RecordMigrations.transform(for: $0.version))
      }, applicationID: Schema.applicationID, create: create)
  }

  /// What version 29 of the schema added, taken away again; before that, no table of which a view tells can be changed.
  package static func undoInterchange(_ connection: Connection) throws {
    for row in try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'view'") {
      try connection.execute("DROP VIEW \(try row.text(0))")
    }
    for table in ["accepted_parent", "linked_asset", "linked_library"] {
      try connection.execute("DROP TABLE \(table)")
    }
    let none: [String: (any SQLValue)?] = ["picture": nil]
    try connection.updateDigested("source", set: none, where: "1")
    try connection.execute("DROP INDEX source_picture")
    try connection.execute("ALTER TABLE source DROP COLUMN picture")
  }

  /// What versions 27 to 29 of the schema added, taken away again.
  package static func undoSmallRows(_ connection: Connection) throws {
    try undoInterchange(connection)
    for table in ["generation_member", "imported_file"] {
      try connection.execute("DROP TABLE \(table)")
    }
    let none: [String: (any SQLValue)?] = ["made_at": nil]
    try connection.updateDigested("imported", set: none, where: "1")
    for change in [
      "DROP INDEX imported_line", "ALTER TABLE imported DROP COLUMN made_at",
      "CREATE INDEX imported_line_key ON imported (line_key)",
    ] {
      try connection.execute(change)
    }
  }

  /// The newest version of the schema.
  package static let newest = Schema.migrations.count

  /// The version of the database in `folder`, whatever a killed program left of it.
  package static func version(_ folder: URL) async throws -> Int {
    let path = folder.appending(path: "troupe.sqlite").path
    for version in [5, newest] {
      guard let database = try? open(path, create: false, versions: version) else { continue }
      defer { try? database.close() }
      // A newer version that still stands in the log is only seen by reading.
      if let found = try? await database.read({ try $0.row("PRAGMA user_version")?.int(0) }) {
        return found
      }
    }
    return 0
  }

  private static let catalogue: Set = [
    "asset", "asset_tag", "fingerprint", "library", "look", "object", "reference", "reference_tag",
    "rendition", "source", "thumbnail", "trait",
  ]

  /// Columns that came later, by table.
  private static let newer: [String: Set<String>] = [
    "asset": ["likeness"], "look": ["tags_json", "dropped_json", "from_shot", "removed_at"],
    "trait": ["from_shot"], "source": ["picture"],
    "fingerprint": ["mirrored_frequencies", "mirrored_gradients"],
  ]

  private struct Table: Sendable {
    let name: String
    let columns: [String]
    let rows: [[StoredValue]]
  }

  private static func copy(_ new: Database, to old: Database) async throws {
    let names = try await old.read { connection in
      try connection.rows(
        """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'generation_text%'
        """
      ).map { try $0.text(0) }
    }
    let tables = try await new.read { connection in
      try names.map { name in
        let rows = try connection.rows(query(name))
        return Table(
          name: name, columns: rows.first?.columns ?? [],
          rows: try rows.map { row in try row.columns.indices.map { try row.value($0) } })
      }
    }
    try await old.write { connection in
      try connection.execute("PRAGMA defer_foreign_keys = ON")
      for table in tables { try insert(table, connection) }
      for table in ["generation", "event"] { try digest(table, connection) }
      for row in try connection.rows("SELECT seq, prompt FROM generation") {
        try connection.execute(
          "INSERT INTO generation_text (rowid, prompt) VALUES (?, ?)", try row.int(0),
          TextSegmenter.indexed(try row.text(1)))
      }
    }
  }

  private static func query(_ table: String) -> String {
    switch table {
    case "generation":
      """
      SELECT g.*, p.profile_json FROM generation g
      JOIN model_profile p ON p.digest = g.profile_digest
      """
    case "event": "SELECT row_number() OVER (ORDER BY at, id) AS seq, * FROM event"
    default: "SELECT * FROM \(table)"
    }
  }

  private static func insert(_ table: Table, _ connection: Connection) throws {
    var left: Set<String> =
      table.name == "generation" ? ["profile_digest"] : table.name == "event" ? ["id"] : []
    // At that time only rows of the record had digests.
    if catalogue.contains(table.name) { left.insert("row_digest") }
    left.formUnion(newer[table.name] ?? [])
    let kept = table.columns.indices.filter { !left.contains(table.columns[$0]) }
    let names = kept.map { table.columns[$0] }.joined(separator: ", ")
    let places = kept.map { _ in "?" }.joined(separator: ", ")
    for row in table.rows {
      try connection.execute(
        "INSERT INTO \(table.name) (\(names)) VALUES (\(places))", arguments: kept.map { row[$0] })
    }
  }

  /// Gives every row the digest of that time.
  private static func digest(_ table: String, _ connection: Connection) throws {
    for row in try connection.rows("SELECT * FROM \(table)") {
      try connection.execute(
        "UPDATE \(table) SET row_digest = ? WHERE seq = ?", row.digest(asRowOf: table),
        try row.int("seq"))
    }
  }
}
