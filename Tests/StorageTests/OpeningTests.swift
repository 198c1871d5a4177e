import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct OpeningTests {
  @Test func creationLeavesALibraryThatAnyoneCanRead() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    #expect(database.migrationBackup == nil)
    #expect(try Process.sqlite(library.path, "PRAGMA user_version") == "1")
    #expect(
      try Process.sqlite(library.path, "PRAGMA application_id") == "\(TestLibrary.applicationID)")
    #expect(try Process.sqlite(library.path, "PRAGMA journal_mode") == "wal")
    let header = try library.bytes(library.path).prefix(72)
    #expect(Array(header[60..<64]) == [0, 0, 0, 1])
    #expect(Array(header[68..<72]) == Array("TrOu".utf8))
  }

  @Test func filesAreForTheirOwnerAlone() async throws {
    let library = try TestLibrary()
    try await library.open().addNote("a")
    for name in try FileManager.default.contentsOfDirectory(atPath: library.folder.path) {
      let facts = try FileManager.default.attributesOfItem(
        atPath: library.folder.appending(path: name).path)
      #expect(facts[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test func openingAgainWritesNothing() async throws {
    let library = try TestLibrary()
    try library.open().close()
    let before = try library.state()
    let database = try library.open(create: false)
    #expect(try await database.count("note") == 0)
    try database.close()
    // The process that opens first makes the index of the log again; it holds nothing.
    let ofSQLite = ["troupe.sqlite-shm", "troupe.sqlite-wal"]
    #expect(
      try library.state().filter { !ofSQLite.contains($0.key) }
        == before.filter { !ofSQLite.contains($0.key) })
  }

  @Test func nothingThereIsNoLibrary() throws {
    let library = try TestLibrary()
    let fault = #expect(throws: TroupeError.self) { try library.open(create: false) }
    #expect(fault?.code == "no_library")
    #expect(try library.state().isEmpty)
  }

  @Test func aNewerLibraryIsRefusedUnchanged() async throws {
    let library = try TestLibrary()
    let second = Migration(version: 2, name: "second", sql: "CREATE TABLE later (id INTEGER)")
    try library.open(TestLibrary.migrations + [second]).close()
    let before = try library.state()
    #expect(throws: TroupeError.library(.libraryNewer(path: library.path, found: 2, known: 1))) {
      try library.open()
    }
    #expect(try library.state() == before)
  }

  @Test func aLibraryMadeNewerMeanwhileIsNotWritten() async throws {
    let library = try TestLibrary()
    let old = try library.open()
    try await old.addNote("a")
    let second = Migration(version: 2, name: "second", sql: "CREATE TABLE later (id INTEGER)")
    let new = try library.open(TestLibrary.migrations + [second])
    await #expect(
      throws: TroupeError.library(.libraryNewer(path: library.path, found: 2, known: 1))
    ) {
      try await old.addNote("b")
    }
    #expect(try await new.count("note") == 1)
  }

  @Test func anotherProgramsDatabaseIsRefusedUnchanged() async throws {
    let foreign = ["PRAGMA application_id = 77", "PRAGMA user_version = 3", "SELECT 1"]
    for (mode, mark) in zip(["WAL", "DELETE", "WAL"], foreign) {
      let library = try TestLibrary()
      try Process.sqlite(library.path, "PRAGMA journal_mode = \(mode); CREATE TABLE t (a); \(mark)")
      let before = try library.state()
      #expect(throws: TroupeError.library(.notALibrary(path: library.path))) { try library.open() }
      #expect(throws: TroupeError.library(.notALibrary(path: library.path))) {
        try library.open(create: false)
      }
      #expect(try library.state() == before)
    }
  }

  @Test func aNumberThatNoSchemaHasIsRefused() throws {
    let library = try TestLibrary()
    try library.open().close()
    try Process.sqlite(library.path, "PRAGMA user_version = -3; PRAGMA wal_checkpoint(TRUNCATE)")
    #expect(throws: TroupeError.library(.notALibrary(path: library.path))) { try library.open() }
  }

  @Test func whatIsNoDatabaseIsRefusedUnchanged() async throws {
    let library = try TestLibrary()
    try Data("This is a diary, not a database.".utf8).write(to: URL(filePath: library.path))
    let before = try library.state()
    #expect(throws: TroupeError.library(.notALibrary(path: library.path))) { try library.open() }
    #expect(try library.state() == before)
  }

  @Test func aStoppedCreationIsTakenUp() async throws {
    let empty = try TestLibrary()
    try Data().write(to: URL(filePath: empty.path))
    #expect(try await empty.open().count("note") == 0)

    let bare = try TestLibrary()
    try Process.sqlite(bare.path, "PRAGMA journal_mode = WAL")
    #expect(try await bare.open().count("note") == 0)
  }

  @Test func aCreationStoppedBeforeItsCheckpointIsTakenUp() async throws {
    let whole = try TestLibrary()
    let database = try whole.open()
    try await database.addNote("a")
    // What a crash leaves: the header of an empty file and everything in the log.
    let copy = try TestLibrary()
    try Process.sqlite(
      copy.path, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
    let made = try copy.open()
    try made.close()
    #expect(try await copy.open().count("note") == 0)
  }
}
