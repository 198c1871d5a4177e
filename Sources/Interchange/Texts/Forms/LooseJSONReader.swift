/// Reads JSON from bytes in one pass, with a bound for nesting.
struct LooseJSONReader {
  /// How deeply arrays and objects may be nested.
  static let maximumDepth = 200

  private let bytes: [UInt8]
  /// The place of the next byte.
  private(set) var position: Int

  init(_ bytes: [UInt8], at position: Int = 0) {
    (self.bytes, self.position) = (bytes, position)
  }

  /// Whether only blanks and NULs are left.
  mutating func isAtEnd() -> Bool {
    while let byte = peek(), isBlank(byte) || byte == 0 { position += 1 }
    return position >= bytes.count
  }

  /// Reads the value at the position; nil where there is none or it is nested too deeply.
  mutating func value(depth: Int = 0) -> LooseJSON? {
    skipBlanks()
    guard depth <= Self.maximumDepth, let byte = peek() else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> LooseJSON? {
    var members: [String: LooseJSON] = [:]
    position += 1
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard peek() == UInt8(ascii: "\""), let key = string(), take(":"),
        let member = value(depth: depth + 1)
      else { return nil }
      members[key] = member
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> LooseJSON? {
    var elements: [LooseJSON] = []
    position += 1
    if take("]") { return .array(elements) }
    repeat {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  /// Reads a number, a truth value, or one of the words that mean no number.
  private mutating func word() -> LooseJSON? {
    let start = position
    while let byte = peek(), isWordByte(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null", "NaN", "Infinity", "-Infinity": return .null
    default: return text.utf8.count <= 400 && Double(text) != nil ? .number(text) : nil
    }
  }

  /// Reads the string whose opening quotation mark stands at the position.
  mutating func string() -> String? {
    position += 1
    var content: [UInt8] = []
    var start = position
    while let byte = peek() {
      if byte == UInt8(ascii: "\"") {
        content += bytes[start..<position]
        position += 1
        return String(decoding: content, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        content += bytes[start..<position]
        guard let scalar = escape() else { return nil }
        content += Array(String(Character(scalar)).utf8)
        start = position
      } else {
        position += 1
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard position + 1 < bytes.count else { return nil }
    let byte = bytes[position + 1]
    position += 2
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return unicodeEscape()
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    default: return nil
    }
  }

  /// Reads the digits of `\u`, with those of a second surrogate; a lone one becomes U+FFFD.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let first = hexadecimal(at: position) else { return nil }
    position += 4
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u"), let second = hexadecimal(at: position + 2),
      (0xDC00..<0xE000).contains(second)
    else { return "\u{FFFD}" }
    position += 6
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count, bytes[start] != UInt8(ascii: "+") else { return nil }
    return UInt32(String(decoding: bytes[start..<start + 4], as: UTF8.self), radix: 16)
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
  private mutating func skipBlanks() {
    while let byte = peek(), isBlank(byte) { position += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard let byte = peek(), UInt32(byte) == mark.value else { return false }
    position += 1
    return true
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
