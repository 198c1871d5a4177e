package import TroupeVocabulary

extension Connection {
  /// Recomputes the digest of every row of `table`, a table filled by `insertDigested`, and their sum.
  /// - Parameters:
  ///   - table: its name.
  ///   - onDamaged: called with the table and key of each row that does not match its digest, as in
  ///     `output id=3`.
  ///   - onWrongSum: called with what is wrong where rows were changed, added or taken away by others.
  /// - Returns: how many rows were read.
  /// - Throws: `LibraryError.database` when the table cannot be read.
  package func verifyRows(
    of table: String, onWrongSum: (_ reason: String) -> Void = { _ in },
    _ onDamaged: (_ rowDescription: String) -> Void
  ) throws -> Int {
    let layout = try layouts.layout(of: table, on: self)
    let names = layout.digested.map(\.name)
    let key = layout.rowNumber.map { [$0.name] } ?? []
    let columns = (names + [TableLayout.digestColumn] + key).map(Self.quote).joined(separator: ", ")
    let order = names.indices.sorted { names[$0] < names[$1] }
    let (head, heads) = (RowDigest.name(table), names.map(RowDigest.name))
    var sum = TableSum()
    try forEach("SELECT \(columns) FROM \(Self.quote(table))") { row in
      let values = try names.indices.map { try row.value(at: $0) }
      let digest = RowDigest.of(table: head, columns: heads, order: order, values)
      let kept = try row.value(names.count)
      if kept != digest.stored { onDamaged(try layout.describe { try row.value($0) }) }
      var number: Int64?
      if !key.isEmpty, case .integer(let integer) = try row.value(names.count + 1) {
        number = integer
      }
      sum.add(kept, number: number)
    }
    if let reason = try difference(of: table, from: sum) { onWrongSum(reason) }
    return sum.rowCount
  }

  /// Sums up the digests that the rows of `table` say they have: how many there are, and what is wrong where rows came, went
  /// or got another digest by others.
  package func verifySum(of table: String) throws -> (rows: Int, reason: String?) {
    let sum = try digestSum(of: table)
    return (sum.rowCount, try difference(of: table, from: sum))
  }
}

extension TableLayout {
  /// A row's table and key, as in `output id=3`.
  func describe(_ value: (_ column: String) throws -> StoredValue) rethrows -> String {
    let key = try key.map { column in
      switch try value(column.name) {
      case .integer(let integer): "\(column.name)=\(integer)"
      case .text(let text): "\(column.name)=\(text)"
      case let other: "\(column.name) holds \(other.kind)"
      }
    }
    return ([table] + key).joined(separator: " ")
  }
}

extension Row {
  /// The digest of the row as one of `table`, over the columns that were read except `row_digest`.
  ///
  /// For rows of an older schema, in which the digest covered the row number too.
  package func digest(asRowOf table: String) throws -> Digest {
    let names = columns
    let values = try names.indices.map { (names[$0], try value($0)) }
    return RowDigest.of(table: table, values.filter { $0.0 != TableLayout.digestColumn })
  }
}
