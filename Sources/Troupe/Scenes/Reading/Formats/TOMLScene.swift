internal import TOMLKit

/// A scene in TOML: `[[shot]]` for each, `[defaults]`, `[snippets]`, `[variables]`, `[cast]`.
struct TOMLScene {
  private(set) var source: SceneSource
  private let outline: TOMLOutline

  init(_ text: String, name: String) throws {
    source = SceneSource(name: name)
    let table = try Self.table(text, name)
    outline = TOMLOutline(text)
    for (key, value) in table {
      let line = outline.keys[key] ?? outline.shots.first?.line ?? 1
      if key == "shot" || key == "shots" {
        try readShots(value, key, line)
        continue
      }
      var entries = SceneEntries()
      try enter(key, value, line, outline.keys, &entries)
      for (name, entry) in entries where !source.take(name, entry) {
        throw source.unknown(key, line: line)
      }
    }
  }

  private static func table(_ text: String, _ name: String) throws -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let words = error.description.split(whereSeparator: \.isNewline).first ?? ""
      throw TroupeError.scene(
        .malformed(
          TextPlace(name, line: error.source.begin.line), format: "TOML", reason: String(words)))
    }
  }

  private mutating func readShots(
    _ value: any TOMLValueConvertible, _ key: String, _ line: Int
  ) throws {
    guard let shots = value.array, shots.count == outline.shots.count else {
      throw malformed(line, "each shot is a table of its own: [[\(key)]]")
    }
    for (shot, outline) in zip(shots, outline.shots) {
      var entries = SceneEntries()
      for (key, value) in shot.table ?? TOMLTable() {
        try enter(key, value, outline.line, outline.keys, &entries)
      }
      source.shots.append(
        .init(
          line: outline.line, entries: entries,
          idPlace: entries["id"] == nil ? outline.idPlace : nil))
    }
  }

  /// Enters a value under `key`; a table is spread over its keys.
  /// - Parameters:
  ///   - line: of the table in which it stands, for a key whose own is not known.
  ///   - lines: those of keys.
  private func enter(
    _ key: String, _ value: any TOMLValueConvertible, _ line: Int, _ lines: [String: Int],
    _ entries: inout SceneEntries, depth: Int = 0
  ) throws {
    let line = lines[key] ?? line
    if let table = value.table {
      guard depth < 2 else { throw malformed(line, "a table stands in a table here") }
      for (name, inner) in table {
        try enter("\(key).\(name)", inner, line, lines, &entries, depth: depth + 1)
      }
    } else if let list = value.array {
      let words = list.compactMap(Self.word)
      guard words.count == list.count else {
        throw malformed(line, "\(key) is a list of texts or numbers")
      }
      try entries.enter(key, SceneEntry(.list(words), line: line), in: source.name)
    } else {
      guard let word = Self.word(value) else {
        throw malformed(line, "\(key) is a text, a number, or a list of these")
      }
      try entries.enter(key, SceneEntry(word, line: line), in: source.name)
    }
  }

  private static func word(_ value: any TOMLValueConvertible) -> String? {
    value.string ?? value.int.map { "\($0)" } ?? value.double.map { "\($0)" }
      ?? value.bool.map { "\($0)" }
  }

  private func malformed(_ line: Int, _ reason: String) -> TroupeError {
    .scene(.malformed(TextPlace(source.name, line: line), format: "TOML", reason: reason))
  }
}
