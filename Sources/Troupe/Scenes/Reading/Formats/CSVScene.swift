/// A scene as separated values: the first line names the keys, each further one is a shot.
enum CSVScene {
  static func source(_ text: String, name: String) throws -> SceneSource {
    var source = SceneSource(name: name)
    let values: SeparatedValues
    do {
      values = try SeparatedValues(text)
    } catch {
      throw TroupeError.scene(
        .malformed(
          TextPlace(name, line: error.line), format: "CSV", reason: "its quote does not end"))
    }
    let rows = values.records.map { record in
      SceneTable.Row(
        line: record.line,
        cells: zip(record.cells, record.places).map { cell, place in
          .init(text: cell, place: text.offset(of: idPlace(in: place, of: text)))
        }, start: text.offset(of: record.places.first?.lowerBound ?? text.startIndex),
        end: text.offset(of: record.places.last?.upperBound ?? text.endIndex))
    }
    guard let head = rows.first else { return source }
    let table = SceneTable(
      head: head, rows: Array(rows.dropFirst()), format: "CSV",
      separator: String(values.separator))
    try table.read(into: &source)
    if table.idColumn == nil {
      source.column = [(head.start, "id\(values.separator)")]
      source.column += table.blank.map { ($0.start, String(values.separator)) }
    }
    return source
  }

  /// Where words of an empty cell would stand: between its quotes, if it has any.
  private static func idPlace(in cell: Range<String.Index>, of text: String) -> String.Index {
    text[cell].first == "\"" ? text.index(after: cell.lowerBound) : cell.lowerBound
  }
}

extension String {
  /// How many bytes stand before `index`.
  func offset(of index: Index) -> Int { utf8.distance(from: startIndex, to: index) }
}
