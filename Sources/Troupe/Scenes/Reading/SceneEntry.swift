/// What a scene file says of one key, and where.
struct SceneEntry: Hashable {
  /// A value: words, or a list of them. Tables are spread over their keys, as in `look.kael`.
  enum Value: Hashable {
    case text(String)
    case list([String])
  }

  let value: Value
  let line: Int

  init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  init(_ text: String, line: Int) { self.init(.text(text), line: line) }

  /// The words of a list, or the one value.
  var all: [String] {
    switch value {
    case .text(let text): [text]
    case .list(let list): list
    }
  }

  /// The value, or a list as people write one.
  var text: String { all.joined(separator: ", ") }
}

/// Entries by key. Keys are written one way here: `max_cost` for `max-cost`, `variables.place` for `vars.place`.
typealias SceneEntries = [String: SceneEntry]

/// The keys that a shot may have.
enum ShotKey {
  /// Those of a shot alone, which defaults cannot have.
  static let own = ["id", "title", "prompt"]
  /// Those whose value is a list.
  static let lists: Set = [
    "after", "ref", "uri", "with", "without", "view", "without_trait", "without_adapter", "as",
  ]
  /// Those of them whose words hold no comma, so that one may stand between them.
  static let names: Set = ["after", "with", "without", "view", "without_adapter", "as"]
  /// Those whose value is a table.
  static let tables = ["look", "option", "variables"]

  private static let plain = [
    "edit", "after", "as", "takes", "model", "aspect", "size", "seed", "ref", "mask", "uri", "with",
    "without", "view", "without_trait", "without_adapter", "no_descriptions", "allow_blank",
    "overflow", "stretch", "batch", "shot", "thinking", "search", "max_cost",
  ]
  private static let others = ["options": "option", "looks": "look", "vars": "variables"]

  /// What a shot may have, or the defaults of all.
  static func known(isDefault: Bool) -> [String] {
    (isDefault ? [] : own) + plain + tables.map { "\($0).NAME" }
  }

  /// `written` in its one form; the part behind a dot stays as it is.
  static func form(of written: String) -> String {
    let parts = written.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let word = parts[0].trimmingPrefix(while: \.isWhitespace).lowercased().replacing("-", with: "_")
    let head = others[word] ?? word
    return parts.count == 2 ? "\(head).\(parts[1])" : head
  }

  /// Whether a shot, or the defaults, may have `key`, which is in its one form.
  static func isKnown(_ key: String, isDefault: Bool) -> Bool {
    if let dot = key.firstIndex(of: ".") {
      return tables.contains(String(key[..<dot])) && key.index(after: dot) < key.endIndex
    }
    return plain.contains(key) || tables.contains(key) || (!isDefault && own.contains(key))
  }
}
