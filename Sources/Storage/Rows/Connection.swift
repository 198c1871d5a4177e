import TroupeVocabulary

/// One connection inside a transaction; valid only within the closure that it was given to.
///
/// Arguments are positional: one for each `?`. Everything throws `TroupeError`, or
/// `CancellationError` when the task is cancelled.
package struct Connection {
  let layouts = TableLayouts()
  let sums = TableSums()
  private let counter = StatementCounter()
  private let handle: SQLiteHandle
  private let path: String

  init(_ handle: SQLiteHandle, path: String) {
    self.handle = handle
    self.path = path
  }

  /// Runs one statement.
  package func execute(_ sql: String, _ arguments: (any SQLValue)?...) throws {
    try execute(sql, arguments: arguments)
  }

  /// Runs one statement.
  package func execute(_ sql: String, arguments: [(any SQLValue)?]) throws {
    try step(sql, arguments) { _ in true }
  }

  /// Runs several statements without arguments.
  package func script(_ sql: String) throws {
    counter.count += 1
    try handle.checkTransaction()
    try translating(path) { try handle.script(sql) }
  }

  /// All rows.
  package func rows(_ sql: String, _ arguments: (any SQLValue)?...) throws -> [Row] {
    try rows(sql, arguments: arguments)
  }

  /// All rows.
  package func rows(_ sql: String, arguments: [(any SQLValue)?]) throws -> [Row] {
    var collector = RowCollector()
    try step(sql, arguments) { statement in
      collector.add(statement)
      return true
    }
    return collector.finish()
  }

  /// The first row, if there is one.
  package func row(_ sql: String, _ arguments: (any SQLValue)?...) throws -> Row? {
    try row(sql, arguments: arguments)
  }

  /// The first row, if there is one.
  package func row(_ sql: String, arguments: [(any SQLValue)?]) throws -> Row? {
    var row: Row?
    try step(sql, arguments) { statement in
      let columns = statement.columns
      row = Row(columns: columns, values: columns.names.indices.map(statement.value), start: 0)
      return false
    }
    return row
  }

  /// Hands each row to `body` as it is read, without keeping any. The row is valid until `body`
  /// returns.
  package func forEach(
    _ sql: String, arguments: [(any SQLValue)?] = [], _ body: (Row) throws -> Void
  ) throws {
    var source: RowSource?
    defer { source?.advance() }
    try step(sql, arguments) { statement in
      let current = source ?? RowSource(statement)
      source = current
      try body(Row(current: current))
      current.advance()
      return true
    }
  }

  /// Statements run in this transaction so far; a script counts as one.
  package var statementCount: Int { counter.count }

  /// Rows that the last statement inserted, changed or deleted.
  package var changes: Int { handle.changes }

  /// The row id of the last row inserted.
  package var lastInsertedRowID: Int64 { handle.lastInsertedRowID }

  private func step(
    _ sql: String, _ arguments: [(any SQLValue)?], _ body: (Statement) throws -> Bool
  ) throws {
    counter.count += 1
    try handle.checkTransaction()
    try translating(path) { try handle.forEachRow(sql, arguments, body) }
  }
}

/// Counts the statements of one transaction.
private final class StatementCounter {
  var count = 0
}
