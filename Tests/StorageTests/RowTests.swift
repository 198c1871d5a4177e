import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct RowTests {
  private static let longText = String(repeating: "长", count: 50_000)

  private func inMemory<T: Sendable>(
    _ body: @Sendable @escaping (Connection) throws -> T
  ) async throws -> T {
    let library = try TestLibrary()
    return try await library.open().write(body)
  }

  @Test func everyTypeComesBack() async throws {
    let digest = Digest(hashing: Data("a".utf8))
    let date = Date(timeIntervalSince1970: 1_726_000_000.123)
    let ulid = ULID(at: date, entropy: 42)
    try await inMemory { connection in
      let row = try #require(
        try connection.row(
          "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, ? AS f, ? AS g, ? AS h, ? AS i", "字", 7,
          1 << 53, 0.5, true, Data([1, 0, 2]), digest, ulid, date))
      #expect(try row.text("a") == "字")
      #expect(try row.int("b") == 7)
      #expect(try row.int(2) == 1 << 53)
      #expect(try row.double("d") == 0.5)
      #expect(try row.bool("e"))
      #expect(try row.data("f") == Data([1, 0, 2]))
      #expect(try row.digest("g") == digest)
      #expect(try row.ulid("h") == ulid)
      #expect(try row.date("i") == date)
      #expect(row.columns == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    }
  }

  @Test func nullIsNilWhereItMayBe() async throws {
    try await inMemory { connection in
      let row = try #require(try connection.row("SELECT ? AS a", nil))
      #expect(try row.optionalText("a") == nil)
      #expect(try row.optionalInt("a") == nil)
      #expect(try row.optionalDouble("a") == nil)
      #expect(try row.optionalData("a") == nil)
      #expect(try row.optionalDigest("a") == nil)
      #expect(try row.optionalULID("a") == nil)
      #expect(try row.optionalDate("a") == nil)
      #expect(throws: TroupeError.self) { try row.text("a") }
    }
  }

  @Test func aWrongTypeSaysWhich() async throws {
    try await inMemory { connection in
      let row = try #require(try connection.row("SELECT 'x' AS name"))
      let fault = #expect(throws: TroupeError.self) { try row.int("name") }
      #expect(
        fault == .library(.database(detail: "column 'name' holds text where an integer belongs")))
      let digest = #expect(throws: TroupeError.self) { try row.digest(0) }
      #expect(
        digest == .library(.database(detail: "column 'name' holds text where a digest belongs")))
      #expect(throws: TroupeError.self) { try row.text("other") }
      #expect(throws: TroupeError.self) { try row.text(1) }
    }
  }

  @Test(arguments: ["a\u{0}b", "\u{0}", "", "👩‍👩‍👧", "e\u{301}", Self.longText])
  func textIsKeptToTheByte(_ text: String) async throws {
    try await inMemory { connection in
      try connection.execute("INSERT INTO note (text) VALUES (?)", text)
      let back = try connection.row("SELECT text FROM note")?.text(0)
      #expect(back.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func emptyBytesAreNotNull() async throws {
    try await inMemory { connection in
      let row = try #require(try connection.row("SELECT ? AS a", Data()))
      #expect(try row.optionalData("a") == Data())
    }
  }

  @Test func theSameStatementCanRunInsideItself() async throws {
    let pairs = try await inMemory { connection in
      for text in ["a", "b", "c"] { try connection.insert(into: "note", ["text": text]) }
      var pairs: [String] = []
      let sql = "SELECT text FROM note ORDER BY id"
      try connection.forEach(sql) { outer in
        let first = try outer.text(0)
        try connection.forEach(sql) { pairs.append(first + (try $0.text(0))) }
      }
      return pairs
    }
    #expect(pairs == ["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"])
  }

  @Test func aPastRowIsRefused() async throws {
    try await inMemory { connection in
      for text in ["a", "b"] { try connection.insert(into: "note", ["text": text]) }
      var rows: [Row] = []
      try connection.forEach("SELECT text FROM note") { rows.append($0) }
      for row in rows { #expect(throws: TroupeError.self) { try row.text(0) } }
      let kept = try connection.rows("SELECT text FROM note ORDER BY id")
      #expect(try kept.map { try $0.text("text") } == ["a", "b"])
    }
  }

  @Test func theNumberOfArgumentsIsChecked() async throws {
    try await inMemory { connection in
      #expect(throws: TroupeError.self) {
        try connection.execute("INSERT INTO note (text) VALUES (?)")
      }
      #expect(throws: TroupeError.self) {
        try connection.execute("INSERT INTO note (text) VALUES (?)", "a", "b")
      }
    }
  }

  @Test func namesAreQuotedAndTextIsData() async throws {
    try await inMemory { connection in
      try connection.script("CREATE TABLE \"or\"\"der\" (\"group\" TEXT)")
      try connection.insert(into: "or\"der", ["group": "'; DROP TABLE note; --"])
      #expect(connection.changes == 1)
      #expect(connection.lastInsertedRowID == 1)
      let text = try connection.row("SELECT \"group\" FROM \"or\"\"der\"")?.text(0)
      #expect(text == "'; DROP TABLE note; --")
    }
  }

  @Test func manyRowsKeepTheirValues() async throws {
    let rows = try await inMemory { connection in
      try connection.rows(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        SELECT i, 'text ' || i AS name, NULL AS missing FROM n
        """
      ).map { "\(try $0.int("i")) \(try $0.text("name")) \(try $0.value(2) == .null)" }
    }
    #expect(rows == (1...1000).map { "\($0) text \($0) true" })
  }

  @Test func anEmptyAnswerHasNoRows() async throws {
    try await inMemory { connection in
      #expect(try connection.rows("SELECT * FROM note").isEmpty)
      #expect(try connection.row("SELECT * FROM note") == nil)
      try connection.forEach("SELECT * FROM note") { _ in Issue.record("there is no row") }
    }
  }

  @Test func columnsFollowTheSchema() async throws {
    try await inMemory { connection in
      let sql = "SELECT * FROM parent"
      try connection.insert(into: "parent", ["id": 1])
      #expect(try connection.row(sql)?.columns == ["id"])
      try connection.script("ALTER TABLE parent ADD COLUMN name TEXT DEFAULT 'x'")
      #expect(try connection.row(sql)?.columns == ["id", "name"])
      #expect(try connection.rows(sql).map { try $0.text("name") } == ["x"])
    }
  }

  @Test func onlyOneStatementRunsAtOnce() async throws {
    try await inMemory { connection in
      for sql in [
        "SELECT 1; DELETE FROM note", "SELECT 1; wrong", "SELECT 1\u{0}; DELETE FROM note", "", ";",
        "-- nothing",
      ] {
        #expect(throws: TroupeError.self, "\(sql)") { try connection.execute(sql) }
      }
      try connection.execute("SELECT 1; -- with a comment behind it\n")
      try connection.script("-- first\nSELECT 1;; SELECT 2;\n-- last\n")
    }
  }

  @Test func extremeValuesNeverTrap() async throws {
    try await inMemory { connection in
      let row = try #require(
        try connection.row(
          "SELECT ? AS least, ? AS most, 1e300 AS real, ? AS early, ? AS late, ? AS nan",
          Int64.min, Int64.max, Date(timeIntervalSince1970: -1e300),
          Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: .nan)))
      #expect(try row.value("least") == .integer(.min))
      #expect(try row.bits("most") == UInt64(Int64.max))
      for column in ["least", "most", "real", "early", "late"] {
        #expect(throws: TroupeError.self) { try row.int(column) }
        #expect(throws: TroupeError.self) { try row.double(column) }
        #expect(throws: TroupeError.self) { try row.date(column) }
        #expect(throws: TroupeError.self) { try row.side(column) }
        #expect(throws: TroupeError.self) { try row.byteCount(column) }
        #expect(throws: TroupeError.self) { try row.position(column) }
        #expect(throws: TroupeError.self) { try row.optionalDollars(column) }
      }
      #expect(try row.value("early") == .integer(.min))
      #expect(try row.optionalDate("nan") == nil)
      #expect(throws: TroupeError.self) { try row.text(-1) }
      #expect(throws: TroupeError.self) { try row.text(Int.max) }
    }
  }

  @Test func aValueBeyondItsBoundsNamesTheRow() async throws {
    try await inMemory { connection in
      try connection.execute("INSERT INTO note (id, text, weight) VALUES (7, 'a', 9e999)")
      let row = try #require(try connection.row("SELECT * FROM note"))
      let reason = "column 'weight' holds inf, and -1e15 to 1e15 belongs there"
      let fault = #expect(throws: TroupeError.self) { try row.double("weight") }
      #expect(fault == .library(.damagedRow("note id=7", reason: reason)))
    }
  }

  @Test func wrongSQLIsQuotedWithoutItsValues() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let fault = await #expect(throws: TroupeError.self) {
      try await database.read {
        try $0.execute("SELECT nothing FROM note WHERE text = ?", "secret")
      }
    }
    #expect(fault?.description.contains("nothing") == true)
    #expect(fault?.description.contains("secret") == false)
  }
}
