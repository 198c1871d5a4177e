import TroupeVocabulary

/// One row of an answer. Columns are named by their name or by their place, from 0; the place is
/// quicker.
///
/// A row that `forEach` hands out is valid until its closure returns; one from `row` or `rows`,
/// always.
package struct Row {
  private enum Content {
    case current(RowSource, step: Int)
    /// The values from `start` on, among those of the rows read together with it.
    case kept(columns: StatementColumns, values: [StoredValue], start: Int)
  }

  private let content: Content

  init(current source: RowSource) { content = .current(source, step: source.step) }

  init(columns: StatementColumns, values: [StoredValue], start: Int) {
    content = .kept(columns: columns, values: values, start: start)
  }

  /// The names of the columns, in order.
  package var columns: [String] {
    switch content {
    case .current(let source, _): source.statement.columns.names
    case .kept(let columns, _, _): columns.names
    }
  }

  /// The tables that the columns come from, in order; `nil` for what was computed.
  var tables: [String?] {
    switch content {
    case .current(let source, _): source.statement.columns.tables
    case .kept(let columns, _, _): columns.tables
    }
  }

  /// The value as the database keeps it.
  /// - Throws: `LibraryError.database` when there is no such column, or the row is past.
  package func value(_ column: some RowColumn) throws -> StoredValue {
    try value(at: place(of: column))
  }

  /// The place of `column`, from 0.
  func place(of column: some RowColumn) throws -> Int { try column.index(in: columns) }

  /// The value at `place`, which `place(of:)` gave.
  func value(at place: Int) throws -> StoredValue {
    switch content {
    case .kept(_, let values, let start): return values[start + place]
    case .current(let source, let step):
      guard source.step == step else { throw RowFault.past }
      return source.statement.value(place)
    }
  }
}

/// What names a column: its name as text, or its place as an integer from 0.
package protocol RowColumn: Sendable {
  /// The place among `columns`; throws `.database` when there is none.
  func index(in columns: [String]) throws -> Int
}

extension String: RowColumn {
  /// The place of the column called so.
  package func index(in columns: [String]) throws -> Int {
    guard let index = columns.firstIndex(of: self) else { throw RowFault.noColumn(self) }
    return index
  }
}

extension Int: RowColumn {
  /// The integer itself.
  package func index(in columns: [String]) throws -> Int {
    guard self >= 0, self < columns.count else { throw RowFault.noColumn("\(self)") }
    return self
  }
}

/// What the columns of a statement's answer are.
struct StatementColumns {
  var names: [String] = []
  /// The tables that they come from; `nil` for what is computed.
  var tables: [String?] = []
}

/// A statement while it is being stepped through.
final class RowSource {
  let statement: Statement
  private(set) var step = 0

  init(_ statement: Statement) { self.statement = statement }

  /// Marks the rows handed out so far as past.
  func advance() { step += 1 }
}

/// Collects rows that outlive their statement.
struct RowCollector {
  /// Rows that share one array of values, so that not every row costs an allocation.
  private static let rowsPerBlock = 64

  private var rows: [Row] = []
  private var columns = StatementColumns()
  private var block: [StoredValue] = []

  /// Copies the current row of `statement`.
  mutating func add(_ statement: Statement) {
    columns = statement.columns
    let width = columns.names.count
    if block.isEmpty { block.reserveCapacity(width * Self.rowsPerBlock) }
    for index in 0..<width { block.append(statement.value(index)) }
    if block.count >= width * Self.rowsPerBlock { closeBlock() }
  }

  /// All rows, in the order in which they came.
  mutating func finish() -> [Row] {
    closeBlock()
    return rows
  }

  private mutating func closeBlock() {
    guard !columns.names.isEmpty else { return }
    for start in stride(from: 0, to: block.count, by: columns.names.count) {
      rows.append(Row(columns: columns, values: block, start: start))
    }
    block = []
  }
}
