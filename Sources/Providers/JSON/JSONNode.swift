import Foundation

/// JSON from outside, taken apart without copying its strings: an image of 40 MB stays where the
/// answer lies.
indirect enum JSONNode {
  case null
  case bool(Bool)
  /// Its text.
  case number(Data)
  /// The bytes between the quotes, still escaped if `isEscaped`.
  case string(Data, isEscaped: Bool)
  /// A string of base64 that is a file now.
  case file(AnswerFile)
  case array([JSONNode])
  /// Its members, and the whole of its text.
  case object([String: JSONNode], text: Data)

  /// The member called `name` in lowerCamelCase, or in snake_case as some gateways write it.
  subscript(name: String) -> JSONNode? {
    guard case .object(let members, _) = self else { return nil }
    return members[name] ?? members[Self.snake(name)]
  }

  /// The text of a string.
  var text: String? { letters.map { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of the text of a string.
  var letters: Data? {
    guard case .string(let bytes, let isEscaped) = self else { return nil }
    return isEscaped ? JSONEscapes.resolve(bytes) : bytes
  }

  /// A whole number, also one written as a string, as proto3 does with 64 bits.
  var integer: Int? {
    switch self {
    case .number(let bytes), .string(let bytes, _):
      let text = String(decoding: bytes.prefix(40), as: UTF8.self)
      return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    default: return nil
    }
  }

  /// A finite number, also one written as a string.
  var decimal: Double? {
    switch self {
    case .number(let bytes), .string(let bytes, _):
      Double(String(decoding: bytes.prefix(40), as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// The elements of an array.
  var elements: [JSONNode]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The elements of an array, or the value itself where it stands in place of an array of one; none where it is `null`.
  var list: [JSONNode] { isNull ? [] : elements ?? [self] }

  /// Whether it is `null`, as which some gateways write what is absent.
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether it is an object.
  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  private static func snake(_ name: String) -> String {
    name.reduce(into: "") { result, letter in
      result += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }
}
