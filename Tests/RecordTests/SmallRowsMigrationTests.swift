import Foundation
import LineageFixture
import Testing
import TroupeSchema
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Rows of requests and answers moved into tables whose pages they fill.
@Suite struct SmallRowsMigrationTests {
  private static let line = #"{"prompt": "a sea", "created_at": 1700000000}"#

  /// A library of version 26 with the rows of `fixture`.
  private func old(_ fixture: LineageFixture) async throws -> URL {
    try await fixture.database.write { connection in
      let none: [String: (any SQLValue)?] = ["made_at": nil]
      try connection.updateDigested("imported", set: none, where: "1")
      let unread: [String: (any SQLValue)?] = ["picture": nil]
      try connection.updateDigested("source", set: unread, where: "1")
    }
    try await fixture.database.checkpoint()
    let folder = fixture.folder.appending(path: "old")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "troupe.sqlite").path
    let new = folder.appending(path: "new.sqlite").path
    try FileManager.default.copyItem(
      at: fixture.folder.appending(path: "troupe.sqlite"), to: URL(filePath: new))
    let empty = try OldLibrary.open(path, create: true, versions: 26)
    let tables = try await empty.read { connection in
      try connection.rows(
        """
        SELECT m.name, group_concat('"' || c.name || '"') FROM sqlite_schema m
        JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT IN ('generation_text', 'cost_sum') GROUP BY m.name
        """
      ).map { (name: try $0.text(0), columns: try $0.text(1)) }
    }
    try await empty.checkpoint()
    try empty.close()
    let copies = tables.map {
      "INSERT OR REPLACE INTO main.\($0.name) (\($0.columns)) SELECT \($0.columns) FROM n.\($0.name);"
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "sqlite3", "-bail", path, "ATTACH '\(new)' AS n; BEGIN; \(copies.joined()) COMMIT;",
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    try FileManager.default.removeItem(atPath: new)
    return folder
  }

  @Test func aLibraryOfVersion26KeepsAllOfIt() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let made = try await fixture.make(fixture.request("@kael waves")).generation
    _ = try await MadeUpRecord.importLines([Self.line], to: fixture)
    let sent = try await fixture.generations.read { try $0.prepared(made.id).message }

    let folder = try await old(fixture)
    let migrated = try fixture.reopened(in: folder)
    #expect(try await migrated.database.schemaDifferences().map(\.subject) == [])
    #expect(try await migrated.generations.read { try $0.generation(made.id) } == made)
    #expect(try await migrated.generations.read { try $0.prepared(made.id).message } == sent)
    for table in Schema.digestedTables {
      let problems = try await migrated.database.read { connection in
        var problems: [String] = []
        _ = try connection.verifyRows(
          of: table, onWrongSum: { problems.append($0) }, { problems.append($0) })
        return problems
      }
      #expect(problems == [], "\(table)")
    }
  }

  @Test func aLineThatWasImportedBeforeIsKnown() async throws {
    let fixture = try LineageFixture()
    _ = try await MadeUpRecord.importLines([Self.line], to: fixture)
    try await fixture.database.write { connection in
      let none: [String: (any SQLValue)?] = ["made_at": nil]
      try connection.updateDigested("imported", set: none, where: "1")
    }
    let again = try await MadeUpRecord.importLines(
      [Self.line, #"{"prompt": "no moment"}"#], to: fixture)
    #expect(again.known == 1 && again.imported == 1)
    let third = try await MadeUpRecord.importLines([#"{"prompt": "no moment"}"#], to: fixture)
    #expect(third.known == 1 && third.imported == 0)
  }
}
