import Foundation
import TroupeCSQLite
import TroupeVocabulary

/// A prepared statement; finalized when the last reference to it ends.
///
/// It belongs to the thread that its connection runs on.
final class Statement {
  private let pointer: OpaquePointer
  private let sql: String
  private let parameterCount: Int
  private var preparationCount: Int32 = -1
  private var hasRow = false
  private(set) var columns = StatementColumns()

  /// - Parameter isKept: whether the statement will be run many times.
  /// - Throws: `SQLiteError` when `sql` is wrong, `LibraryError.database` when it is not exactly one statement.
  init(_ sql: String, isKept: Bool, on database: OpaquePointer) throws {
    let (prepared, length) = try sql.withCString { text in
      var rest = text
      let prepared = try Self.prepare(&rest, isKept: isKept, on: database, in: sql)
      return (prepared, rest - text)
    }
    guard let prepared else {
      throw TroupeError.library(.database(detail: "no statement in: \(sql)"))
    }
    pointer = prepared
    self.sql = sql
    parameterCount = Int(sqlite3_bind_parameter_count(prepared))
    try sql.withCString { text in
      var rest = text + length
      let second = try Self.prepare(&rest, isKept: false, on: database, in: sql)
      sqlite3_finalize(second)
      // Comments and spaces may follow. SQLite ignores another statement, and what follows a NUL.
      guard second == nil, rest - text == sql.utf8.count else {
        throw TroupeError.library(.database(detail: "more than one statement in: \(sql)"))
      }
    }
  }

  private init(_ pointer: OpaquePointer, sql: String) {
    self.pointer = pointer
    self.sql = sql
    parameterCount = Int(sqlite3_bind_parameter_count(pointer))
  }

  deinit { sqlite3_finalize(pointer) }

  /// Runs every statement of `sql`, none of which may have parameters, one after the other.
  /// - Parameter onStatement: called after each with how many bytes of `sql` are behind it.
  static func runAll(
    _ sql: String, on database: OpaquePointer, onStatement: (Int) -> Void = { _ in }
  ) throws {
    try sql.withCString { text in
      var rest = text
      while let next = try prepare(&rest, isKept: false, on: database, in: sql) {
        let statement = Statement(next, sql: sql)
        try statement.bind([])
        while try statement.step() {}
        onStatement(rest - text)
      }
    }
  }

  /// Whether it is being stepped through.
  var isBusy: Bool { sqlite3_stmt_busy(pointer) != 0 }

  /// Binds one argument to each parameter. Text and bytes are bound by length: text may hold NUL.
  func bind(_ arguments: [StoredValue]) throws {
    guard parameterCount == arguments.count else {
      throw TroupeError.library(
        .database(
          detail: "\(parameterCount) values wanted, \(arguments.count) given: \(sql)"))
    }
    for (index, argument) in zip(Int32(1)..., arguments) {
      let code = bind(argument, at: index)
      guard code == SQLITE_OK else { throw error(code) }
    }
  }

  /// Goes to the next row; `false` at the end.
  /// - Throws: `SQLiteError`, `CancellationError`.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW:
      if !hasRow { refreshColumns() }
      hasRow = true
      return true
    case SQLITE_DONE: return false
    case let code: throw error(code)
    }
  }

  /// Makes it ready to run again; what it read is let go.
  func reset() {
    hasRow = false
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }

  /// The current row's value in the column at `index`, which must be one of `columns`.
  func value(_ index: Int) -> StoredValue {
    let column = Int32(truncatingIfNeeded: index)
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT: return .text(text(column))
    case SQLITE_BLOB: return .blob(blob(column))
    default: return .null
    }
  }

  /// The current row's first value, as a whole number.
  var integer: Int64 { sqlite3_column_int64(pointer, 0) }

  // The pointer comes before the count: asking for it may convert the text.
  private func text(_ column: Int32) -> String {
    let start = sqlite3_column_text(pointer, column)
    let count = Int(sqlite3_column_bytes(pointer, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func blob(_ column: Int32) -> Data {
    guard let start = sqlite3_column_blob(pointer, column) else { return Data() }
    return Data(bytes: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }

  /// SQLite prepares a statement again when the schema has changed; `*` may then mean other columns.
  private func refreshColumns() {
    let count = sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 0)
    guard count != preparationCount else { return }
    preparationCount = count
    let places = 0..<sqlite3_column_count(pointer)
    columns = StatementColumns(
      names: places.map { sqlite3_column_name(pointer, $0).map { String(cString: $0) } ?? "" },
      tables: places.map { sqlite3_column_table_name(pointer, $0).map { String(cString: $0) } })
  }

  private func bind(_ value: StoredValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, index)
    case .integer(let integer): return sqlite3_bind_int64(pointer, index, integer)
    case .real(let number): return sqlite3_bind_double(pointer, index, number)
    case .text(var text):
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) {
          troupe_sqlite_bind_text(pointer, index, $0.baseAddress, Int64($0.count))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        troupe_sqlite_bind_blob(pointer, index, $0.baseAddress, Int64($0.count))
      }
    }
  }

  private func error(_ code: Int32) -> any Error {
    SQLiteError.last(sqlite3_db_handle(pointer), code: code, sql: sql)
  }

  /// Prepares the statement at `text` and moves `text` behind it; `nil` when only comments and
  /// spaces are left.
  private static func prepare(
    _ text: inout UnsafePointer<CChar>, isKept: Bool, on database: OpaquePointer, in sql: String
  ) throws -> OpaquePointer? {
    var pointer: OpaquePointer?
    let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    while text.pointee != 0 {
      var rest: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(database, text, -1, flags, &pointer, &rest)
      guard code == SQLITE_OK else { throw SQLiteError.last(database, code: code, sql: sql) }
      guard let rest, rest > text else { break }
      text = rest
      if pointer != nil { break }
    }
    return pointer
  }
}
