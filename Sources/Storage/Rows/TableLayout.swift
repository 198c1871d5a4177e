import TroupeVocabulary

/// The columns of a table, as far as its rows' digests need them.
struct TableLayout {
  struct Column {
    let name: String
    let type: String
    let hasDefault: Bool
    let isKey: Bool
  }

  let table: String
  let columns: [Column]

  /// Columns that a digest covers; generated ones follow from the others, and the row number is
  /// local to one database (D13).
  var digested: [Column] {
    columns.filter { $0.name != Self.digestColumn && $0.name != rowNumber?.name }
  }

  /// The column that SQLite numbers rows with: a key of one INTEGER.
  var rowNumber: Column? {
    let key = key
    return key.count == 1 && key[0].type == "INTEGER" ? key[0] : nil
  }

  var key: [Column] { columns.filter(\.isKey) }

  static let digestColumn = "row_digest"
}

/// Layouts read so far in one transaction.
final class TableLayouts {
  private var known: [String: TableLayout] = [:]

  func layout(of table: String, on connection: Connection) throws -> TableLayout {
    if let layout = known[table] { return layout }
    let rows = try connection.rows(
      "SELECT name, type, dflt_value, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", table)
    guard !rows.isEmpty else { throw TroupeError.library(.database(detail: "no table \(table)")) }
    let layout = TableLayout(
      table: table,
      columns: try rows.map {
        TableLayout.Column(
          name: try $0.text(0), type: try $0.text(1).uppercased(),
          hasDefault: try $0.value(2) != .null, isKey: try $0.int(3) > 0)
      })
    known[table] = layout
    return layout
  }
}
