import TroupeVocabulary

/// One connection inside a transaction; valid only within the closure that it was given to.
///
/// Arguments are positional: one for each `?`. Everything throws `TroupeError`, or
/// `CancellationError` when the task is cancelled.
package struct Connection {
  let layouts = TableLayouts()
  let sums = TableSums()
  private let endings = TransactionEndings()
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

  /// Runs one statement with values as the database keeps them: quicker where there are very many.
  package func execute(_ sql: String, stored arguments: [StoredValue]) throws {
    try stepStored(sql, arguments) { _ in true }
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

  /// The whole numbers in the first column of all rows; for hundreds of thousands of them.
  package func integers(_ sql: String, arguments: [(any SQLValue)?] = []) throws -> [Int64] {
    var numbers: [Int64] = []
    try step(sql, arguments) { statement in
      numbers.append(statement.integer)
      return true
    }
    return numbers
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

  /// Runs `body`, which changes very much, with room for so many bytes of pages in memory.
  package func withRoom(forBytes count: Int, _ body: () throws -> Void) throws {
    let usual = try row("PRAGMA cache_size")?.int(0) ?? 0
    try execute("PRAGMA cache_size = -\(count >> 10)")
    defer { try? execute("PRAGMA cache_size = \(usual)") }
    try body()
  }

  /// Runs `work` once before this transaction is committed, in the order in which it was asked for; what is asked for
  /// again under the same key is not.
  /// - Returns: whether nothing was asked for under `key` before.
  @discardableResult
  package func atEnd(
    _ key: String, _ work: @escaping (Connection) throws -> Void
  ) -> Bool {
    endings.add(key, work)
  }

  /// Whether something is to be done at the end under `key`.
  package func endsWith(_ key: String) -> Bool { endings.has(key) }

  /// Does what was asked for at the end.
  func finish() throws {
    while let work = endings.next() { try work(self) }
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
    try stepStored(sql, arguments.map { $0?.stored ?? .null }, body)
  }

  private func stepStored(
    _ sql: String, _ arguments: [StoredValue], _ body: (Statement) throws -> Bool
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

/// What is to be done before one transaction is committed.
private final class TransactionEndings {
  private var keys: Set<String> = []
  private var works: [(Connection) throws -> Void] = []
  private var done = 0

  func add(_ key: String, _ work: @escaping (Connection) throws -> Void) -> Bool {
    guard keys.insert(key).inserted else { return false }
    works.append(work)
    return true
  }

  func has(_ key: String) -> Bool { keys.contains(key) }

  func next() -> ((Connection) throws -> Void)? {
    guard done < works.count else { return nil }
    done += 1
    return works[done - 1]
  }
}
