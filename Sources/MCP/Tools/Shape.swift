/// What a structured answer looks like: which fields of a `--json` document it has. The schema that clients are told, and
/// what is sent, are both made from it.
indirect enum Shape: Sendable {
  case text, integer, number, flag
  /// Anything, as it is.
  case any
  case list(Shape)
  /// Fields by name; a name that ends in `?` may be missing.
  case object([String: Shape])

  /// The JSON schema of it.
  var schema: JSON {
    switch self {
    case .text: ["type": "string"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .flag: ["type": "boolean"]
    case .any: [:]
    case .list(let element): ["type": "array", "items": element.schema]
    case .object(let fields):
      .object([
        "type": "object",
        "properties": .object(
          Dictionary(
            fields.map { (Self.name($0.key), $0.value.schema) }, uniquingKeysWith: { $1 })),
        "required": .list(
          fields.keys.filter { !$0.hasSuffix("?") }.sorted().map { .text($0) }),
      ])
    }
  }

  /// What of `value` is told: the fields that are named, without those that are null.
  func fitted(_ value: JSON) -> JSON {
    switch self {
    case .list(let element): return .list(value.elements.map(element.fitted))
    case .object(let fields):
      var told: [String: JSON] = [:]
      for (name, shape) in fields {
        if let field = value[Self.name(name)] { told[Self.name(name)] = shape.fitted(field) }
      }
      return .object(told)
    default: return value
    }
  }

  private static func name(_ key: String) -> String {
    key.hasSuffix("?") ? String(key.dropLast()) : key
  }
}

extension Shape: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, Shape)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}
