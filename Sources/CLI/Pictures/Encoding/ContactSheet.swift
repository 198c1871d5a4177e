import Foundation

/// Pictures side by side in a terminal, each with a line of text below it.
struct ContactSheet {
  /// A picture and what stands below it.
  struct Entry {
    let picture: TerminalPicture
    /// Control characters become spaces.
    let caption: String
    /// Where a click on the caption leads; only for a terminal that takes links.
    let url: String?

    init(_ picture: TerminalPicture, caption: String = "", url: String? = nil) {
      self.picture = picture
      self.caption = caption
      self.url = url
    }
  }

  /// Cuts a text to at most so many columns, and says how many it has then.
  typealias TextCutting = (_ text: String, _ columns: Int) -> (text: String, columns: Int)

  let entries: [Entry]
  let columnWidth: Int
  let gap: Int
  let cut: TextCutting

  /// One row of pictures.
  ///
  /// - Parameters:
  ///   - columnWidth: the columns for every picture and its caption, at least as many as the widest picture has.
  ///   - gap: the columns between two.
  ///   - cut: by default counts characters, which is wrong for wide ones.
  init(
    _ entries: [Entry], columnWidth: Int, gap: Int = 2,
    cut: @escaping TextCutting = { (String($0.prefix($1)), min($0.count, $1)) }
  ) {
    self.entries = entries
    self.columnWidth = min(max(columnWidth, entries.map(\.picture.box.columns).max() ?? 1, 1), 4096)
    self.gap = min(max(gap, 0), 4096)
    self.cut = cut
  }

  /// How many pictures stand in a row of a terminal so wide; at least 1.
  static func across(columns: Int, columnWidth: Int, gap: Int = 2) -> Int {
    let (width, gap) = (min(max(columnWidth, 1), 4096), min(max(gap, 0), 4096))
    return max(1, (min(max(columns, 1), 65_536) + gap) / (width + gap))
  }

  /// All that is written, from the start of a line to the start of the line below.
  ///
  /// The text comes first, so that a screen that must scroll has done so before any picture is placed.
  var written: Data {
    let lines = (0..<rows).map(line) + captions
    var result = Data(lines.map { $0 + "\r\n" }.joined().utf8)
    let placed = entries.indices.map(placement)
    guard placed.contains(where: { !$0.isEmpty }) else { return result }
    result += Data("\u{1B}[\(lines.count)A".utf8)
    placed.forEach { result += $0 }
    return result + Data("\u{1B}[\(lines.count)B\r".utf8)
  }

  private var rows: Int { entries.map(\.picture.box.rows).max() ?? 0 }

  /// The line of captions, if any has one.
  private var captions: [String] {
    guard entries.contains(where: { !$0.caption.isEmpty }) else { return [] }
    return [joined(entries.map(caption))]
  }

  private func line(_ row: Int) -> String {
    joined(
      entries.map { entry in
        guard case .lines(let lines) = entry.picture.form, lines.indices.contains(row) else {
          return ("", 0)
        }
        return (lines[row], entry.picture.box.columns)
      })
  }

  private func caption(_ entry: Entry) -> (text: String, columns: Int) {
    let cut = cut(PlainText.oneLine(entry.caption), columnWidth)
    guard let url = entry.url, let link = Hyperlink(text: cut.text, url: url) else { return cut }
    return (link.sequence, cut.columns)
  }

  /// Every text at the start of its column, nothing after the last.
  private func joined(_ cells: [(text: String, columns: Int)]) -> String {
    var (line, blank) = ("", 0)
    for cell in cells {
      if cell.columns > 0 {
        line += String(repeating: " ", count: blank) + cell.text
        blank = 0
      }
      blank += columnWidth + gap - min(max(cell.columns, 0), columnWidth)
    }
    return line
  }

  /// Draws the picture in its column, and returns to where the cursor was.
  private func placement(_ index: Int) -> Data {
    guard case .sequences(let sequences) = entries[index].picture.form else { return Data() }
    let column = index * (columnWidth + gap)
    let move = column > 0 ? "\u{1B}[\(column)C" : ""
    return Data("\u{1B}7\(move)".utf8) + sequences.joined() + Data("\u{1B}8".utf8)
  }
}
