import Foundation

/// Rows in aligned columns; the last column takes the room that is left and wraps. Where that is too little, each row is
/// a block: its first cell, and below it a line for each of the others.
struct Table {
  private let headers: [String]
  private let right: Set<Int>
  private let longest: Int
  private var rows: [[Cell]] = []

  struct Cell: ExpressibleByStringInterpolation {
    let text: String
    let tint: Tint?
    /// Where it leads, in a terminal that takes links.
    let file: URL?
    /// Whether it is a path, which loses its middle where it does not fit.
    var isPath = false

    init(stringLiteral value: String) { self.init(value) }

    init(_ text: String, _ tint: Tint? = nil, file: URL? = nil) {
      // Escaped before it is measured.
      self.text = SafeText(text).plain
      self.tint = tint
      self.file = file
    }

    init(path: String, _ tint: Tint? = nil) {
      self.init(path, tint, file: URL(filePath: path))
      isPath = true
    }

    /// Its lines within `room` columns.
    func lines(within room: Int) -> [String] {
      if isPath, TerminalSize.isKnown { return [text.withoutMiddle(to: room)] }
      return text.wrapped(to: room, cutsWords: TerminalSize.isKnown)
    }
  }

  /// What the last column needs at least, unless all in it is shorter; columns of the terminal.
  private static let leastRoom = 18

  /// - Parameters:
  ///   - headers: one a column; all empty for none.
  ///   - right: columns that are aligned right, from 0.
  ///   - longest: columns of the terminal that a cell takes at most, but for the last one of a row.
  init(_ headers: [String], right: Set<Int> = [], longest: Int = 34) {
    self.headers = headers
    self.right = right
    self.longest = longest
  }

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ cells: Cell...) { rows.append(cells) }

  /// Adds a line of its own, over the whole width.
  mutating func add(heading: Cell) { rows.append([heading]) }

  mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// The lines, within the terminal's width; `indent` spaces before each.
  func text(indent: Int = 0) -> SafeText {
    let head = headers.allSatisfy(\.isEmpty) ? [] : [headers.map { Cell($0, .faint) }]
    let all = head + rows
    let last = headers.count - 1
    let widths = (0..<last).map { column in
      all.filter { $0.count > column + 1 }
        .map { min($0[column].text.displayWidth, longest) }.max() ?? 0
    }
    let used = indent + widths.reduce(0) { $0 + $1 + 2 }
    let needed = all.compactMap { $0.count > last ? $0[last].text.displayWidth : nil }.max() ?? 0
    let left = TerminalSize.columns - used
    if TerminalSize.isKnown, last > 0, left < min(needed, Self.leastRoom) {
      return rows.flatMap { block($0, indent: indent) }.joined(separator: "\n")
    }
    let room = max(16, left)
    return all.flatMap { lines($0, widths: widths, indent: indent, room: room) }
      .joined(separator: "\n")
  }

  private func lines(_ row: [Cell], widths: [Int], indent: Int, room: Int) -> [SafeText] {
    if row.count == 1, headers.count > 1 {
      return row[0].text.wrapped(to: TerminalSize.columns).map { marked($0, as: row[0]) }
    }
    var start = SafeText(String(repeating: " ", count: indent))
    for (column, width) in widths.enumerated() {
      let text = row[column].text.truncated(to: width)
      let gap = SafeText(String(repeating: " ", count: max(0, width - text.displayWidth)))
      let cell = marked(text, as: row[column])
      start = start + (right.contains(column) ? gap + cell : cell + gap) + "  "
    }
    guard let final = row.last else { return [] }
    let hang = SafeText(String(repeating: " ", count: indent + widths.reduce(0) { $0 + $1 + 2 }))
    return final.lines(within: room).enumerated().map { index, line in
      (index == 0 ? start : hang) + marked(line, as: final)
    }
  }

  /// A row whose columns do not fit next to each other.
  private func block(_ row: [Cell], indent: Int) -> [SafeText] {
    let columns = TerminalSize.columns
    let margin = SafeText(String(repeating: " ", count: indent))
    guard row.count > 1 else {
      return row.flatMap { cell in cell.text.wrapped(to: columns).map { marked($0, as: cell) } }
    }
    // A number alone says little.
    let titles = row.prefix(headers[0] == "#" ? 2 : 1).filter { !$0.text.isEmpty }
    var lines: [SafeText] =
      titles.isEmpty
      ? []
      : [
        margin
          + titles.map { marked($0.text.truncated(to: columns - indent - 4), as: $0) }.joined(
            separator: " ")
      ]
    let others = headers.count - max(1, titles.count)
    let labels = headers.suffix(others).map(\.displayWidth).max() ?? 0
    for (cell, header) in zip(row, headers).suffix(others)
    where !cell.text.isEmpty && cell.text != "–" {
      // What goes on with the row above has no name of its own.
      let label = titles.isEmpty ? "" : header
      let gap = String(repeating: " ", count: labels - label.displayWidth + 2)
      let start: SafeText = "\(label, .faint)" + SafeText(gap)
      let hang = SafeText(String(repeating: " ", count: labels + 2))
      let room = max(12, columns - indent - labels - 4)
      lines += cell.lines(within: room).enumerated().map { index, line in
        margin + "  " + (index == 0 ? start : hang) + marked(line, as: cell)
      }
    }
    return lines
  }

  private func marked(_ text: String, as cell: Cell) -> SafeText {
    if text.isEmpty { return "" }
    let tinted: SafeText = cell.tint.map { "\(text, $0)" } ?? SafeText(text)
    return "\(tinted, file: cell.file)"
  }
}
