/// What another tool's file says of how its picture was made.
package struct ForeignRecord: Hashable, Sendable {
  /// What the record tells of a picture that this one was made from.
  package enum ParentHint: Hashable, Sendable {
    /// The SHA-256 of the parent's file in hexadecimal digits; it is certain.
    case digest(String)
    /// The name of a file that the tool read; a suggestion only.
    case name(String)
    /// What Content Credentials tell of the parent; a suggestion with a confidence of its own.
    case credential(CredentialParent)
  }

  /// The tool's name, as `ComfyUI`.
  package var tool: String
  /// The prompt; nil where none is told.
  package var prompt: String?
  /// What the picture should not show.
  package var negativePrompt: String?
  /// The model as the tool calls it, without folder and file ending.
  package var model: String?
  /// The seed in decimal digits, up to 2^64-1.
  package var seed: String?
  /// All seeds, where several took part.
  package var seeds: [String] = []
  /// Everything else that is certain, under the tool's own names.
  package var parameters: [String: String] = [:]
  /// When the picture was made, as ISO 8601.
  package var createdAt: String?
  /// The pictures that this one was made from.
  package var parents: [ParentHint] = []
  /// What was not understood or is doubtful, in short sentences.
  package var notes: [String] = []

  /// Creates a record of which only the tool is known.
  package init(tool: String) {
    self.tool = tool
  }
}

extension ForeignRecord {
  /// Sets the seed and adds it to all seeds.
  mutating func setSeed(_ seed: String?) {
    guard let seed else { return }
    self.seed = self.seed ?? seed
    if !seeds.contains(seed), seeds.count < 100 { seeds.append(seed) }
  }

  /// Keeps a parameter, unless it is blank.
  mutating func keep(_ name: String, _ value: String?) {
    guard let value = value?.nonBlank, parameters.count < 1000 else { return }
    parameters[name] = String(value.prefix(20_000))
  }

  /// Keeps all plain values of an object as parameters, but those with the given names.
  mutating func keep(_ members: [String: LooseJSON], except names: Set<String> = []) {
    for (name, value) in members.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
      keep(name, value.scalar)
    }
  }

  /// Adds a file name as a hint at a parent, unless it is known already.
  ///
  /// What follows the path in an address is no part of the name, and may let others fetch the picture.
  mutating func addParent(named path: String?) {
    guard let path, !path.hasPrefix("data:"), path.utf8.count <= 4096 else { return }
    let isAddress = path.contains("://")
    let bare = isAddress ? path.prefix { $0 != "?" && $0 != "#" } : path[...]
    guard let name = bare.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last?.nonBlank,
      parents.count < 100, !parents.contains(.name(name))
    else { return }
    parents.append(.name(name))
  }

  /// Adds the digest of a parent's file, if it is a SHA-256.
  mutating func addParent(digest: String?) {
    guard let digest = digest?.trimmed.lowercased(), digest.utf8.count == 64,
      digest.allSatisfy(\.isHexDigit), !parents.contains(.digest(digest))
    else { return }
    parents.append(.digest(digest))
  }

  /// A model's name without folder and file ending.
  static func modelName(_ path: String?) -> String? {
    withoutEnding(path?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init))
  }

  /// A model's name without file ending; a folder in it, as of `owner/name`, stays.
  static func withoutEnding(_ name: String?) -> String? {
    guard let name = name?.nonBlank else { return nil }
    for ending in [".safetensors", ".ckpt", ".gguf", ".sft"]
    where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count)).nonBlank
    }
    return name
  }

  /// A text as a date, if it is written as ISO 8601.
  static func date(_ text: String?) -> String? {
    guard let text = text?.trimmed, text.utf8.count <= 40,
      text.prefixMatch(of: /\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$/) != nil
    else { return nil }
    return text.replacing(" ", with: "T", maxReplacements: 1)
  }
}
