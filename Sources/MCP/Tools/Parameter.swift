/// One argument of a tool.
struct Parameter: Sendable {
  /// What it takes.
  enum Kind: Sendable {
    case text, integer, number, flag, texts
    /// Texts by name.
    case fields
    /// One of these words.
    case word([String])
  }

  let name: String
  let kind: Kind
  let isRequired: Bool
  /// What it is, with units and bounds.
  let about: String

  init(_ name: String, _ kind: Kind, required: Bool = false, _ about: String) {
    (self.name, self.kind, isRequired, self.about) = (name, kind, required, about)
  }

  /// A text.
  init(_ name: String, required: Bool = false, _ about: String) {
    self.init(name, .text, required: required, about)
  }

  /// The JSON schema of it.
  var schema: JSON {
    let type: [String: JSON] =
      switch kind {
      case .text: ["type": "string"]
      case .integer: ["type": "integer"]
      case .number: ["type": "number"]
      case .flag: ["type": "boolean"]
      case .texts: ["type": "array", "items": ["type": "string"]]
      case .fields: ["type": "object", "additionalProperties": ["type": "string"]]
      case .word(let words): ["type": "string", "enum": .list(words.map { .text($0) })]
      }
    return .object(type).adding(["description": .text(about)])
  }

  /// Whether `value` is of its kind; a number may stand for a whole one.
  func takes(_ value: JSON) -> Bool {
    switch kind {
    case .text: value.text != nil
    case .integer: value.integer != nil
    case .number: value.number.map(\.isFinite) ?? false
    case .flag: if case .flag = value { true } else { false }
    case .texts:
      if case .list(let list) = value { list.allSatisfy { $0.text != nil } } else { false }
    case .fields:
      if case .object(let fields) = value {
        fields.values.allSatisfy { $0.text != nil }
      } else {
        false
      }
    case .word(let words): value.text.map(words.contains) ?? false
    }
  }

  /// What it takes, in words.
  var expected: String {
    switch kind {
    case .text: "a string"
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .texts: "a list of strings"
    case .fields: "an object of strings"
    case .word(let words): words.joined(separator: ", ")
    }
  }
}
