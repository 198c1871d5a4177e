internal import Foundation
internal import TroupeVocabulary

/// Shots as the rows of a table, whose head names their keys.
struct SceneTable {
  struct Cell {
    /// What stands in it, white space at its ends aside.
    let text: String
    /// At how many bytes of the text an id would be written into it, were it empty.
    let place: Int

    init(text: String, place: Int) {
      self.text = text.trimmingCharacters(in: .whitespacesAndNewlines)
      self.place = place
    }
  }

  struct Row {
    let line: Int
    let cells: [Cell]
    /// At how many bytes of the text a new first cell would be written, and at how many the last ends.
    let start: Int
    let end: Int

    var isBlank: Bool { cells.allSatisfy(\.text.isEmpty) }
  }

  let head: Row
  let rows: [Row]
  let format: String
  let separator: String

  /// The rows in which nothing stands; they are no shots.
  var blank: [Row] { rows.filter(\.isBlank) }

  /// The column of ids.
  var idColumn: Int? { head.cells.firstIndex { ShotKey.form(of: $0.text) == "id" } }

  /// Adds a shot to `source` for each row that is not blank.
  func read(into source: inout SceneSource) throws {
    for row in rows where !row.isBlank {
      guard row.cells.count <= head.cells.count else {
        throw malformed(
          source.name, row.line,
          "it has \(row.cells.count.counted("cell")), more than the \(head.cells.count.counted("key")) that are named"
        )
      }
      var entries = SceneEntries()
      for (cell, column) in zip(row.cells, head.cells) where !cell.text.isEmpty {
        guard !column.text.isEmpty else {
          throw malformed(
            source.name, row.line, "'\(cell.text.prefix(40))' stands in a column without a key")
        }
        let entry = SceneEntry(Self.value(cell.text, of: column.text), line: row.line)
        try entries.enter(column.text, entry, in: source.name)
      }
      source.shots.append(
        .init(
          line: row.line, entries: entries, idPlace: entries["id"] == nil ? idPlace(row) : nil))
    }
  }

  /// One value, or several between semicolons where the key takes a list; between commas too, where no word holds one.
  static func value(_ text: String, of key: String) -> SceneEntry.Value {
    let form = ShotKey.form(of: key)
    let ends = ShotKey.names.contains(form) ? ";,；，、" : ";"
    guard ShotKey.lists.contains(form), text.contains(where: ends.contains) else {
      return .text(text)
    }
    let parts = text.split(whereSeparator: ends.contains).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    return .list(parts.filter { !$0.isEmpty })
  }

  private func idPlace(_ row: Row) -> SceneSource.IDPlace {
    guard let column = idColumn else { return .init(offset: row.start, after: separator) }
    guard column >= row.cells.count else { return .init(offset: row.cells[column].place) }
    let missing = String(repeating: separator, count: column - row.cells.count + 1)
    return .init(offset: row.end, before: missing)
  }

  private func malformed(_ name: String, _ line: Int, _ reason: String) -> TroupeError {
    .scene(.malformed(TextPlace(name, line: line), format: format, reason: reason))
  }
}
