package import TroupeVocabulary

/// A table with digests into which many rows are written: what is the same for all of them.
package struct SealedTable: Sendable {
  let name: String
  let statement: String
  /// The name and those of the columns, as digests take them.
  fileprivate let digested: (table: [UInt8], columns: [[UInt8]])
  /// The places of the columns in order of name, as digests take them.
  fileprivate let order: [Int]

  /// - Parameter columns: those that are given, in the order of the values of each row.
  package init(_ name: String, _ columns: [String]) {
    self.name = name
    digested = (RowDigest.name(name), columns.map(RowDigest.name))
    order = columns.indices.sorted { columns[$0] < columns[$1] }
    let names = (columns + [TableLayout.digestColumn]).map(Connection.quote)
    let places = names.map { _ in "?" }.joined(separator: ", ")
    statement = """
      INSERT INTO \(Connection.quote(name)) (\(names.joined(separator: ", "))) VALUES (\(places))
      """
  }
}

/// A row of a table with digests whose digest was computed before, on any thread: many are written quicker so.
package struct SealedRow: Sendable {
  let table: SealedTable
  /// Those of the columns, and the digest.
  let values: [StoredValue]

  /// Seals what the columns of `table` hold, in their order.
  package init(_ table: SealedTable, _ values: [StoredValue]) {
    self.table = table
    let digest = RowDigest.of(
      table: table.digested.table, columns: table.digested.columns, order: table.order, values)
    self.values = values + [digest.stored]
  }

  /// The same of values that become what the database keeps.
  package init(_ table: SealedTable, _ values: [(any SQLValue)?]) {
    self.init(table, values.map { $0?.stored ?? .null })
  }
}

extension Connection {
  /// Adds a sealed row.
  /// - Throws: `LibraryError.database` where it does not fit its table.
  package func insert(_ row: SealedRow) throws {
    let layout = try layouts.layout(of: row.table.name, on: self)
    try execute(row.table.statement, stored: row.values)
    let number = layout.rowNumber == nil ? nil : lastInsertedRowID
    sums.add(row.values[row.values.count - 1], number: number, to: row.table.name)
  }
}
