/// The lines of a `troupe.toml`, of which one is changed at a time.
struct SettingsLines {
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  var text: String { lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n" }

  /// Puts `line` in place of the one that sets `key`, keeping the comment behind it; without one, behind the comment that shows
  /// how it is set, else at the end of its table. `nil` takes the line away.
  mutating func put(_ line: String?, key: String, table: String) {
    var body = body(of: table)
    if let place = body.first(where: { Self.key(of: lines[$0]) == key }) {
      guard let line else {
        lines.remove(at: place)
        return
      }
      lines[place] = line + Self.comment(behind: lines[place])
    } else if let line {
      if !table.isEmpty, !lines.contains(where: { Self.bare($0) == "[\(table)]" }) {
        lines += lines.isEmpty ? ["[\(table)]"] : ["", "[\(table)]"]
        body = lines.count..<lines.count
      }
      let shown = body.last { place in
        let text = lines[place]
        return text.hasPrefix("#") && Self.key(of: String(text.dropFirst())) == key
      }
      let last = body.last { !lines[$0].isEmpty }
      let place = (shown ?? last).map { $0 + 1 } ?? body.lowerBound
      lines.insert(line, at: place)
      if place + 1 < lines.count, lines[place + 1].hasPrefix("[") {
        lines.insert("", at: place + 1)
      }
    }
  }

  /// Where the lines of a table stand, without its head; `""` is what stands before all tables.
  private func body(of table: String) -> Range<Int> {
    let heads = lines.indices.filter { Self.bare(lines[$0]).hasPrefix("[") }
    let head = table.isEmpty ? -1 : heads.first { Self.bare(lines[$0]) == "[\(table)]" }
    guard let head else { return lines.count..<lines.count }
    return (head + 1)..<(heads.first { $0 > head } ?? lines.count)
  }

  private static func bare(_ line: String) -> String {
    String(line.prefix { $0 != "#" }.filter { !$0.isWhitespace })
  }

  private static func key(of line: String) -> String? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    return String(line[..<equals].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
  }

  /// What stands behind the value, from the spaces before its `#`.
  private static func comment(behind line: String) -> String {
    let pattern = #/^[^=]*=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"']*?)(\s*#.*)$/#
    return line.wholeMatch(of: pattern).map { String($0.1) } ?? ""
  }
}
