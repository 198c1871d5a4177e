import Foundation

/// JSON as a value, for data that is written out in files.
enum JSONValue: Codable, Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value):
      if let whole = Int(exactly: value) {
        try container.encode(whole)
      } else {
        try container.encode(value)
      }
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// `value` as JSON.
  init(_ value: some Encodable) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
  }

  /// Its text, with names in order.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// This object without members that are `null`.
  var withoutNulls: JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.value != .null })
  }

  /// This value with each of its strings changed by `change`.
  func mapStrings(_ change: (String) -> String) -> JSONValue {
    switch self {
    case .string(let value): .string(change(value))
    case .array(let values): .array(values.map { $0.mapStrings(change) })
    case .object(let members): .object(members.mapValues { $0.mapStrings(change) })
    default: self
    }
  }

  /// This value with one thing in it replaced by `other`, for each thing in it.
  func replacements(by other: JSONValue) -> [JSONValue] {
    switch self {
    case .array(let values):
      values.indices.flatMap { index in
        ([other] + values[index].replacements(by: other)).map { changed in
          var copy = values
          copy[index] = changed
          return .array(copy)
        }
      }
    case .object(let members):
      members.keys.sorted().flatMap { name in
        ([other] + (members[name]?.replacements(by: other) ?? [])).map { changed in
          .object(members.merging([name: changed]) { $1 })
        }
      }
    default: []
    }
  }
}
