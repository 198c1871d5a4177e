package import Foundation

/// JSON as a value, for documents and for the schemas that describe them.
package enum SchemaValue: Decodable, Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([SchemaValue])
  case object([String: SchemaValue])

  /// Reads any JSON.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([SchemaValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: SchemaValue].self))
    }
  }

  /// Reads `text`; throws `DecodingError` for what is no JSON.
  package init(json text: Data) throws {
    self = try JSONDecoder().decode(SchemaValue.self, from: text)
  }

  /// The member `name`; `nil` for what is no object or has none.
  package subscript(_ name: String) -> SchemaValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The items of an array; `nil` for anything else.
  package var items: [SchemaValue]? { if case .array(let items) = self { items } else { nil } }

  /// The characters of a string; `nil` for anything else.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A number; `nil` for anything else.
  package var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// What JSON Schema calls its type; a whole number is of two.
  var types: [String] {
    switch self {
    case .null: ["null"]
    case .bool: ["boolean"]
    case .number(let number): number == number.rounded() ? ["integer", "number"] : ["number"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }
}
