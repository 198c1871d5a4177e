/// A JSON value that keeps its numbers as they are written, so that no seed loses a digit.
enum LooseJSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([LooseJSON])
  case object([String: LooseJSON])

  /// Reads a text that is one JSON value as a whole; `NaN` and `Infinity` count as null.
  init?(_ text: String) {
    var reader = LooseJSONReader(Array(text.utf8))
    guard let value = reader.value(), reader.isAtEnd() else { return nil }
    self = value
  }

  /// The member of an object.
  subscript(key: String) -> LooseJSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The element of an array.
  subscript(index: Int) -> LooseJSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The members, if it is an object.
  var object: [String: LooseJSON]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements; empty if it is no array.
  var array: [LooseJSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The text, if it is a string.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The text of a string, number or truth value.
  var scalar: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// The value as a seed: a whole number from 0 to 2^64-1 in decimal digits.
  var seed: String? {
    switch self {
    case .string(let text), .number(let text): Self.seed(text)
    default: nil
    }
  }

  /// A text as a seed; nil for -1 and other words that mean "any".
  static func seed(_ text: some StringProtocol) -> String? {
    var digits = text.trimmed
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    return UInt64(digits).map { String($0) }
  }

  /// The value written as JSON without blanks, with sorted keys.
  var written: String {
    switch self {
    case .null: "null"
    case .bool, .number: scalar ?? "null"
    case .string(let text): "\"" + text.flatMapped(Self.escaped) + "\""
    case .array(let elements): "[" + elements.map(\.written).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }
        .map { LooseJSON.string($0.key).written + ":" + $0.value.written }
        .joined(separator: ",") + "}"
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default:
      scalar.value < 0x20
        ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        : String(Character(scalar))
    }
  }
}

extension StringProtocol {
  /// The text without blanks, line ends and NULs around it.
  var trimmed: String {
    let isBlank = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar.value == 0 || scalar.value == 0xFEFF
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  /// The text, or nil where it is blank.
  var nonBlank: String? {
    let text = trimmed
    return text.isEmpty ? nil : text
  }

  /// The text with each Unicode scalar replaced.
  func flatMapped(_ transform: (Unicode.Scalar) -> String) -> String {
    unicodeScalars.reduce(into: "") { $0 += transform($1) }
  }
}
