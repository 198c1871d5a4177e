import Foundation
import Troupe

/// A JSON value, as messages carry it.
enum JSON: Hashable, Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  /// What `--json` prints of `value`.
  /// - Throws: where it cannot be encoded.
  init(encoding value: some Encodable) throws {
    self = try JSONDecoder().decode(JSON.self, from: CanonicalJSON.encode(value))
  }

  /// The field of an object; `nil` where there is none, or where it is null.
  subscript(name: String) -> JSON? {
    guard case .object(let fields) = self, let value = fields[name], value != .null else {
      return nil
    }
    return value
  }

  /// Its text, if it is one.
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// Its number, if it is one.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// Its whole number, if it is one.
  var integer: Int? {
    switch self {
    case .integer(let number): number
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// Its elements; none of another value.
  var elements: [JSON] { if case .list(let list) = self { list } else { [] } }

  /// Its fields; none of another value.
  var fields: [String: JSON] { if case .object(let fields) = self { fields } else { [:] } }

  /// As one line, names in order.
  var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}

extension JSON: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .object(let fields): try container.encode(fields)
    }
  }
}

extension JSON: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(integerLiteral number: Int) { self = .integer(number) }
  init(arrayLiteral elements: JSON...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

extension JSON {
  /// The fields of both; those of `other` win, and those that are null are left out.
  func adding(_ other: [String: JSON?]) -> JSON {
    var fields = fields
    for (name, value) in other {
      if let value, value != .null { fields[name] = value } else { fields[name] = nil }
    }
    return .object(fields)
  }
}
