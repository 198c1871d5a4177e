internal import Foundation

/// The title of a text in Markdown, and its sections below `##` headings.
struct MarkdownOutline {
  typealias Line = MarkdownScene.Line

  /// A section: its heading and the lines below it.
  struct Shot {
    let heading: Line
    var lines: [Line] = []
  }

  private(set) var title: String?
  private(set) var shots: [Shot] = []

  init(_ lines: [Line]) {
    var fence: String?
    for line in lines {
      let bare = line.text.drop { $0 == " " }
      let mark = String(bare.prefix(3))
      let isFence = mark == "```" || mark == "~~~"
      if isFence { fence = fence == nil ? mark : fence == mark ? nil : fence }
      if fence == nil, Self.heading(line.text, level: 2) != nil {
        shots.append(Shot(heading: line))
      } else if !shots.isEmpty {
        shots[shots.count - 1].lines.append(line)
      } else if fence == nil, title == nil, let words = Self.heading(line.text, level: 1) {
        title = words.isEmpty ? nil : words
      }
    }
  }

  /// The words of a heading of so many `#`; `nil` for any other line.
  static func heading(_ line: Substring, level: Int) -> String? {
    let marks = line.prefix { $0 == "#" }
    let rest = line.dropFirst(marks.count)
    guard marks.count == level, rest.first.map(\.isWhitespace) ?? true else { return nil }
    let words = rest.trimmingCharacters(in: .whitespaces)
    return words.replacing(/(?:^|\s+)#+$/, with: "")
  }
}

extension MarkdownOutline.Shot {
  /// The section as entries: the id and the title that its heading says, lines of `key: value` at its top, and the rest
  /// as the prompt.
  func source(_ name: String) throws -> SceneSource.Shot {
    var entries = SceneEntries()
    let words = MarkdownOutline.heading(heading.text, level: 2) ?? ""
    let (id, title) = Self.named(words)
    var rest = lines[...]
    let start = rest.firstIndex { !$0.isBlank } ?? rest.endIndex
    let body = rest[start...]
    let keys = body.prefix { Self.pair($0.text) != nil }
    for line in keys {
      guard let (key, value) = Self.pair(line.text), !value.isEmpty else { continue }
      let entry = SceneEntry(SceneTable.value(value, of: key), line: line.number)
      try entries.enter(key, entry, in: name, "Markdown")
    }
    rest = keys.isEmpty ? body : body.dropFirst(keys.count)
    let prompt = Self.prompt(rest)
    if !prompt.isEmpty {
      let first = rest.first { !$0.isBlank }?.number ?? heading.number
      try entries.enter("prompt", SceneEntry(prompt, line: first), in: name, "Markdown")
    }
    if let title { entries["title"] = entries["title"] ?? SceneEntry(title, line: heading.number) }
    if let id { entries["id"] = entries["id"] ?? SceneEntry(id, line: heading.number) }
    return SceneSource.Shot(
      line: heading.number, entries: entries, idPlace: entries["id"] == nil ? place(keys) : nil)
  }

  /// `3`, `Shot 3` and `Shot 3: The roof` as a number and a title; anything else is a title.
  private static func named(_ heading: String) -> (id: String?, title: String?) {
    let match = heading.wholeMatch(
      of: /(?i:shot\s+)?([0-9]{1,9}[A-Za-z]?)(?:\s*[:.–—-]\s*(.*))?/)
    guard let match else { return (nil, heading.isEmpty ? nil : heading) }
    let title = match.2.map(String.init) ?? ""
    return (String(match.1), title.isEmpty ? nil : title)
  }

  /// A line that says a value of a key, as in `takes: 4`; keys are written small.
  private static func pair(_ line: Substring) -> (key: String, value: String)? {
    guard let match = line.wholeMatch(of: /([a-z][a-z_-]*(?:\.[^:\s]+)?)\s*:(?:\s+(.*))?\s*/) else {
      return nil
    }
    return (String(match.1), (match.2 ?? "").trimmingCharacters(in: .whitespaces))
  }

  /// The lines as they are, without comments and the blank ones at both ends.
  private static func prompt(_ lines: ArraySlice<MarkdownScene.Line>) -> String {
    let text = lines.map { $0.text.replacing(/\s+$/, with: "") }.joined(separator: "\n")
    return text.replacing(/(?s)<!--.*?-->/, with: "")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Before the first key, and where there is none, below the heading.
  private func place(_ keys: ArraySlice<MarkdownScene.Line>) -> SceneSource.IDPlace {
    let isReturned = heading.endCount > 1
    let end = isReturned ? "\r\n" : "\n"
    if let first = keys.first { return .init(offset: first.start, before: "id: ", after: end) }
    guard heading.endCount > 0 else { return .init(offset: heading.end, before: "\nid: ") }
    return .init(offset: heading.end + heading.endCount, before: "id: ", after: end)
  }
}
