import Foundation
import TroupeCSQLite
import TroupeVocabulary

/// An open connection of SQLite, with the statements prepared on it; closed when the last reference
/// to it ends.
///
/// SQLite's own locking is off: one thread at a time may use it. A `SerialConnection` sees to that.
final class SQLiteHandle {
  /// Seconds that SQLite waits for a lock that is not ours, such as another program's.
  static let busySeconds = 5

  let pointer: OpaquePointer
  private var statements: [String: Statement] = [:]
  /// Statements kept, at most. Some texts are made for one call, as those with a list of values.
  private static let mostStatements = 256
  /// Instructions of SQLite's machine between two looks at whether the task is cancelled: some
  /// microseconds.
  private static let stepsBetweenLooks: Int32 = 1000

  /// Opens the database at `path`, which must be there; no file is made.
  /// - Throws: `SQLiteError`.
  init(path: String) throws {
    _ = Self.isPrepared
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      defer { sqlite3_close_v2(opened) }
      throw SQLiteError.last(opened, code: code)
    }
    pointer = opened
    setBusyTimeout(milliseconds: Int32(Self.busySeconds * 1000))
    // "x" is the name of a column and never text. A library has no triggers, and its views are
    // for others; one that another hand left in it must neither act nor stand in for a table.
    let off = [
      SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_ENABLE_TRIGGER,
      SQLITE_DBCONFIG_ENABLE_VIEW,
    ]
    for setting in off { _ = troupe_sqlite_configure(opened, setting, 0) }
    _ = troupe_sqlite_configure(opened, SQLITE_DBCONFIG_DEFENSIVE, 1)
    watchForCancellation(true)
    try execute("PRAGMA foreign_keys = ON")
  }

  /// Where another part of the program has used SQLite already, it goes on as it was.
  private static let isPrepared = troupe_sqlite_forget_memory() == SQLITE_OK

  deinit {
    statements = [:]
    sqlite3_close_v2(pointer)
  }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(pointer) == 0 }

  /// Rows that the last statement inserted, changed or deleted.
  var changes: Int { Int(sqlite3_changes(pointer)) }

  /// The row id of the last row inserted.
  var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(pointer) }

  /// How long SQLite waits for a lock that is not ours.
  func setBusyTimeout(milliseconds: Int32) { sqlite3_busy_timeout(pointer, milliseconds) }

  /// Runs one statement without arguments.
  func execute(_ sql: String) throws { try forEachRow(sql, []) { _ in true } }

  /// Runs several statements without arguments.
  /// - Parameter onStatement: called after each with how many bytes of `sql` are behind it.
  func script(_ sql: String, onStatement: (Int) -> Void = { _ in }) throws {
    try Task.checkCancellation()
    try Statement.runAll(sql, on: pointer, onStatement: onStatement)
  }

  /// The first value of the first row; `nil` when there is no row.
  func value(_ sql: String) throws -> StoredValue? {
    var value: StoredValue?
    try forEachRow(sql, []) { statement in
      value = statement.value(0)
      return false
    }
    return value
  }

  /// Steps through the rows of one statement until `body` returns `false`.
  /// - Throws: `SQLiteError`, `CancellationError`, `LibraryError.database` for a wrong number of arguments.
  func forEachRow(
    _ sql: String, _ arguments: [StoredValue], _ body: (Statement) throws -> Bool
  ) throws {
    try Task.checkCancellation()
    let statement = try statement(sql)
    defer { statement.reset() }
    try statement.bind(arguments)
    while try statement.step() { guard try body(statement) else { return } }
  }

  /// Runs `body` with no statement interrupted by the task's cancellation.
  func withoutInterruption<T>(_ body: () throws -> T) rethrows -> T {
    watchForCancellation(false)
    defer { watchForCancellation(true) }
    return try body()
  }

  private func statement(_ sql: String) throws -> Statement {
    if let kept = statements[sql] {
      // The same text may be being stepped through further out.
      return kept.isBusy ? try Statement(sql, isKept: false, on: pointer) : kept
    }
    if statements.count >= Self.mostStatements { statements.removeAll() }
    let statement = try Statement(sql, isKept: true, on: pointer)
    statements[sql] = statement
    return statement
  }

  /// SQLite calls back on its own thread, which is the one that runs the task.
  private func watchForCancellation(_ isOn: Bool) {
    guard isOn else { return sqlite3_progress_handler(pointer, 0, nil, nil) }
    sqlite3_progress_handler(
      pointer, Self.stepsBetweenLooks, { _ in Task.isCancelled ? 1 : 0 }, nil)
  }
}
