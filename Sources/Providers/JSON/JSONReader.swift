import Foundation

/// Reads hostile JSON: bounded in depth and in the number of values, lenient in nothing but
/// control characters.
struct JSONReader {
  /// Why a text is not read.
  enum Fault: Error {
    case notJSON
    case tooDeep
    case tooMany
  }

  /// Deepest nesting; a `generateContent` answer has about 8.
  static let deepest = 64
  /// Most values in all.
  static let most = 500_000

  private let data: Data
  private let files: [Int: AnswerFile]
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var count = 0

  /// The value that `data` holds, with nothing but white space around it; `files` stand in empty strings.
  static func read(_ data: Data, files: [Int: AnswerFile] = [:]) throws -> JSONNode {
    try data.withUnsafeBytes { bytes in
      var reader = JSONReader(data: data, files: files, bytes: bytes)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
      let node = try reader.value(depth: 0)
      reader.skipSpace()
      guard reader.place == bytes.count else { throw Fault.notJSON }
      return node
    }
  }

  private init(data: Data, files: [Int: AnswerFile], bytes: UnsafeRawBufferPointer) {
    self.data = data
    self.files = files
    self.bytes = bytes
  }

  private mutating func value(depth: Int) throws -> JSONNode {
    guard depth < Self.deepest else { throw Fault.tooDeep }
    count += 1
    guard count <= Self.most else { throw Fault.tooMany }
    skipSpace()
    guard place < bytes.count else { throw Fault.notJSON }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws -> JSONNode {
    let start = place
    var members: [String: JSONNode] = [:]
    place += 1
    while !takes("}") {
      if !members.isEmpty { try expect(",") }
      skipSpace()
      guard let name = try string().text else { throw Fault.notJSON }
      try expect(":")
      // Of two members with one name the last counts, as in most readers.
      members[name] = try value(depth: depth + 1)
    }
    return .object(members, text: slice(start, place))
  }

  private mutating func array(depth: Int) throws -> JSONNode {
    var elements: [JSONNode] = []
    place += 1
    while !takes("]") {
      if !elements.isEmpty { try expect(",") }
      elements.append(try value(depth: depth + 1))
    }
    return .array(elements)
  }

  private mutating func string() throws -> JSONNode {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw Fault.notJSON }
    let start = place + 1
    var isEscaped = false
    place = start
    while let quote = find("\"", from: place, to: bytes.count) {
      guard let escape = find("\\", from: place, to: quote) else {
        place = quote + 1
        if let file = files[data.startIndex + start] { return .file(file) }
        return .string(slice(start, quote), isEscaped: isEscaped)
      }
      isEscaped = true
      place = escape + 2
    }
    throw Fault.notJSON
  }

  private mutating func number() throws -> JSONNode {
    let start = place
    while place < bytes.count, Self.inNumbers.contains(bytes[place]) { place += 1 }
    let text = slice(start, place)
    guard place - start <= 1000, Double(String(decoding: text, as: UTF8.self)) != nil else {
      throw Fault.notJSON
    }
    return .number(text)
  }

  private static let inNumbers = Set("+-.0123456789eE".utf8)

  private mutating func word(_ word: String, _ node: JSONNode) throws -> JSONNode {
    guard bytes[place...].starts(with: word.utf8) else { throw Fault.notJSON }
    place += word.utf8.count
    return node
  }

  private mutating func takes(_ letter: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: letter) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ letter: Unicode.Scalar) throws {
    guard takes(letter) else { throw Fault.notJSON }
  }

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private func slice(_ start: Int, _ end: Int) -> Data {
    data[(data.startIndex + start)..<(data.startIndex + end)]
  }

  /// The next `letter`; `memchr` passes an image's base64 many times faster than a loop would.
  private func find(_ letter: Unicode.Scalar, from start: Int, to end: Int) -> Int? {
    guard start < end, let base = bytes.baseAddress,
      let hit = memchr(base + start, Int32(letter.value), end - start)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}
