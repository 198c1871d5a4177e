internal import GRDB
import TroupeCSQLite
import TroupeVocabulary

/// One connection inside a transaction; valid only within the closure that it was given to.
///
/// Arguments are positional: one for each `?`. Everything throws `TroupeError`, or
/// `CancellationError` when the task is cancelled.
package struct Connection {
  let base: GRDB.Database
  let path: String
  let layouts = TableLayouts()

  init(_ base: GRDB.Database, path: String) {
    self.base = base
    self.path = path
  }

  /// Runs one statement.
  package func execute(_ sql: String, _ arguments: (any SQLValue)?...) throws {
    try execute(sql, arguments: arguments)
  }

  /// Runs one statement.
  package func execute(_ sql: String, arguments: [(any SQLValue)?]) throws {
    try translating(path) { try statement(sql, arguments).execute() }
  }

  /// Runs several statements without arguments.
  package func script(_ sql: String) throws {
    try translating(path) { try base.execute(sql: sql) }
  }

  /// All rows.
  package func rows(_ sql: String, _ arguments: (any SQLValue)?...) throws -> [Row] {
    try rows(sql, arguments: arguments)
  }

  /// All rows.
  package func rows(_ sql: String, arguments: [(any SQLValue)?]) throws -> [Row] {
    var rows: [Row] = []
    try step(sql, arguments) { rows.append(try Row(keeping: $0)) }
    return rows
  }

  /// The first row, if there is one.
  package func row(_ sql: String, _ arguments: (any SQLValue)?...) throws -> Row? {
    try row(sql, arguments: arguments)
  }

  /// The first row, if there is one.
  package func row(_ sql: String, arguments: [(any SQLValue)?]) throws -> Row? {
    try translating(path) {
      let statement = try statement(sql, arguments)
      let cursor = try GRDB.Row.fetchCursor(statement)
      return try cursor.next() == nil ? nil : Row(keeping: RowSource(statement))
    }
  }

  /// Hands each row to `body` as it is read, without keeping any. The row is valid until `body`
  /// returns.
  package func forEach(
    _ sql: String, arguments: [(any SQLValue)?] = [], _ body: (Row) throws -> Void
  ) throws {
    try step(sql, arguments) { try body(Row(current: $0)) }
  }

  /// Rows that the last statement inserted, changed or deleted.
  package var changes: Int { base.changesCount }

  /// The row id of the last row inserted.
  package var lastInsertedRowID: Int64 { base.lastInsertedRowID }

  private func step(
    _ sql: String, _ arguments: [(any SQLValue)?], _ body: (RowSource) throws -> Void
  ) throws {
    try translating(path) {
      let statement = try statement(sql, arguments)
      let cursor = try GRDB.Row.fetchCursor(statement)
      let source = RowSource(statement)
      defer { source.advance() }
      while try cursor.next() != nil {
        try body(source)
        source.advance()
      }
    }
  }

  private func statement(_ sql: String, _ arguments: [(any SQLValue)?]) throws -> Statement {
    var statement = try base.cachedStatement(sql: sql)
    if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
      // The same words are being stepped through further out.
      statement = try base.makeStatement(sql: sql)
    }
    try statement.bind(arguments)
    return statement
  }
}
