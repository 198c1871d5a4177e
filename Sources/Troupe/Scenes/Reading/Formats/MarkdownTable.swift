internal import Foundation

/// Shots in a table of Markdown text.
enum MarkdownTable {
  typealias Line = MarkdownScene.Line

  /// Reads each table in `lines` that has a column of prompts or of edits.
  static func read(_ lines: [Line], into source: inout SceneSource) throws {
    var rest = lines[...]
    while let line = rest.popFirst() {
      guard let rule = rest.first, let head = row(line), isRule(rule),
        row(rule)?.cells.count == head.cells.count
      else { continue }
      rest.removeFirst()
      let body = rest.prefix { !$0.isBlank && $0.text.contains("|") }
      rest = rest.dropFirst(body.count)
      let keys = head.cells.map { ShotKey.form(of: $0.text) }
      guard keys.contains("prompt") else { continue }
      let table = SceneTable(
        head: head, rows: body.compactMap(row), format: "Markdown", separator: " | ")
      try table.read(into: &source)
      guard table.idColumn == nil else { continue }
      source.column += [(head.start, "id | "), (row(rule)?.start ?? rule.start, "--- | ")]
      source.column += table.blank.map { ($0.start, " | ") }
    }
  }

  private static func isRule(_ line: Line) -> Bool {
    line.text.contains("-") && line.text.wholeMatch(of: /[\s|:-]*/) != nil
  }

  /// The cells of a line between bars; one at either end of the line stands around them.
  private static func row(_ line: Line) -> SceneTable.Row? {
    let text = line.text
    var bars = bars(in: text)
    guard !bars.isEmpty, let first = text.firstIndex(where: { !$0.isWhitespace }) else {
      return nil
    }
    var (start, end) = (first, text.endIndex)
    if bars.first == first {
      start = text.index(after: bars.removeFirst())
      // A new first cell stands behind the space that follows.
      if start < end, text[start] == " " { start = text.index(after: start) }
    }
    if bars.last == text.lastIndex(where: { !$0.isWhitespace }) { end = bars.removeLast() }
    let starts = [start] + bars.map { text.index(after: $0) }
    let cells = zip(starts, bars + [end]).map { start, end in
      cell(in: start..<max(start, end), of: line)
    }
    return SceneTable.Row(
      line: line.number, cells: cells, start: line.offset(of: start), end: line.offset(of: end))
  }

  private static func cell(in range: Range<Substring.Index>, of line: Line) -> SceneTable.Cell {
    let text = line.text[range]
    let isSpaced = text.first == " " && text.count > 1
    let place = isSpaced ? line.text.index(after: range.lowerBound) : range.lowerBound
    return .init(text: String(text).replacing("\\|", with: "|"), place: line.offset(of: place))
  }

  /// Those that no backslash stands before.
  private static func bars(in text: Substring) -> [Substring.Index] {
    var bars: [Substring.Index] = []
    var isEscaped = false
    for index in text.indices {
      if text[index] == "|", !isEscaped { bars.append(index) }
      isEscaped = text[index] == "\\" && !isEscaped
    }
    return bars
  }
}
