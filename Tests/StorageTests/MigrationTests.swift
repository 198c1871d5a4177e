import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct MigrationTests {
  private static let second = Migration(
    version: 2, name: "mood", sql: "ALTER TABLE note ADD COLUMN mood TEXT")
  private static let failing = Migration(
    version: 3, name: "broken",
    sql: "CREATE TABLE good (id INTEGER); INSERT INTO missing VALUES (1);")

  @Test func migratingKeepsTheOldStateAside() async throws {
    let library = try TestLibrary()
    let old = try library.open()
    try await old.addNote("kept")
    try old.close()
    let database = try library.open(TestLibrary.migrations + [Self.second])
    let backup = try #require(database.migrationBackup)
    #expect(backup == library.path + ".backup-v1")
    #expect(try Process.sqlite(library.path, "SELECT text, mood IS NULL FROM note") == "kept|1")
    #expect(try Process.sqlite(backup, "SELECT * FROM note") == "1|kept||")
    #expect(try Process.sqlite(backup, "PRAGMA user_version; PRAGMA integrity_check") == "1\nok")
    #expect(Array(try library.bytes(library.path)[60..<64]) == [0, 0, 0, 2])
    #expect(try library.open(TestLibrary.migrations + [Self.second]).migrationBackup == nil)
  }

  @Test func howFarItHasComeIsTold() async throws {
    let library = try TestLibrary()
    try library.open().close()
    var told: [[Int]] = []
    let migrations = TestLibrary.migrations + [Self.second]
    for _ in 0..<2 {
      try Database(
        path: library.path, migrations: migrations, applicationID: TestLibrary.applicationID,
        create: false, onMigration: { told.append([$0, $1]) }
      ).close()
    }
    let all = Self.second.sql.utf8.count
    #expect(told == [[0, 1], [all, all]])
  }

  @Test func aBackupIsALibraryOfItsTime() async throws {
    let library = try TestLibrary()
    try await library.open().addNote("kept")
    let backup = library.folder.appending(path: "copy.sqlite").path
    try await library.open().backup(to: backup)
    try await library.open().addNote("later")
    let restored = try TestLibrary()
    try FileManager.default.copyItem(atPath: backup, toPath: restored.path)
    let database = try restored.open(create: false)
    #expect(try await database.count("note") == 1)
    try await database.addNote("goes on")
    #expect(try Process.sqlite(restored.path, "PRAGMA journal_mode") == "wal")
  }

  @Test func aFailureMidwayLeavesTheOldSchemaAndTheBackup() async throws {
    let library = try TestLibrary()
    let old = try library.open()
    try await old.addNote("kept")
    try old.close()
    let fault = #expect(throws: TroupeError.self) {
      try library.open(TestLibrary.migrations + [Self.second, Self.failing])
    }
    #expect(fault?.description.contains("migration 3 (broken)") == true)
    #expect(fault?.description.contains(library.path + ".backup-v1") == true)
    #expect(try Process.sqlite(library.path, "PRAGMA user_version") == "1")
    let columns = "SELECT count(*) FROM pragma_table_info('note') WHERE name = 'mood'"
    #expect(try Process.sqlite(library.path, columns) == "0")
    #expect(try Process.sqlite(library.path + ".backup-v1", "SELECT text FROM note") == "kept")
    #expect(try await library.open().count("note") == 1)
  }

  @Test func aFailedCreationCanBeRepeated() async throws {
    let library = try TestLibrary()
    #expect(throws: TroupeError.self) {
      try library.open(TestLibrary.migrations + [Self.second, Self.failing])
    }
    #expect(try await library.open().count("note") == 0)
  }

  @Test func rowsThatLoseTheirParentStopAMigration() async throws {
    let library = try TestLibrary()
    let old = try library.open()
    try await old.write {
      try $0.script("INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1)")
    }
    let dropping = Migration(version: 2, name: "drop", sql: "DELETE FROM parent")
    #expect(throws: TroupeError.self) { try library.open(TestLibrary.migrations + [dropping]) }
    #expect(try await old.count("parent") == 1)
  }

  @Test func rowsWithoutTheirParentBeforeAreKept() async throws {
    let library = try TestLibrary()
    try library.open().close()
    try Process.sqlite(library.path, "INSERT INTO child VALUES (1, 7)")
    let database = try library.open(TestLibrary.migrations + [Self.second])
    #expect(try await database.count("child") == 1)
  }

  @Test func severalOpenersMigrateOnce() async throws {
    let library = try TestLibrary()
    try library.open().close()
    let backups = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<6 {
        group.addTask { try library.open(TestLibrary.migrations + [Self.second]).migrationBackup }
      }
      return try await group.reduce(into: [String]()) { if let path = $1 { $0.append(path) } }
    }
    #expect(backups.count == 1)
  }

  @Test func numbersHaveNoGaps() throws {
    let library = try TestLibrary()
    #expect(throws: TroupeError.self) { try library.open(TestLibrary.migrations + [Self.failing]) }
    #expect(try library.state().isEmpty)
  }
}
