import Foundation
import Testing
import TroupeCSQLite

/// A library's database in a hand that minds no rule of it: nothing is checked, and even the schema's text can be changed.
final class RawDatabase {
  private var pointer: OpaquePointer?

  /// That of the library of `fixture`.
  init(of fixture: CommandLineFixture) throws {
    let path = fixture.library.appending(path: "troupe.sqlite").path
    try #require(sqlite3_open(path, &pointer) == SQLITE_OK)
    for (setting, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, Int32(0)), (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1),
      (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
    ] {
      _ = troupe_sqlite_configure(try #require(pointer), setting, value)
    }
    try addNumbers()
    try run("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
  }

  deinit { sqlite3_close(pointer) }

  /// `numbers(json, text)` in SQL: `json` with `text` for every number.
  private func addNumbers() throws {
    let code = sqlite3_create_function_v2(
      pointer, "numbers", 2, SQLITE_UTF8, nil,
      { context, _, arguments in
        guard let json = sqlite3_value_text(arguments?[0]).map({ String(cString: $0) }),
          let number = sqlite3_value_text(arguments?[1]).map({ String(cString: $0) })
        else { return sqlite3_result_null(context) }
        let changed = json.replacing(/([:\[,])-?[0-9][0-9.eE+-]*(?=[,\]}])/) { "\($0.1)\(number)" }
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_result_text(context, changed, -1, transient)
      }, nil, nil, nil)
    try #require(code == SQLITE_OK)
  }

  /// Runs statements.
  func run(_ sql: String) throws {
    guard sqlite3_exec(pointer, sql, nil, nil, nil) == SQLITE_OK else {
      throw Refusal(reason: "\(String(cString: sqlite3_errmsg(pointer))), in: \(sql.prefix(300))")
    }
  }

  /// The rows of a query, each value as text; NULL is `nil`.
  func rows(_ sql: String) throws -> [[String?]] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(pointer, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Refusal(reason: "\(String(cString: sqlite3_errmsg(pointer))), in: \(sql.prefix(300))")
    }
    var rows: [[String?]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(statement)).map { column in
          sqlite3_column_text(statement, column).map { String(cString: $0) }
        })
    }
    return rows
  }

  /// What SQLite would not do.
  struct Refusal: Error { let reason: String }
}
