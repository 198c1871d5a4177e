/// Cells between commas, semicolons or tabs, as RFC 4180 has them: a cell in quotes may hold separators, line ends, and
/// quotes written twice.
struct SeparatedValues {
  /// The cells of one line, and the number of the line on which it begins.
  struct Record {
    let line: Int
    private(set) var cells: [String] = []
    /// Where each cell stands in the text, its quotes with it.
    private(set) var places: [Range<String.Index>] = []

    fileprivate mutating func add(_ cell: String, _ place: Range<String.Index>) {
      cells.append(cell)
      places.append(place)
    }
  }

  /// A quote that does not end.
  struct OpenQuote: Error {
    let line: Int
    let cell: String
  }

  private(set) var records: [Record] = []
  /// What stands between cells.
  let separator: Character

  /// Blank lines are left out.
  init(_ text: String) throws(OpenQuote) {
    let whole = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    separator = Self.separator(whole)
    var (record, cell) = (Record(line: 1), "")
    var cellStart = whole.startIndex
    var (line, quoteLine) = (1, 0)
    var isQuoted = false
    var rest = whole
    func isEmpty() -> Bool { record.cells.isEmpty && cell.isEmpty }
    while let character = rest.first {
      let place = rest.startIndex
      rest.removeFirst()
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
        record.add(cell, cellStart..<place)
        (cell, cellStart) = ("", rest.startIndex)
      } else if character.isNewline {
        if !isEmpty() {
          record.add(cell, cellStart..<place)
          records.append(record)
        }
        (record, cell, cellStart) = (Record(line: line), "", rest.startIndex)
      } else {
        cell.append(character)
      }
    }
    if isQuoted { throw OpenQuote(line: quoteLine, cell: cell) }
    if !isEmpty() {
      record.add(cell, cellStart..<whole.endIndex)
      records.append(record)
    }
  }

  /// The one of which the first line has the most.
  private static func separator(_ text: Substring) -> Character {
    let head = text.prefix { !$0.isNewline }
    let counts = [Character(","), ";", "\t"].map { one in (one, head.count { $0 == one }) }
    return counts.reduce(counts[0]) { $1.1 > $0.1 ? $1 : $0 }.0
  }
}
