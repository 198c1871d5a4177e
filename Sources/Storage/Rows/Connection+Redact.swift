package import TroupeVocabulary

/// A row with a digest that lost words or was removed, told by digests alone.
package struct ChangedRow: Sendable {
  /// Its table.
  package let table: String
  /// Its key, as in `id=…`; nothing of a row that was removed, whose key may be words.
  package let key: String
  /// Its digest before.
  package let before: String
  /// Its digest since; `nil` where it was removed.
  package let after: String?
}

/// Changes of rows with digests that are told afterwards.
extension Connection {
  /// Has `change` go over the columns of every row of `table` for which `condition` holds, and writes the rows that it
  /// changes. Columns of a key stay. A row that did not match its digest gets none that matches.
  package func redactRows(
    of table: String, where condition: String = "1", arguments: [(any SQLValue)?] = [],
    change: (_ column: String, _ value: StoredValue, _ row: [String: StoredValue]) throws ->
      StoredValue
  ) throws -> [ChangedRow] {
    let layout = try layouts.layout(of: table, on: self)
    let keys = Set(layout.key.map(\.name))
    return try digestedRows(layout, where: condition, arguments).compactMap { row in
      let old = Dictionary(uniqueKeysWithValues: row.values)
      var new: [(String, StoredValue)] = []
      for (name, value) in row.values where !keys.contains(name) {
        let kept = try change(name, value, old)
        if kept != value { new.append((name, kept)) }
      }
      return new.isEmpty ? nil : try write(new, over: row, layout)
    }
  }

  private func write(
    _ new: [(String, StoredValue)], over row: DigestedRow, _ layout: TableLayout
  ) throws -> ChangedRow {
    let table = layout.table
    var held = Dictionary(uniqueKeysWithValues: row.values)
    let isSound = RowDigest.of(table: table, row.values).stored == row.digest
    for (name, value) in new { held[name] = value }
    let digest =
      isSound ? RowDigest.of(table: table, held.map { ($0, $1) }).stored : row.digest.damaged
    let names = (new.map(\.0) + [TableLayout.digestColumn]).map { "\(Self.quote($0)) = ?" }
    try execute(
      "UPDATE \(Self.quote(table)) SET \(names.joined(separator: ", ")) WHERE \(layout.isKey)",
      arguments: new.map(\.1) + [digest] + row.key(in: layout))
    sums.remove(row.digest, number: row.number, from: table)
    sums.add(digest, number: row.number, to: table)
    return ChangedRow(
      table: table, key: layout.lastingKey(of: held), before: row.digest.words,
      after: digest.words)
  }

  /// Deletes the rows of `table` for which `condition` holds.
  package func removeRows(
    of table: String, where condition: String, arguments: [(any SQLValue)?]
  ) throws -> [ChangedRow] {
    let layout = try layouts.layout(of: table, on: self)
    let rows = try rows(
      "SELECT \(layout.digestColumns) FROM \(Self.quote(table)) WHERE \(condition)",
      arguments: arguments)
    if rows.isEmpty { return [] }
    try execute("DELETE FROM \(Self.quote(table)) WHERE \(condition)", arguments: arguments)
    return try rows.map { row in
      let digest = try row.value(0)
      sums.remove(digest, number: try layout.number(of: row), from: table)
      return ChangedRow(table: table, key: "", before: digest.words, after: nil)
    }
  }
}

extension TableLayout {
  /// What finds a row in any library: its id where it has one, else its key.
  fileprivate func lastingKey(of row: [String: StoredValue]) -> String {
    let names = row["id"] == nil ? key.map(\.name) : ["id"]
    return names.map { "\($0)=\(row[$0]?.words ?? "")" }.joined(separator: " ")
  }
}

extension StoredValue {
  /// A text or a number as text.
  fileprivate var words: String {
    switch self {
    case .text(let text): text
    case .integer(let integer): "\(integer)"
    default: ""
    }
  }
}
