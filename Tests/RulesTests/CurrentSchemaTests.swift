import Foundation
import TestSupport
import Testing
import TroupeRecord
import TroupeSchema
import TroupeStorage

@Suite struct CurrentSchemaTests {
  private static let header = """
    -- Generated: the schema after all migrations, for reading. Do not edit; regenerate it with
    -- TROUPE_WRITE_SCHEMA=1 swift test --filter CurrentSchemaTests


    """

  @Test func currentIsAllMigrationsApplied() async throws {
    let expected = try await Self.header + dump()
    let file = Repository.root.appending(path: "Schema/current.sql")
    if ProcessInfo.processInfo.environment["TROUPE_WRITE_SCHEMA"] == "1" {
      try Data(expected.utf8).write(to: file)
    }
    #expect(
      try Repository.text("Schema/current.sql") == expected,
      "Regenerate Schema/current.sql: TROUPE_WRITE_SCHEMA=1 swift test --filter CurrentSchemaTests")
  }

  @Test func everyTableWithDigestsIsOneThatVerifyReads() throws {
    let text = try Repository.text("Schema/current.sql")
    let digested = text.components(separatedBy: "CREATE TABLE ").dropFirst()
      .filter { $0.components(separatedBy: "\n)")[0].contains("row_digest") }
      .map { String($0.prefix { $0 != " " }) }
    #expect(Set(digested) == Set(Schema.digestedTables))
    #expect(Set(Schema.digestedTables).count == Schema.digestedTables.count)
  }

  /// The statements that SQLite keeps, without those of its own tables and of the full-text index.
  private func dump() async throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try Database(
      path: folder.appending(path: "troupe.sqlite").path,
      migrations: Schema.migrations.map {
        Migration(
          version: $0.version, name: $0.name, sql: $0.sql,
          transform: RecordMigrations.transform(for: $0.version))
      },
      applicationID: Schema.applicationID, create: true)
    let statements = try await database.read { connection in
      try connection.rows(
        """
        SELECT sql FROM sqlite_schema AS one
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          AND NOT EXISTS (
            SELECT 1 FROM sqlite_schema AS whole
            WHERE whole.sql LIKE 'CREATE VIRTUAL TABLE%'
              AND one.name IN (
                whole.name || '_data', whole.name || '_idx', whole.name || '_content',
                whole.name || '_docsize', whole.name || '_config'))
        ORDER BY type DESC, name
        """
      ).map { try $0.value(0) }
    }
    try database.close()
    return statements.map { value in
      guard case .text(let sql) = value else { return "" }
      return "\(sql);\n"
    }.joined(separator: "\n")
  }
}
