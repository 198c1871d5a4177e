import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct RowDigestTests {
  private func library() async throws -> (TestLibrary, Database) {
    let library = try TestLibrary()
    let database = try library.open()
    try await database.write { connection in
      for position in 1...3 {
        try connection.insertDigested(
          into: "entry",
          [
            "generation": "01J", "position": position, "prompt": "雨夜的屋顶 \(position)", "cost": 1,
            "bytes": Data([0, 1, 2]),
          ])
      }
    }
    return (library, database)
  }

  private func damaged(_ database: Database) async throws -> (count: Int, found: [String]) {
    try await database.read { connection in
      var found: [String] = []
      let count = try connection.verifyRows(of: "entry") { found.append($0) }
      return (count, found)
    }
  }

  @Test func soundRowsPass() async throws {
    let (library, database) = try await library()
    let result = try await damaged(database)
    #expect(result.count == 3)
    #expect(result.found.isEmpty)
    _ = library
  }

  @Test(arguments: [
    "prompt = '雨夜的屋頂 2'", "prompt = CAST(x'E99BA8' AS TEXT)", "cost = 1.0000000000000002",
    "cost = NULL", "bytes = x'000103'", "bytes = NULL", "row_digest = 'sha256:00'",
    "generation = '01K'",
  ])
  func anyChangeIsFound(_ change: String) async throws {
    let (library, database) = try await library()
    try Process.sqlite(library.path, "UPDATE entry SET \(change) WHERE position = 2")
    let result = try await damaged(database)
    let generation = change.hasPrefix("generation") ? "01K" : "01J"
    #expect(result.found == ["entry generation=\(generation) position=2"])
    #expect(result.count == 3)
  }

  @Test func everyFlippedBitOfATextIsFound() async throws {
    let (library, database) = try await library()
    try database.close()
    try Process.sqlite(library.path, "PRAGMA wal_checkpoint(TRUNCATE)")
    let file = URL(filePath: library.path)
    let sound = try Data(contentsOf: file)
    let text = try #require(sound.range(of: Data("雨夜的屋顶 2".utf8)))
    for index in text {
      for bit in 0..<8 {
        var bytes = sound
        bytes[index] ^= 1 << bit
        try bytes.write(to: file)
        let opened = try library.open()
        let result = try await damaged(opened)
        try opened.close()
        #expect(result.found == ["entry generation=01J position=2"], "byte \(index) bit \(bit)")
      }
    }
  }

  @Test func aRowCopiedToAnotherKeyIsFound() async throws {
    let (library, database) = try await library()
    try Process.sqlite(
      library.path,
      "INSERT INTO entry SELECT generation, 4, prompt, cost, bytes, row_digest FROM entry LIMIT 1")
    #expect(try await damaged(database).found == ["entry generation=01J position=4"])
  }

  @Test func aNullableColumnMayBeAddedLater() async throws {
    let (library, database) = try await library()
    try database.close()
    let added = Migration(version: 2, name: "mood", sql: "ALTER TABLE entry ADD COLUMN mood TEXT")
    let migrated = try library.open(TestLibrary.migrations + [added])
    #expect(try await damaged(migrated).found.isEmpty)
    try Process.sqlite(library.path, "UPDATE entry SET mood = 'x' WHERE position = 3")
    #expect(try await damaged(migrated).found == ["entry generation=01J position=3"])
  }

  @Test func whatSQLiteWouldChangeIsRefused() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    try await database.write { connection in
      #expect(throws: TroupeError.self, "an integer as text") {
        try connection.insertDigested(
          into: "entry", ["generation": 1, "position": 1, "prompt": "a"])
      }
      #expect(throws: TroupeError.self, "NaN becomes NULL") {
        try connection.insertDigested(
          into: "entry",
          ["generation": "1", "position": 1, "prompt": "a", "cost": Double.nan])
      }
      #expect(throws: TroupeError.self, "no such column") {
        try connection.insertDigested(
          into: "entry", ["generation": "1", "position": 1, "prompt": "a", "other": 1])
      }
      try connection.script(
        "CREATE TABLE auto (id INTEGER PRIMARY KEY, n INTEGER DEFAULT 5, row_digest TEXT) STRICT")
      #expect(throws: TroupeError.self, "SQLite would fill in 5") {
        try connection.insertDigested(into: "auto", ["id": 1])
      }
    }
  }

  @Test func aRowNumberIsPartOfNoDigest() async throws {
    let library = try TestLibrary()
    let digests = try await library.open().write { connection in
      try connection.script(
        "CREATE TABLE auto (id INTEGER PRIMARY KEY, n INTEGER, row_digest TEXT NOT NULL) STRICT")
      try connection.insertDigested(into: "auto", ["n": 1])
      #expect(connection.lastInsertedRowID == 1)
      try connection.insertDigested(into: "auto", ["id": 7, "n": 1])
      try connection.execute("UPDATE auto SET id = 9 WHERE id = 1")
      #expect(try connection.verifyRows(of: "auto") { Issue.record("\($0)") } == 2)
      return try connection.rows("SELECT DISTINCT row_digest FROM auto").count
    }
    #expect(digests == 1)
  }

  @Test func aRowThatWasDamagedStaysSo() async throws {
    let library = try TestLibrary()
    let found = try await library.open().write { connection in
      var found: [String] = []
      try connection.insertDamaged(
        into: "entry",
        [("generation", .text("a")), ("position", .integer(1)), ("prompt", .text(""))],
        formerDigest: "sha256:0")
      _ = try connection.verifyRows(of: "entry") { found.append($0) }
      return found
    }
    #expect(found == ["entry generation=a position=1"])
  }

  @Test(arguments: [0.0, -0.0, 1e300, -1, 1 / 3, .infinity, 9_007_199_254_740_992])
  func numbersSurvive(_ number: Double) async throws {
    let library = try TestLibrary()
    let found = try await library.open().write { connection in
      var found: [String] = []
      try connection.insertDigested(
        into: "entry", ["generation": "a\u{0}b", "position": 1, "prompt": "", "cost": number])
      _ = try connection.verifyRows(of: "entry") { found.append($0) }
      return found
    }
    #expect(found.isEmpty)
  }
}
