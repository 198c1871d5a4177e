internal import Foundation

/// A scene as writers have it: a `##` heading for each shot with its words below, or a table.
struct MarkdownScene {
  /// A line of the text: its number, its words, and at how many bytes of the text they begin and end.
  struct Line {
    let number: Int
    let text: Substring
    let start: Int
    /// The bytes of its end; 0 for a last line that has none.
    let endCount: Int

    var end: Int { start + text.utf8.count }
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

    /// How many bytes of the whole text stand before `index`.
    func offset(of index: Substring.Index) -> Int {
      start + text.utf8.distance(from: text.startIndex, to: index)
    }
  }

  private(set) var source: SceneSource
  private var lines: [Line]

  init(_ text: String, name: String) throws {
    source = SceneSource(name: name)
    lines = Self.lines(text)
    try readHead()
    let sections = try MarkdownOutline(lines, name: name)
    try sections.readHead(into: &source)
    source.title = source.title ?? sections.title
    if sections.shots.isEmpty {
      try MarkdownTable.read(lines, into: &source)
    } else {
      for shot in sections.shots { try source.shots.append(shot.source(name)) }
    }
  }

  private static func lines(_ text: String) -> [Line] {
    var lines: [Line] = []
    var (start, number, rest) = (0, 1, text[...])
    while !rest.isEmpty {
      let line = rest.prefix { !$0.isNewline }
      rest = rest[line.endIndex...]
      let endCount = rest.popFirst()?.utf8.count ?? 0
      lines.append(Line(number: number, text: line, start: start, endCount: endCount))
      start += line.utf8.count + endCount
      number += 1
    }
    return lines
  }

  /// Reads what stands between `---` at the top, which is YAML.
  private mutating func readHead() throws {
    func isRule(_ line: Line) -> Bool {
      line.text.wholeMatch(of: /(?:---|\.\.\.)\s*/) != nil
    }
    guard let first = lines.first, isRule(first), first.text.hasPrefix("---") else { return }
    guard let end = lines.dropFirst().firstIndex(where: isRule) else {
      throw TroupeError.scene(
        .malformed(
          TextPlace(source.name, line: 1), format: "Markdown",
          reason: "what begins with --- here ends with ---"))
    }
    let head = lines[1..<end].map { $0.text + "\n" }.joined()
    try YAMLScene.readHead(head, line: 1, into: &source)
    lines.removeFirst(end + 1)
  }
}
