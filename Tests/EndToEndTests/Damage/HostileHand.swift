import Foundation
import TroupeSchema
import TroupeStorage

/// Puts into a library what its tables forbid, and the rules of the tables back.
struct HostileHand {
  let fixture: CommandLineFixture

  /// A column of a table.
  struct Column: Sendable {
    let table: String
    let name: String
    let type: String
    let isRowNumber: Bool
  }

  /// Every column of every table.
  func columns() throws -> [Column] {
    try RawDatabase(of: fixture).rows(
      """
      SELECT m.name, c.name, c.type, c.pk = 1 AND c.type = 'INTEGER'
        AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE pk = 2)
      FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
      WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name, c.cid
      """
    ).map { row in
      Column(
        table: row[0] ?? "", name: row[1] ?? "", type: row[2] ?? "", isRowNumber: row[3] == "1")
    }
  }

  /// Sets `column` in every row where it can be; the digests of rows stay as they were.
  /// - Returns: whether any row is another now.
  func plant(_ value: HostileValue, in column: Column) throws -> Bool {
    let sql = value.sql.replacing("$", with: column.name).replacing("%", with: column.table)
    let content = "SELECT quote(\(column.name)) FROM \(column.table) ORDER BY 1"
    let rules = try loosen(column)
    let raw = try RawDatabase(of: fixture)
    let before = try raw.rows(content)
    // Some keys take no value but their own.
    try? raw.run("UPDATE OR IGNORE \(column.table) SET \(column.name) = \(sql)")
    let after = try raw.rows(content)
    try raw.run(rules)
    return before != after
  }

  /// Gives every row of the column's table the digest of what it holds now, as one can who knows the rule.
  func sign(_ column: Column) async throws {
    guard Schema.digestedTables.contains(column.table) else { return }
    let table = column.table
    let rules = try loosen(column)
    let database = try Database(
      path: fixture.library.appending(path: "troupe.sqlite").path,
      migrations: Schema.migrations.map {
        Migration(version: $0.version, name: $0.name, sql: $0.sql)
      },
      applicationID: Schema.applicationID, create: false)
    try await database.write { connection in
      try connection.digestRows(of: table)
      try connection.sumAgain(table)
    }
    try database.close()
    try RawDatabase(of: fixture).run(rules)
  }

  /// Takes the rules of the column's table away; what gives them back, in SQL.
  private func loosen(_ column: Column) throws -> String {
    let raw = try RawDatabase(of: fixture)
    let rules = try raw.rows("SELECT sql FROM sqlite_schema WHERE name = '\(column.table)'")
    var text = rules.first?.first.flatMap { $0 } ?? ""
    let (table, sound) = (column.table, text)
    for word in ["STRICT, ", "STRICT", " NOT NULL"] { text = text.replacing(word, with: "") }
    if !column.isRowNumber {
      text = text.replacing("  \(column.name) \(column.type)", with: "  \(column.name) BLOB")
    }
    try raw.run(Self.setting(text, of: table))
    return Self.setting(sound, of: table)
  }

  private static func setting(_ sql: String, of table: String) -> String {
    """
    UPDATE sqlite_schema SET sql = '\(sql.replacing("'", with: "''"))' WHERE name = '\(table)'
    """
  }
}
