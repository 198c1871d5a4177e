import TroupeVocabulary

/// Changes of rows with digests, which stay those of what the rows hold.
extension Connection {
  /// Sets columns of the rows of `table` for which `condition` holds.
  ///
  /// A row that did not match its digest before gets no valid one: `verifyRows` goes on reporting it.
  package func updateDigested(
    _ table: String, set values: [String: (any SQLValue)?], where condition: String,
    _ arguments: (any SQLValue)?...
  ) throws {
    let layout = try layouts.layout(of: table, on: self)
    if values.isEmpty { return }
    let new = try values.sorted { $0.key < $1.key }.map { name, value in
      guard let column = layout.digested.first(where: { $0.name == name }) else {
        throw TroupeError.library(.database(detail: "\(table) has no column \(name) to set"))
      }
      return (name, try column.kept(value?.stored ?? .null, in: table))
    }
    for old in try digestedRows(layout, where: condition, arguments) {
      var row = Dictionary(uniqueKeysWithValues: old.values)
      let isSound = RowDigest.of(table: table, old.values).stored == old.digest
      for (name, value) in new { row[name] = value }
      let digest =
        isSound ? RowDigest.of(table: table, row.map { ($0, $1) }).stored : old.digest.damaged
      let names = (new.map(\.0) + [TableLayout.digestColumn]).map { "\(Self.quote($0)) = ?" }
      try execute(
        "UPDATE \(Self.quote(table)) SET \(names.joined(separator: ", ")) WHERE \(layout.isKey)",
        arguments: new.map(\.1) + [digest] + old.key(in: layout))
      sums.remove(old.digest, number: old.number, from: table)
      sums.add(digest, number: old.number, to: table)
    }
  }

  /// Deletes the rows of `table` for which `condition` holds.
  package func deleteDigested(
    from table: String, where condition: String, _ arguments: (any SQLValue)?...
  ) throws {
    let layout = try layouts.layout(of: table, on: self)
    let rows = try rows(
      "SELECT \(layout.digestColumns) FROM \(Self.quote(table)) WHERE \(condition)",
      arguments: arguments)
    if rows.isEmpty { return }
    try execute("DELETE FROM \(Self.quote(table)) WHERE \(condition)", arguments: arguments)
    for row in rows {
      sums.remove(try row.value(0), number: try layout.number(of: row), from: table)
    }
  }

  /// Gives every row of `table` the digest of what it holds.
  package func digestRows(of table: String) throws {
    let layout = try layouts.layout(of: table, on: self)
    for row in try digestedRows(layout, where: "1", []) {
      try execute(
        """
        UPDATE \(Self.quote(table)) SET \(Self.quote(TableLayout.digestColumn)) = ?
        WHERE \(layout.isKey)
        """,
        arguments: [RowDigest.of(table: table, row.values)] + row.key(in: layout))
    }
  }

  func digestedRows(
    _ layout: TableLayout, where condition: String, _ arguments: [(any SQLValue)?]
  ) throws -> [DigestedRow] {
    let names = layout.digested.map(\.name)
    let columns = names.map(Self.quote).joined(separator: ", ")
    return try rows(
      """
      SELECT \(layout.digestColumns), \(columns) FROM \(Self.quote(layout.table))
      WHERE \(condition)
      """, arguments: arguments
    ).map { row in
      let first = layout.rowNumber == nil ? 1 : 2
      return DigestedRow(
        digest: try row.value(0), number: try layout.number(of: row),
        values: try names.indices.map { (names[$0], try row.value(first + $0)) })
    }
  }
}

/// A row as it was read, with its digest.
struct DigestedRow {
  let digest: StoredValue
  let number: Int64?
  let values: [(String, StoredValue)]

  func key(in layout: TableLayout) -> [StoredValue] {
    if let number { return [.integer(number)] }
    return layout.key.map { column in values.first { $0.0 == column.name }?.1 ?? .null }
  }
}

extension TableLayout {
  /// What finds a row by its key, in SQL.
  var isKey: String {
    key.map { "\(Connection.quote($0.name)) = ?" }.joined(separator: " AND ")
  }

  /// The digest of a row, and its number where it has one, as columns of SQL.
  var digestColumns: String {
    ([Self.digestColumn] + [rowNumber?.name].compactMap(\.self)).map(Connection.quote)
      .joined(separator: ", ")
  }

  /// The row number of a row that was read by `digestColumns`.
  func number(of row: Row) throws -> Int64? {
    guard rowNumber != nil, case .integer(let number) = try row.value(1) else { return nil }
    return number
  }
}

extension StoredValue {
  /// The digest of a row that did not match it before.
  var damaged: StoredValue {
    guard case .text(let text) = self else { return .text("damaged") }
    return text.hasPrefix("damaged") ? self : .text("damaged \(text)")
  }
}
