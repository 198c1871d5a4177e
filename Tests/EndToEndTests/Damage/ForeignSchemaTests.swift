import Foundation
import Testing
import TroupeSchema

/// What other programs do to the schema is found by `verify`, and no command waits for ever for it.
struct ForeignSchemaTests {
  @Test(arguments: [
    "CREATE TRIGGER t AFTER UPDATE ON asset BEGIN DELETE FROM asset; END",
    "CREATE TRIGGER t BEFORE INSERT ON trait BEGIN SELECT raise(IGNORE); END",
    "CREATE VIEW v AS SELECT 1", "CREATE TABLE more (x)", "CREATE VIRTUAL TABLE v USING fts5 (x)",
    "ALTER TABLE trait ADD COLUMN more TEXT",
    "ALTER TABLE trait ADD COLUMN more TEXT GENERATED ALWAYS AS (text || 'x') VIRTUAL",
    "ALTER TABLE look RENAME COLUMN position TO place", "ALTER TABLE look RENAME TO looks",
    "DROP INDEX output_digest", "DROP TABLE finding", "DROP TABLE generation_text",
    "DROP TABLE table_digest", "DROP TABLE trait",
    "DROP INDEX output_digest; CREATE INDEX output_digest ON output (generation)",
    "DROP INDEX output_digest; CREATE UNIQUE INDEX output_digest ON output (digest, generation)",
    "CREATE INDEX more ON asset (lower(name)) WHERE length(name) > 1", "ANALYZE",
    "PRAGMA legacy_alter_table = ON; CREATE TABLE t AS SELECT * FROM trait; DROP TABLE trait; "
      + "ALTER TABLE t RENAME TO trait",
  ])
  func aChangedSchemaIsFound(_ change: String) async throws {
    let library = try await RichLibrary.copy()
    try RawDatabase(of: library).run(change)
    try await Self.check(library)
  }

  /// The text that SQLite keeps of a table is another, and its rows are the same.
  @Test(arguments: [
    ("asset", "CHECK (kind IN ('character', 'object', 'style', 'place'))", ""),
    ("asset", "handle_key TEXT NOT NULL UNIQUE", "handle_key TEXT NOT NULL"),
    ("asset", "name TEXT", "name ANY"), ("asset", "name TEXT", "name TEXT COLLATE NOCASE"),
    ("asset", "name TEXT NOT NULL", "name TEXT"),
    ("asset", "removed_at INTEGER", "removed_at TEXT"),
    ("asset", "name TEXT NOT NULL", "name TEXT NOT NULL DEFAULT 'x'"), ("asset", "STRICT", ""),
    ("reference", "REFERENCES asset", ""),
    ("reference", "CHECK (is_pinned IN (0, 1))", "CHECK (0)"),
    ("trait", "position INTEGER NOT NULL", "text TEXT NOT NULL"),
    ("trait", "STRICT, WITHOUT ROWID", "STRICT"), ("asset", "STRICT", "STRICT, WITHOUT ROWID"),
    ("input_origin", "WHERE origin_generation IS NOT NULL", ""),
    ("generation_text", "unicode61 remove_diacritics 0", "ascii"),
  ])
  func aChangedTextIsFound(_ name: String, _ old: String, _ new: String) async throws {
    let library = try await RichLibrary.copy()
    let quoted = [old, new].map { "'\($0.replacing("'", with: "''"))'" }
    try RawDatabase(of: library).run(
      """
      UPDATE sqlite_schema SET sql = replace(sql, \(quoted[0]), \(quoted[1]))
      WHERE name = '\(name)' AND instr(sql, \(quoted[0])) > 0
      """)
    try await Self.check(library)
  }

  @Test(arguments: [
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'look') WHERE name = 'trait'",
    "UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'trait'",
    "UPDATE sqlite_schema SET rootpage = 100000 WHERE name = 'output_digest'",
    "UPDATE sqlite_schema SET type = 'view' WHERE name = 'trait'",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE' WHERE name = 'trait'",
    "UPDATE sqlite_schema SET sql = NULL WHERE name = 'trait'",
    "UPDATE sqlite_schema SET name = 'asset' WHERE name = 'trait'",
    "DELETE FROM sqlite_schema WHERE name = 'trait'",
    "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'trait'",
    "PRAGMA user_version = 1", "PRAGMA user_version = 9",
    "PRAGMA user_version = \(Schema.migrations.count + 1)",
    "PRAGMA user_version = -1", "PRAGMA user_version = 0", "PRAGMA application_id = 0",
    "PRAGMA application_id = 1", "PRAGMA application_id = 0; PRAGMA user_version = 0",
  ])
  func aSchemaThatCannotBeReadIsFound(_ change: String) async throws {
    let library = try await RichLibrary.copy()
    try RawDatabase(of: library).run(change)
    try await Self.check(library, isChanging: true)
  }

  /// A view that never ends, in the place of each table that commands read.
  @Test(arguments: [
    "asset", "trait", "reference", "generation", "library", "current_state", "object",
  ])
  func anEndlessViewHangsNothing(_ table: String) async throws {
    let library = try await RichLibrary.copy()
    let raw = try RawDatabase(of: library)
    let columns = try raw.rows("SELECT name FROM pragma_table_info('\(table)')").compactMap {
      $0[0]
    }
    try raw.run(
      """
      PRAGMA legacy_alter_table = ON;
      ALTER TABLE \(table) RENAME TO old;
      CREATE VIEW \(table) AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
      SELECT \(columns.map { "i AS \($0)" }.joined(separator: ", ")) FROM n
      """)
    try await Self.check(library, isChanging: true)
  }

  private static func check(
    _ library: CommandLineFixture, isChanging: Bool = false
  ) async throws {
    let copy = DamagedCopy(library)
    let found = try await copy.run(["verify"])
    #expect([5, 7].contains(found.status), "\(found.status): \(found.stdout) \(found.stderr)")
    if !isChanging { return }
    let answer = try await copy.run(["set", "@kael", "--name", "K"])
    #expect(answer.isDocumented, "\(answer.status) \(answer.stderr)")
  }
}
