internal import Yams

/// A scene in YAML: a map with `shots`, a list of maps, or a map of them by id.
struct YAMLScene {
  private(set) var source: SceneSource
  private let text: YAMLText

  init(_ text: String, name: String) throws {
    source = SceneSource(name: name)
    self.text = YAMLText(text)
    guard let root = try Self.root(text, name, line: 0) else { return }
    guard case .mapping(let map) = root else {
      throw Self.malformed(name, root.mark?.line ?? 1, "a scene is a map with the key shots")
    }
    for (key, value) in map {
      let word = key.string ?? ""
      if word == "shot" || word == "shots" {
        try readShots(value)
      } else {
        try Self.read(word, key, value, into: &source, line: 0)
      }
    }
  }

  /// The head of another file: defaults, and the tables of a scene.
  /// - Parameter line: the lines before it.
  static func readHead(_ text: String, line: Int, into source: inout SceneSource) throws {
    guard let root = try root(text, source.name, line: line) else { return }
    guard case .mapping(let map) = root else {
      throw malformed(source.name, line + (root.mark?.line ?? 1), "it is a map of keys")
    }
    for (key, value) in map {
      var word = key.string ?? ""
      if ShotKey.isKnown(ShotKey.form(of: word), isDefault: true), SceneSource.tables[word] == nil {
        word = "defaults.\(word)"
      }
      try read(
        word, key, value, into: &source, line: line, others: ShotKey.known(isDefault: true))
    }
  }

  private static func root(_ text: String, _ name: String, line: Int) throws -> Node? {
    do {
      return try compose(yaml: text)
    } catch let error as YamlError {
      let (place, words) = Self.words(error, text)
      throw malformed(name, line + place, words)
    }
  }

  private static func words(_ error: YamlError, _ text: String) -> (line: Int, words: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem + Self.hint(text, line: mark.line))
    case .reader(let problem, let offset, _, _):
      (text.utf8.prefix(offset ?? 0).count { $0 == 0x0A } + 1, problem)
    case .duplicatedKeysInMapping(_, let context):
      (context.mark.line, "a key is said twice in the map that begins here")
    default: (1, "it cannot be read")
    }
  }

  /// What most often is wrong in a line with a handle or a snippet.
  private static func hint(_ text: String, line: Int) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(line - 1), lines[line - 1].contains(/[:,\[-]\s*[@%`]/) else {
      return ""
    }
    return "; in YAML a value that begins with @ or % stands in quotes"
  }

  private static func read(
    _ word: String, _ key: Node, _ value: Node, into source: inout SceneSource, line: Int,
    others: [String] = ["shot"]
  ) throws {
    let place = line + (key.mark?.line ?? 1)
    var entries = SceneEntries()
    try enter(word, value, place, line, source.name, &entries)
    for (name, entry) in entries where !source.take(name, entry) {
      throw source.unknown(word, line: place, others: others)
    }
  }

  private mutating func readShots(_ value: Node) throws {
    switch value {
    case .sequence(let list):
      for shot in list { try readShot(shot, id: nil) }
    case .mapping(let map):
      for (key, shot) in map { try readShot(shot, id: key) }
    default:
      guard value.string?.isEmpty == true else {
        throw Self.malformed(source.name, value.mark?.line ?? 1, "shots is a list of maps")
      }
    }
  }

  private mutating func readShot(_ shot: Node, id: Node?) throws {
    let line = id?.mark?.line ?? shot.mark?.line ?? 1
    guard case .mapping(let map) = shot else {
      throw Self.malformed(source.name, line, "a shot is a map of keys, as in 'prompt: A roof'")
    }
    var entries = SceneEntries()
    for (key, value) in map {
      try Self.enter(key.string ?? "", value, key.mark?.line ?? line, 0, source.name, &entries)
    }
    if let id {
      try entries.enter("id", SceneEntry(id.string ?? "", line: line), in: source.name)
    }
    var place: SceneSource.IDPlace?
    if entries["id"] == nil, let mark = map.first?.key.mark {
      place = text.idPlace(at: mark, in: map.mark ?? mark)
    }
    source.shots.append(.init(line: line, entries: entries, idPlace: place))
  }

  private static func enter(
    _ key: String, _ value: Node, _ line: Int, _ above: Int, _ name: String,
    _ entries: inout SceneEntries, depth: Int = 0
  ) throws {
    switch value {
    case .scalar(let scalar):
      if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) { return }
      try entries.enter(key, SceneEntry(scalar.string, line: line), in: name)
    case .sequence(let list):
      let words = try list.map { one in
        guard case .scalar(let scalar) = one else {
          throw malformed(name, line, "\(key) is a list of words or numbers")
        }
        return scalar.string
      }
      try entries.enter(key, SceneEntry(.list(words), line: line), in: name)
    case .mapping(let map):
      guard depth < 2 else { throw malformed(name, line, "a map stands in a map here") }
      for (inner, value) in map {
        try enter(
          "\(key).\(inner.string ?? "")", value, above + (inner.mark?.line ?? 1), above, name,
          &entries, depth: depth + 1)
      }
    case .alias: throw malformed(name, line, "an alias stands here that means nothing")
    }
  }

  private static func malformed(_ name: String, _ line: Int, _ reason: String) -> TroupeError {
    .scene(.malformed(TextPlace(name, line: line), format: "YAML", reason: reason))
  }
}

/// The lines of a YAML document, as its parser counts them.
struct YAMLText {
  private let text: String
  private let starts: [String.Index]

  init(_ text: String) {
    self.text = text
    var starts = [text.startIndex]
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let (scalar, next) = (scalars[index], scalars.index(after: index))
      let isBreak = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
      let isHalf = scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      if isBreak && !isHalf { starts.append(next) }
    }
    self.starts = starts
  }

  private func index(of mark: Mark) -> String.Index? {
    guard starts.indices.contains(mark.line - 1) else { return nil }
    let scalars = text.unicodeScalars
    return scalars.index(
      starts[mark.line - 1], offsetBy: mark.column - 1, limitedBy: scalars.endIndex)
  }

  /// The place for an id before the key at `mark`, the first of the map at `start`.
  func idPlace(at mark: Mark, in start: Mark) -> SceneSource.IDPlace? {
    guard let place = index(of: mark), let start = index(of: start), start <= place else {
      return nil
    }
    // The parser takes a map's style from its end, which has none.
    let isFlow = text[start..<place].contains("{")
    let end = text.unicodeScalars.contains("\r") ? "\r\n" : "\n"
    return .init(
      offset: text.utf8.distance(from: text.startIndex, to: place), before: "id: ",
      after: isFlow ? ", " : end + String(repeating: " ", count: mark.column - 1))
  }
}
