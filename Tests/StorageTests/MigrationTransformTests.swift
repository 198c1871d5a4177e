import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

/// Migrations with a step in Swift: digested rows that get another column and another digest.
struct MigrationTransformTests {
  private static let sql = "ALTER TABLE entry ADD COLUMN words INTEGER NOT NULL DEFAULT 0"

  private static func migrations(
    _ transform: @escaping @Sendable (Connection) throws -> Void
  ) -> [Migration] {
    TestLibrary.migrations
      + [Migration(version: 2, name: "words", sql: sql, transform: transform)]
  }

  /// Counts each prompt's words, and digests the rows as they then are.
  private static let counting = migrations { connection in
    let rows = try connection.rows("SELECT generation, position, prompt FROM entry")
    try connection.execute("DELETE FROM entry")
    for row in rows {
      let prompt = try row.text("prompt")
      try connection.insertDigested(
        into: "entry",
        [
          "generation": try row.text("generation"), "position": try row.int("position"),
          "prompt": prompt, "words": prompt.split(separator: " ").count,
        ])
    }
  }

  private func libraryWithEntries() async throws -> TestLibrary {
    let library = try TestLibrary()
    let database = try library.open()
    try await database.write { connection in
      for position in 1...200 {
        try connection.insertDigested(
          into: "entry",
          ["generation": "01J", "position": position, "prompt": "Kael on roof \(position)"])
      }
    }
    try database.close()
    return library
  }

  @Test func itRunsInTheMigration() async throws {
    let library = try await libraryWithEntries()
    let database = try library.open(Self.counting)
    #expect(database.migrationBackup == library.path + ".backup-v1")
    let (words, checked) = try await database.read { connection in
      (
        try connection.rows("SELECT DISTINCT words FROM entry").map { try $0.int(0) },
        try connection.verifyRows(of: "entry") { Issue.record("\($0)") }
      )
    }
    #expect(words == [4])
    #expect(checked == 200)
  }

  @Test func itRunsInANewLibraryToo() async throws {
    let library = try TestLibrary()
    let database = try library.open(Self.counting)
    #expect(database.migrationBackup == nil)
    #expect(try await database.count("entry") == 0)
  }

  @Test func whatItThrowsUndoesEverythingAndNamesTheBackup() async throws {
    struct Damage: Error, CustomStringConvertible { let description = "row 7 is damaged" }
    let library = try await libraryWithEntries()
    let fault = #expect(throws: TroupeError.self) {
      try library.open(
        Self.migrations { connection in
          try connection.execute("DELETE FROM entry")
          throw Damage()
        })
    }
    let backup = library.path + ".backup-v1"
    #expect(
      fault
        == .library(
          .database(
            detail: "migration 2 (words): row 7 is damaged; the library is as it was, and a backup "
              + "is at \(backup)")))
    #expect(try Process.sqlite(library.path, "PRAGMA user_version") == "1")
    #expect(try Process.sqlite(backup, "SELECT count(*) FROM entry") == "200")
    let database = try library.open()
    #expect(try await database.count("entry") == 200)
  }

  @Test func aStatementThatFailsInsideItUndoesEverything() async throws {
    let library = try await libraryWithEntries()
    let fault = #expect(throws: TroupeError.self) {
      try library.open(
        Self.migrations { connection in
          try connection.execute("DELETE FROM entry")
          // SQLite undoes the transaction; what comes after must not be committed alone.
          try? connection.execute("INSERT OR ROLLBACK INTO parent SELECT 1 UNION ALL SELECT 1")
        })
    }
    #expect(fault?.description.contains("migration 2 (words)") == true)
    #expect(try Process.sqlite(library.path, "PRAGMA user_version") == "1")
    #expect(try await library.open().count("entry") == 200)
  }

  @Test func aLibraryKilledInTheMiddleOpensAgain() async throws {
    let library = try await libraryWithEntries()
    let path = library.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let dying = Self.migrations { connection in
        try connection.execute("DELETE FROM entry WHERE position > 1")
        kill(getpid(), SIGKILL)
      }
      _ = try Database(
        path: path, migrations: dying, applicationID: TestLibrary.applicationID, create: false)
    }
    #expect(try Process.sqlite(path + ".backup-v1", "SELECT count(*) FROM entry") == "200")
    let old = try library.open()
    #expect(try await old.count("entry") == 200)
    try old.close()
    #expect(try await library.open(Self.counting).count("entry") == 200)
  }
}
