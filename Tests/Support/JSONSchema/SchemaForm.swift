/// Looks whether a schema is one that `SchemaCheck` understands whole.
struct SchemaForm {
  let schemas: JSONSchemas
  let name: String

  private static let plain: Set = [
    "$schema", "title", "description", "type", "required", "enum", "const", "pattern",
    "minimum", "maximum", "minLength", "minItems", "maxItems",
  ]

  /// - Throws: `SchemaFault` at the first place that is not understood.
  func check(_ schema: SchemaValue, at place: String) throws {
    if case .bool = schema { return }
    guard case .object(let keywords) = schema else { throw fault(place, "no schema") }
    for (keyword, value) in keywords where !Self.plain.contains(keyword) {
      let inside = "\(place)/\(keyword)"
      switch (keyword, value) {
      case ("properties", .object(let parts)), ("$defs", .object(let parts)):
        for (name, part) in parts { try check(part, at: "\(inside)/\(name)") }
      case ("prefixItems", .array(let parts)), ("anyOf", .array(let parts)),
        ("oneOf", .array(let parts)), ("allOf", .array(let parts)):
        for part in parts { try check(part, at: inside) }
      case ("items", _), ("additionalProperties", _): try check(value, at: inside)
      case ("format", "date-time"): break
      case ("$ref", .string(let text)) where schemas.resolve(text, in: name) != nil: break
      default: throw fault(inside, "an unknown keyword, or one that leads nowhere")
      }
    }
    // Where no other members may be, a required one that is not described is a slip.
    for one in schema["required"]?.items ?? [] where schema["additionalProperties"] == .bool(false)
    {
      if schema["properties"]?[one.string ?? ""] == nil { throw fault(place, "requires \(one)") }
    }
  }

  private func fault(_ place: String, _ reason: String) -> SchemaFault {
    SchemaFault(path: name + place, reason: reason)
  }
}

extension SchemaValue: ExpressibleByStringLiteral {
  /// A string.
  package init(stringLiteral text: String) { self = .string(text) }
}
