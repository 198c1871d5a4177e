/// Reads JSON as its standard has it, and tells the place of what is wrong.
///
/// Nesting and the number of values are bounded: a card with a book of thousands of entries has some 50,000 values.
struct CardJSONReader {
  /// How deeply arrays and objects may be nested.
  static let deepest = 100
  private static let longestNumber = 400

  /// Whether an escape was half of a surrogate pair.
  private(set) var hasLoneSurrogates = false
  /// A key that stood twice in one object.
  private(set) var repeatedKey: String?

  private let bytes: [UInt8]
  private let mostValues: Int
  private var position: Int
  private var count = 0

  /// - Parameter mostValues: How many values there may be.
  init(_ bytes: [UInt8], mostValues: Int = 250_000) {
    (self.bytes, self.mostValues) = (bytes, mostValues)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads the one value that the bytes are; NULs may follow it.
  mutating func document() throws(CardFault) -> LooseJSON {
    let value = try value(depth: 0)
    skipBlanks()
    while peek() == 0 { position += 1 }
    guard position == bytes.count else { throw fault("text follows the value") }
    return value
  }

  private mutating func value(depth: Int) throws(CardFault) -> LooseJSON {
    skipBlanks()
    count += 1
    guard count <= mostValues else { throw fault("there are more than \(mostValues) values") }
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(CardFault) -> LooseJSON {
    try open(depth)
    var members: [String: LooseJSON] = [:]
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else {
        throw fault(peek() == UInt8(ascii: "}") ? "a comma stands before '}'" : "a key is missing")
      }
      let key = try string()
      guard take(":") else { throw fault("a ':' is missing") }
      let member = try value(depth: depth)
      if members.updateValue(member, forKey: key) != nil, repeatedKey == nil { repeatedKey = key }
    } while take(",")
    guard take("}") else { throw fault("a ',' or '}' is missing") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(CardFault) -> LooseJSON {
    try open(depth)
    var elements: [LooseJSON] = []
    if take("]") { return .array(elements) }
    repeat {
      skipBlanks()
      guard peek() != UInt8(ascii: "]") else { throw fault("a comma stands before ']'") }
      elements.append(try value(depth: depth))
    } while take(",")
    guard take("]") else { throw fault("a ',' or ']' is missing") }
    return .array(elements)
  }

  private mutating func open(_ depth: Int) throws(CardFault) {
    guard depth <= Self.deepest else {
      throw fault("it is nested more than \(Self.deepest) deep")
    }
    position += 1
  }

  private mutating func word() throws(CardFault) -> LooseJSON {
    for (word, value) in [("true", LooseJSON.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    let letters = bytes[position...].prefix(20).prefix { $0 > 0x40 && $0 < 0x7B }
    guard !letters.isEmpty else { throw fault("a value is missing") }
    throw fault("'\(String(decoding: letters, as: UTF8.self))' is not a value of JSON")
  }

  private mutating func number() throws(CardFault) -> LooseJSON {
    let start = position
    _ = take(exactly: "-")
    if !take(exactly: "0") { try digits() }
    if take(exactly: ".") { try digits() }
    if take(exactly: "e") || take(exactly: "E") {
      _ = take(exactly: "+") || take(exactly: "-")
      try digits()
    }
    guard position - start <= Self.longestNumber else { throw fault("the number is too long") }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(CardFault) {
    let start = position
    while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw fault("a digit is missing") }
  }

  private mutating func string() throws(CardFault) -> String {
    position += 1
    var content: [UInt8] = []
    var start = position
    while let byte = peek() {
      if byte == UInt8(ascii: "\"") {
        content += bytes[start..<position]
        position += 1
        return String(decoding: content, as: UTF8.self)
      }
      guard byte >= 0x20 else { throw fault("a control character stands in a text") }
      guard byte == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      content += bytes[start..<position]
      content += try escape().utf8
      start = position
    }
    throw fault("a text has no end")
  }

  private mutating func escape() throws(CardFault) -> Unicode.Scalar {
    guard position + 1 < bytes.count else { throw fault("a text has no end") }
    let plain: Unicode.Scalar
    switch bytes[position + 1] {
    case UInt8(ascii: "n"): plain = "\n"
    case UInt8(ascii: "r"): plain = "\r"
    case UInt8(ascii: "t"): plain = "\t"
    case UInt8(ascii: "b"): plain = "\u{8}"
    case UInt8(ascii: "f"): plain = "\u{C}"
    case UInt8(ascii: "u"): return try unicodeEscape()
    case let byte where [0x22, 0x2F, 0x5C].contains(byte): plain = Unicode.Scalar(byte)
    default: throw fault("the escape is unknown")
    }
    position += 2
    return plain
  }

  private mutating func unicodeEscape() throws(CardFault) -> Unicode.Scalar {
    guard let first = hexadecimal(at: position + 2) else {
      throw fault("the escape has no four hexadecimal digits")
    }
    position += 6
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, peek() == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u"), let second = hexadecimal(at: position + 2),
      (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    {
      position += 6
      return scalar
    }
    hasLoneSurrogates = true
    return "\u{FFFD}"
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    return bytes[start..<start + 4].reduce(0 as UInt32?) { value, byte in
      guard let value, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      return value << 4 | UInt32(digit)
    }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    return take(exactly: mark)
  }

  private mutating func take(exactly mark: Unicode.Scalar) -> Bool {
    guard let byte = peek(), UInt32(byte) == mark.value else { return false }
    position += 1
    return true
  }

  /// The fault at the position, which is counted only now.
  private func fault(_ reason: String) -> CardFault {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return .invalidJSON(reason, line: line, column: column)
  }
}
