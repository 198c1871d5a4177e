import Foundation
internal import GRDB
import TroupeCSQLite

/// One row of an answer. Columns are named by their name or by their place, from 0; the place is
/// quicker.
///
/// A row that `forEach` hands out is valid until its closure returns; one from `row` or `rows`,
/// always.
package struct Row {
  private enum Content {
    case current(RowSource, step: Int)
    case kept(columns: [String], values: [StoredValue])
  }

  private let content: Content

  init(current source: RowSource) { content = .current(source, step: source.step) }

  /// The source's current row, with its values copied.
  init(keeping source: RowSource) throws {
    let values = try source.columns.indices.map { try source.value($0) }
    content = .kept(columns: source.columns, values: values)
  }

  /// The names of the columns, in order.
  package var columns: [String] {
    switch content {
    case .current(let source, _): source.columns
    case .kept(let columns, _): columns
    }
  }

  /// The value as SQLite keeps it.
  /// - Throws: `LibraryError.database` when there is no such column, or the row is past.
  package func value(_ column: some RowColumn) throws -> StoredValue {
    let index = try column.index(in: columns)
    switch content {
    case .kept(_, let values): return values[index]
    case .current(let source, let step):
      guard source.step == step else { throw RowFault.past }
      return try source.value(index)
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
    guard columns.indices.contains(self) else { throw RowFault.noColumn("\(self)") }
    return self
  }
}

/// A statement while it is being stepped through.
final class RowSource {
  let columns: [String]
  private(set) var step = 0
  private let statement: OpaquePointer

  init(_ statement: Statement) {
    self.statement = statement.sqliteStatement
    columns = statement.columnNames
  }

  /// Marks the rows handed out so far as past.
  func advance() { step += 1 }

  func value(_ index: Int) throws -> StoredValue {
    let column = Int32(index)
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: return .text(String(decoding: text(column), as: UTF8.self))
    case SQLITE_BLOB: return .blob(blob(column))
    default: return .null
    }
  }

  /// The pointer comes before the count: asking for it may convert the text.
  private func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(statement, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  private func blob(_ column: Int32) -> Data {
    guard let start = sqlite3_column_blob(statement, column) else { return Data() }
    return Data(bytes: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}
