package import TroupeVocabulary

/// A row of a table with digests whose digest was computed before, on any thread: many are written quicker so.
package struct SealedRow: Sendable {
  let table: String
  let values: [StoredValue]
  let statement: String
  let digest: Digest

  /// Seals what `columns` of `table` hold; each column is given, in the same order for all rows of a table.
  /// - Parameter isCounted: whether the row's number, which SQLite assigns, counts in the table's sum.
  package init(_ table: String, _ columns: KeyValuePairs<StaticString, (any SQLValue)?>) {
    let pairs = columns.map { ("\($0.key)", $0.value?.stored ?? .null) }
    self.table = table
    values = pairs.map(\.1)
    digest = RowDigest.of(table: table, pairs)
    let names = pairs.map { Connection.quote($0.0) }.joined(separator: ", ")
    let places = String(repeating: "?, ", count: pairs.count)
    statement = """
      INSERT INTO \(Connection.quote(table)) (\(names), \(Connection.quote(TableLayout.digestColumn)))
      VALUES (\(places)?)
      """
  }
}

extension Connection {
  /// Adds a sealed row.
  /// - Throws: `LibraryError.database` where it does not fit its table.
  package func insert(_ row: SealedRow) throws {
    let layout = try layouts.layout(of: row.table, on: self)
    try execute(row.statement, arguments: row.values + [row.digest])
    let number = layout.rowNumber == nil ? nil : lastInsertedRowID
    sums.add(row.digest.stored, number: number, to: row.table)
  }
}
