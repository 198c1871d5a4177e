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
    try run("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
  }

  deinit { sqlite3_close(pointer) }

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
