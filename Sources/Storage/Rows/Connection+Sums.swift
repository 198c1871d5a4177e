import TroupeVocabulary

extension Connection {
  /// Brings the sums of the tables that this transaction changed up to date. A database without the
  /// table for them, which an old schema makes, keeps none.
  /// - Returns: how often tables with sums have been changed by now, a table once by a transaction, and how many of these
  ///   changes are this one's; `nil` where it made none.
  func keepSums() throws -> (count: Int, made: Int)? {
    let changes = sums.take()
    guard !changes.isEmpty, try keepsSums() else { return nil }
    for (table, change) in changes.sorted(by: { $0.key < $1.key }) {
      // A sum that cannot be read stays wrong, which `verify` reports.
      var sum = try sum(of: table) ?? TableSum()
      sum.add(change)
      try keep(sum, of: table)
    }
    return (try changeCount(), changes.count)
  }

  /// Sums up `table` again, from the digests that its rows have now.
  package func sumAgain(_ table: String) throws {
    sums.forget(table)
    try keep(digestSum(of: table), of: table)
  }

  /// The sum of the digests that the rows of `table` say they have.
  func digestSum(of table: String) throws -> TableSum {
    let layout = try layouts.layout(of: table, on: self)
    var sum = TableSum()
    try forEach("SELECT \(layout.digestColumns) FROM \(Self.quote(table))") { row in
      sum.add(try row.value(0), number: try layout.number(of: row))
    }
    return sum
  }

  /// Sums up every table whose rows have digests.
  package func sumAllTables() throws {
    for table in try digestedTables() { try sumAgain(table) }
  }

  /// How often tables with sums have been changed, a table once by a transaction; 0 for a database that keeps none.
  package func changeCount() throws -> Int {
    guard try keepsSums() else { return 0 }
    return try row("SELECT coalesce(sum(change_count), 0) FROM table_digest")?.int(0) ?? 0
  }

  /// What differs between the sum that is kept of `table` and the sum of its rows, `found`; `nil` when
  /// nothing does, or none is kept in this database at all.
  func difference(of table: String, from found: TableSum) throws -> String? {
    guard try keepsSums() else { return nil }
    guard let kept = try sum(of: table) else { return "the sum of its rows is missing" }
    if kept.rowCount != found.rowCount {
      let rows = found.rowCount == 1 ? "1 row" : "\(found.rowCount) rows"
      return "it has \(rows), and \(kept.rowCount) were written"
    }
    return kept == found ? nil : "its rows are not those that were written"
  }

  private func digestedTables() throws -> [String] {
    try rows(
      """
      SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS c
      WHERE m.type = 'table' AND c.name = ? ORDER BY m.name
      """, TableLayout.digestColumn
    ).map { try $0.text(0) }
  }

  private func keepsSums() throws -> Bool {
    try row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'table_digest'") != nil
  }

  private func sum(of table: String) throws -> TableSum? {
    try row("SELECT row_count, sum FROM table_digest WHERE name = ?", table).flatMap {
      TableSum(rowCount: try $0.int(0), hex: try $0.text(1))
    }
  }

  private func keep(_ sum: TableSum, of table: String) throws {
    try execute(
      """
      INSERT INTO table_digest (name, row_count, sum, change_count) VALUES (?, ?, ?, 1)
      ON CONFLICT (name) DO UPDATE SET row_count = excluded.row_count, sum = excluded.sum,
        change_count = change_count + 1
      """, table, sum.rowCount, sum.hex)
  }
}
