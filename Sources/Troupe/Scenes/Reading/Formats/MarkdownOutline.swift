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
  /// The lines above the first shot.
  private(set) var head: [Line] = []
  private(set) var shots: [Shot] = []

  /// - Parameter name: of the file, for errors.
  /// - Throws: `SceneError.badValue` for a heading inside of a shot.
  init(_ lines: [Line], name: String) throws {
    var fence: String?
    // A heading of the first level between shots, such as that of a page, ends the shot before it.
    var isBetween = false
    for line in lines {
      let bare = line.text.drop { $0 == " " }
      let mark = String(bare.prefix(3))
      let isFence = mark == "```" || mark == "~~~"
      if isFence { fence = fence == nil ? mark : fence == mark ? nil : fence }
      if fence == nil, Self.heading(line.text, level: 2) != nil {
        shots.append(Shot(heading: line))
        isBetween = false
      } else if fence == nil, let words = Self.heading(line.text, level: 1) {
        if shots.isEmpty { title = title ?? (words.isEmpty ? nil : words) }
        isBetween = !shots.isEmpty
      } else if shots.isEmpty {
        if fence == nil, !isFence { head.append(line) }
      } else if !isBetween {
        if fence == nil, (3...6).contains(where: { Self.heading(line.text, level: $0) != nil }) {
          throw TroupeError.scene(
            .badValue(
              TextPlace(name, line: line.number), key: "heading",
              value: String(line.text.prefix(60)),
              expected: "a prompt holds none; a shot begins with ## and a page with #"))
        }
        shots[shots.count - 1].lines.append(line)
      }
    }
  }

  /// What lines of `key: value` above the shots say of all of them, or of the scene: each paragraph that begins with a key.
  func readHead(into source: inout SceneSource) throws {
    var rest = head[...]
    while let start = rest.firstIndex(where: { !$0.isBlank }) {
      let paragraph = rest[start...].prefix { !$0.isBlank }
      rest = rest[paragraph.endIndex...]
      guard let first = paragraph.first.flatMap({ Shot.pair($0.text) }),
        SceneSource.isKnownHead(first.key)
      else { continue }
      for line in paragraph {
        guard let (key, value) = Shot.pair(line.text) else { break }
        let entry = SceneEntry(SceneTable.value(value, of: key), line: line.number)
        if value.isEmpty || source.takeHead(key, entry) { continue }
        throw source.unknown(
          key, line: line.number, others: ShotKey.known(isDefault: true))
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
      try entries.enter(key, entry, in: name)
    }
    rest = keys.isEmpty ? body : body.dropFirst(keys.count)
    let prompt = Self.prompt(rest)
    if !prompt.isEmpty {
      let first = rest.first { !$0.isBlank }?.number ?? heading.number
      try entries.enter("prompt", SceneEntry(prompt, line: first), in: name)
    }
    if let title { entries["title"] = entries["title"] ?? SceneEntry(title, line: heading.number) }
    if let id { entries["id"] = entries["id"] ?? SceneEntry(id, line: heading.number) }
    return SceneSource.Shot(
      line: heading.number, entries: entries, idPlace: entries["id"] == nil ? place(keys) : nil)
  }

  /// `3`, `Shot 3`, `Shot 3: The roof` and `Shot roof: The roof` as an id and a title; anything else is a title.
  private static func named(_ heading: String) -> (id: String?, title: String?) {
    let number = /(?i:shot\s+)?([0-9]{1,9}[A-Za-z]?)(?:\s*[:.–—-]\s*(.*))?/
    let word =
      /(?i:shot)\s+([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?)(?:(?:\s*[:.]|\s+[–—-])\s*(.*))?/
    guard let match = heading.wholeMatch(of: number) ?? heading.wholeMatch(of: word) else {
      return (nil, heading.isEmpty ? nil : heading)
    }
    let title = match.2.map(String.init) ?? ""
    return (String(match.1), title.isEmpty ? nil : title)
  }

  /// A line that says a value of a key, as in `takes: 4`. A word that is no key may begin a prompt with a capital.
  fileprivate static func pair(_ line: Substring) -> (key: String, value: String)? {
    guard let match = line.wholeMatch(of: /([A-Za-z][A-Za-z_-]*(?:\.[^:\s]+)?)\s*:(?:\s+(.*))?\s*/)
    else { return nil }
    let key = String(match.1)
    let isSmall = key.prefix { $0 != "." } == key.prefix { $0 != "." }.lowercased()
    guard isSmall || ShotKey.isKnown(ShotKey.form(of: key), isDefault: false) else { return nil }
    let value = (match.2 ?? "").trimmingCharacters(in: .whitespaces)
    let isQuoted =
      value.count > 1 && value.first == value.last && ["\"", "'"].contains(value.first)
    return (key, isQuoted ? String(value.dropFirst().dropLast()) : value)
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
