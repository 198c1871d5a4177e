import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct TransactionTests {
  private struct Refusal: Error {}

  @Test func whatWasWrittenIsRead() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    try await database.addNote("凯尔在屋顶")
    let texts = try await database.read {
      try $0.rows("SELECT text FROM note").map { try $0.text(0) }
    }
    #expect(texts == ["凯尔在屋顶"])
  }

  @Test func aThrowUndoesTheWholeTransaction() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    await #expect(throws: Refusal.self) {
      try await database.write {
        try $0.execute("INSERT INTO note (text) VALUES ('a')")
        throw Refusal()
      }
    }
    #expect(try await database.count("note") == 0)
    try await database.addNote("the lock is free again")
  }

  @Test func foreignKeysHold() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    await #expect(throws: TroupeError.self) {
      try await database.write { try $0.execute("INSERT INTO child (parent) VALUES (9)") }
    }
  }

  @Test func aReadCannotWrite() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    await #expect(throws: TroupeError.self) {
      try await database.read { try $0.execute("INSERT INTO note (text) VALUES ('a')") }
    }
    #expect(try await database.count("note") == 0)
  }

  @Test func aReadSeesOneState() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let other = try library.open()
    let path = library.path
    let counts = try await database.read { connection in
      let before = try connection.row("SELECT count(*) FROM note")?.int(0)
      // Another connection commits while this transaction is open.
      try Process.sqlite(path, "INSERT INTO note (text) VALUES ('meanwhile')")
      return [before, try connection.row("SELECT count(*) FROM note")?.int(0)]
    }
    #expect(counts == [0, 0])
    #expect(try await other.count("note") == 1)
  }

  @Test func aTransactionThatSQLiteUndidTakesNothingMore() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    await #expect(throws: TroupeError.self) {
      try await database.write { connection in
        try connection.insert(into: "note", ["text": "first"])
        try? connection.execute("INSERT OR ROLLBACK INTO parent SELECT 1 UNION ALL SELECT 1")
        try? connection.insert(into: "note", ["text": "after"])
      }
    }
    #expect(try await database.count("note") == 0)
    try await database.addNote("goes on")
  }

  @Test func aReadThatEndsEarlyHoldsNothing() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    for text in ["a", "b"] { try await database.addNote(text) }
    await #expect(throws: Refusal.self) {
      try await database.read { try $0.forEach("SELECT * FROM note") { _ in throw Refusal() } }
    }
    try await database.checkpoint()
    #expect(try library.bytes(library.path + "-wal").isEmpty)
  }

  @Test func aCancelledWriteIsUndone() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let task = Task {
      try await database.write { connection in
        try connection.execute("INSERT INTO note (text) VALUES ('a')")
        try connection.forEach(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
          SELECT max(i) FROM n
          """
        ) { _ in }
      }
    }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await database.count("note") == 0)
    try await database.addNote("goes on")
  }

  @Test func afterCloseNothingRuns() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    try await database.addNote("a")
    _ = try await database.count("note")
    try database.close()
    try database.close()
    await #expect(throws: TroupeError.self) { try await database.count("note") }
    await #expect(throws: TroupeError.self) { try await database.addNote("b") }
  }

  @Test func durabilityIsFull() async throws {
    let library = try TestLibrary()
    let settings = try await library.open().write { connection in
      try ["synchronous", "wal_autocheckpoint", "foreign_keys", "busy_timeout"].map {
        try connection.row("PRAGMA \($0)")?.int(0)
      }
    }
    #expect(settings == [2, 0, 1, 5000])
  }

  @Test func theLogIsEmptiedWhenLong() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let page = Data(repeating: 7, count: 4096)
    var longest = 0
    for _ in 0..<30 {
      try await database.write { connection in
        for _ in 0..<100 {
          try connection.execute("INSERT INTO note (text, bytes) VALUES ('a', ?)", page)
        }
      }
      longest = max(longest, try library.bytes(library.path + "-wal").count)
    }
    #expect(longest < 1_500 * 4120)
    try await database.checkpoint()
    #expect(try library.bytes(library.path + "-wal").isEmpty)
    #expect(try await database.count("note") == 3000)
  }

  @Test func closingLeavesTheLog() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    try await database.addNote("a")
    try database.close()
    #expect(try library.bytes(library.path + "-wal").count > 0)
    #expect(try await library.open().count("note") == 1)
  }
}

extension Process {
  /// Runs the `sqlite3` program, as a user might next to a running troupe.
  @discardableResult
  static func sqlite(_ path: String, _ sql: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", path, sql]
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
