/// Cells between commas, semicolons or tabs, as RFC 4180 has them: a cell in quotes may hold separators, line ends, and
/// quotes written twice.
struct SeparatedValues {
  /// The cells of one line, and the number of the line on which it begins.
  struct Record {
    let line: Int
    let cells: [String]
  }

  private(set) var records: [Record] = []

  /// Blank lines are left out.
  /// - Throws: `TroupeError.invalidValue` for a quote that does not end.
  init(_ text: String, name: String) throws {
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    let separator = Self.separator(text)
    var (cells, cell) = ([String](), "")
    var (line, start, quoteLine) = (1, 1, 0)
    var isQuoted = false
    var rest = text
    func isEmpty() -> Bool { cells.isEmpty && cell.isEmpty }
    while let character = rest.popFirst() {
      if character.isNewline { line += 1 }
      if isQuoted {
        if character != "\"" {
          cell.append(character)
        } else if rest.first == "\"" {
          cell.append("\"")
          rest.removeFirst()
        } else {
          isQuoted = false
        }
      } else if character == "\"", cell.isEmpty {
        (isQuoted, quoteLine) = (true, line)
      } else if character == separator {
        cells.append(cell)
        cell = ""
      } else if character.isNewline {
        if !isEmpty() { records.append(Record(line: start, cells: cells + [cell])) }
        (cells, cell, start) = ([], "", line)
      } else {
        cell.append(character)
      }
    }
    if isQuoted {
      throw TroupeError.invalidValue(
        name: "\(name), line \(quoteLine)", value: String(cell.prefix(40)),
        expected: "its quote does not end")
    }
    if !isEmpty() { records.append(Record(line: start, cells: cells + [cell])) }
  }

  /// The one of which the first line has the most.
  private static func separator(_ text: Substring) -> Character {
    let head = text.prefix { !$0.isNewline }
    let counts = [Character(","), ";", "\t"].map { one in (one, head.count { $0 == one }) }
    return counts.reduce(counts[0]) { $1.1 > $0.1 ? $1 : $0 }.0
  }
}
