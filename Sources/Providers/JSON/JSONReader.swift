import Foundation

/// Reads hostile JSON in linear time: bounded in depth and in the number of values, lenient where what stands around an
/// image would otherwise cost the image.
struct JSONReader {
  /// Why a text is not read.
  enum Fault: Error {
    case notJSON
    case tooMany
  }

  /// Deepest nesting that is read; a `generateContent` answer has about 8. What lies deeper is taken for `null`.
  static let deepest = 64
  /// Most values in all.
  static let most = 500_000

  private let data: Data
  private let files: [Int: AnswerFile]
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var count = 0
  /// Where the next quote stands, as far as it was looked for: each byte is looked at once, however many escapes there are.
  private var quote: Int?

  /// The values that stand one after another in `data`, usually one, and whether something else stands behind or among
  /// them; `files` stand in empty strings.
  static func documents(
    in data: Data, files: [Int: AnswerFile] = [:]
  ) -> (nodes: [JSONNode], isBroken: Bool) {
    data.withUnsafeBytes { bytes in
      var reader = JSONReader(data: data, files: files, bytes: bytes)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
      // What some servers write in front, so that no browser runs it.
      if bytes[reader.place...].starts(with: Array(")]}'".utf8)) { reader.place += 4 }
      var nodes: [JSONNode] = []
      while true {
        reader.skipBetween()
        if reader.place == bytes.count { return (nodes, false) }
        guard let node = try? reader.value(depth: 0) else { return (nodes, true) }
        nodes.append(node)
      }
    }
  }

  private init(data: Data, files: [Int: AnswerFile], bytes: UnsafeRawBufferPointer) {
    self.data = data
    self.files = files
    self.bytes = bytes
  }

  private mutating func value(depth: Int) throws -> JSONNode {
    count += 1
    guard count <= Self.most else { throw Fault.tooMany }
    skipSpace()
    guard place < bytes.count else { throw Fault.notJSON }
    switch bytes[place] {
    case UInt8(ascii: "{") where depth >= Self.deepest,
      UInt8(ascii: "[") where depth >= Self.deepest:
      return try skipNested()
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return try string()
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws -> JSONNode {
    let start = place
    var members: [String: JSONNode] = [:]
    place += 1
    while !takes("}") {
      if !members.isEmpty {
        try expect(",")
        if takes("}") { break }
      }
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
      if !elements.isEmpty {
        try expect(",")
        if takes("]") { break }
      }
      elements.append(try value(depth: depth + 1))
    }
    return .array(elements)
  }

  private mutating func string() throws -> JSONNode {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw Fault.notJSON }
    let start = place + 1
    var isEscaped = false
    place = start
    while let quote = nextQuote() {
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

  private mutating func nextQuote() -> Int? {
    if let quote, quote >= place { return quote }
    quote = find("\"", from: place, to: bytes.count)
    return quote
  }

  /// A number, or a word such as `true`; also those that only some writers know, such as `NaN`.
  private mutating func word() throws -> JSONNode {
    let start = place
    while place < bytes.count, place - start <= 1000, Self.inWords.contains(bytes[place]) {
      place += 1
    }
    let text = slice(start, place)
    switch String(decoding: text, as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null", "undefined", "None": return .null
    // `NaN` and `Infinity` are among them.
    case let number where Double(number) != nil: return .number(text)
    default: throw Fault.notJSON
    }
  }

  private static let inWords = Set("+-.".utf8).union(UInt8(ascii: "0")...UInt8(ascii: "9"))
    .union(UInt8(ascii: "A")...UInt8(ascii: "Z")).union(UInt8(ascii: "a")...UInt8(ascii: "z"))

  /// Passes an array or object without reading it.
  private mutating func skipNested() throws -> JSONNode {
    var depth = 0
    repeat {
      guard place < bytes.count else { throw Fault.notJSON }
      switch bytes[place] {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["): (depth, place) = (depth + 1, place + 1)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): (depth, place) = (depth - 1, place + 1)
      default: place += 1
      }
    } while depth > 0
    return .null
  }

  /// Passes what stands between documents: white space, and the marks that some writers put there.
  private mutating func skipBetween() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D, 0x00, 0x1E, 0x2C].contains(bytes[place]) {
      place += 1
    }
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
