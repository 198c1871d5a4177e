/// A scene as its file has it: entries with their lines, before they are understood.
struct SceneSource {
  /// One shot.
  struct Shot {
    let line: Int
    var entries: SceneEntries
    /// Where an id can be written in; `nil` where it has one.
    var idPlace: IDPlace?
  }

  /// The place for an id: at so many bytes of the text, between two pieces of text.
  struct IDPlace {
    let offset: Int
    var before = ""
    var after = ""
  }

  let name: String
  var title: String?
  var defaults: SceneEntries = [:]
  var snippets: SceneEntries = [:]
  var variables: SceneEntries = [:]
  var cast: SceneEntries = [:]
  var shots: [Shot] = []
  /// What is written in as well where an id is: the head of a new column.
  var column: [(offset: Int, text: String)] = []

  init(name: String) { self.name = name }

  /// Reads `text`, which has no byte-order mark.
  /// - Throws: `SceneError` for what breaks the rules of the format.
  init(_ text: String, name: String, format: SceneFormat) throws {
    self =
      switch format {
      case .toml: try TOMLScene(text, name: name).source
      case .yaml: try YAMLScene(text, name: name).source
      case .csv: try CSVScene.source(text, name: name)
      case .markdown: try MarkdownScene(text, name: name).source
      }
    for shot in shots { try check(shot.entries, isDefault: false) }
    try check(defaults, isDefault: true)
    if shots.isEmpty { throw TroupeError.scene(.noShots(file: name)) }
    if shots.count > Self.mostShots {
      throw TroupeError.scene(
        .tooLarge(file: name, found: "\(shots.count) shots", bound: "\(Self.mostShots)"))
    }
  }

  static let mostShots = 10_000

  /// The tables at the top of a file, and what each is named.
  static let tables: [String: any WritableKeyPath<SceneSource, SceneEntries> & Sendable] = [
    "defaults": \.defaults, "snippets": \.snippets, "variables": \.variables, "cast": \.cast,
  ]

  /// Takes in one entry of a file's top, as in `defaults.model`; `false` where it is not known.
  mutating func take(_ key: String, _ entry: SceneEntry) -> Bool {
    if key == "title" {
      title = entry.text
      return true
    }
    let parts = key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, let table = Self.tables[String(parts[0])] else {
      return false
    }
    let name = String(parts[1])
    self[keyPath: table][table == \.defaults ? ShotKey.form(of: name) : name] = entry
    return true
  }

  /// The same where the defaults of all shots stand at the top with the tables, as in `model`.
  mutating func takeHead(_ key: String, _ entry: SceneEntry) -> Bool {
    let isDefault = ShotKey.isKnown(ShotKey.form(of: key), isDefault: true)
    return take(isDefault && Self.tables[key] == nil ? "defaults.\(key)" : key, entry)
  }

  /// Whether `takeHead` knows `key`.
  static func isKnownHead(_ key: String) -> Bool {
    var source = SceneSource(name: "")
    return source.takeHead(key, SceneEntry("", line: 1))
  }

  /// That `key` is not known at the top of the file.
  /// - Parameter others: keys that are known there too.
  func unknown(_ key: String, line: Int, others: [String] = ["shot"]) -> TroupeError {
    unknown(key, line: line, known: ["title"] + Self.tables.keys.sorted() + others)
  }

  private func unknown(_ key: String, line: Int, known: [String]) -> TroupeError {
    .scene(
      .unknownKey(
        TextPlace(name, line: line), key: String(key.prefix(60)),
        nearest: Spelling.nearest(to: String(key.prefix(60)), among: known), known: known))
  }

  private func check(_ entries: SceneEntries, isDefault: Bool) throws {
    for (key, entry) in entries.sorted(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) }) {
      guard ShotKey.isKnown(key, isDefault: isDefault) else {
        throw unknown(key, line: entry.line, known: ShotKey.known(isDefault: isDefault))
      }
    }
  }
}

extension SceneEntries {
  /// Enters `entry` under `key` in its one form.
  /// - Throws: `SceneError.badValue` where that key was said before.
  mutating func enter(
    _ key: String, _ entry: SceneEntry, in name: String
  ) throws {
    let form = ShotKey.form(of: key)
    guard updateValue(entry, forKey: form) == nil else {
      throw TroupeError.scene(
        .badValue(
          TextPlace(name, line: entry.line), key: String(form.prefix(60)),
          value: String(entry.text.prefix(80)), expected: "it is said above; say it once"))
    }
  }
}
