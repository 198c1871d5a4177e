import TroupeVocabulary

extension Connection {
  /// Gives a row that does not match its digest the digest of what it holds.
  /// - Parameters:
  ///   - description: the row's table and key, as `verifyRows` tells them.
  ///   - table: that table.
  /// - Returns: what the row holds; `nil` when no such row is damaged.
  package func acceptRow(_ description: String, of table: String) throws -> [(String, StoredValue)]?
  {
    let layout = try layouts.layout(of: table, on: self)
    for row in try digestedRows(layout, where: "1", []) {
      let digest = RowDigest.of(table: table, row.values).stored
      var held = Dictionary(uniqueKeysWithValues: row.values)
      if let name = layout.rowNumber?.name { held[name] = row.number.map(StoredValue.integer) }
      guard digest != row.digest, layout.describe({ held[$0] ?? .null }) == description else {
        continue
      }
      try execute(
        """
        UPDATE \(Self.quote(table)) SET \(Self.quote(TableLayout.digestColumn)) = ?
        WHERE \(layout.isKey)
        """, arguments: [digest] + row.key(in: layout))
      sums.remove(row.digest, number: row.number, from: table)
      sums.add(digest, number: row.number, to: table)
      return row.values
    }
    return nil
  }

  /// Takes the rows of `table` for those that belong there.
  /// - Returns: how many they are; `nil` when they are those that were written.
  package func acceptRows(of table: String) throws -> Int? {
    var isWrong = false
    let count = try verifyRows(of: table, onWrongSum: { _ in isWrong = true }) { _ in }
    if isWrong { try sumAgain(table) }
    return isWrong ? count : nil
  }
}
