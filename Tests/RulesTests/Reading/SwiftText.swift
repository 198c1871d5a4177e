/// Blanks what is not code, so that a word in a comment or a string is not taken for code.
struct SwiftText {
  private enum Place {
    case code(parentheses: Int)
    case line
    case block(depth: Int)
    case string(quotes: Int, hashes: Int)
  }

  private let bytes: [UInt8]
  private let keepsStrings: Bool
  private var result: [UInt8] = []
  private var index = 0
  private var places = [Place.code(parentheses: 0)]

  /// `text` with comments and string contents replaced by spaces; line breaks stay. An
  /// interpolation counts as part of its string, and may hold strings of its own.
  static func blanked(_ text: String) -> String {
    String(decoding: scan(text, keepsStrings: false), as: UTF8.self)
  }

  /// `text` with all but the contents of strings replaced by spaces; line breaks stay.
  static func strings(_ text: String) -> String {
    let pairs = zip(scan(text, keepsStrings: true), scan(text, keepsStrings: false))
    let bytes = pairs.map { $0 == $1 && $0 != UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scan(_ text: String, keepsStrings: Bool) -> [UInt8] {
    var scanner = SwiftText(bytes: Array(text.utf8), keepsStrings: keepsStrings)
    scanner.run()
    return scanner.result
  }

  private init(bytes: [UInt8], keepsStrings: Bool) {
    self.bytes = bytes
    self.keepsStrings = keepsStrings
    result.reserveCapacity(bytes.count)
  }

  private mutating func run() {
    while index < bytes.count, let place = places.last {
      switch place {
      case .code(let parentheses): code(parentheses)
      case .line:
        blank(plainCount)
        if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { places.removeLast() }
        blank(1)
      case .block(let depth): block(depth)
      case .string(let quotes, let hashes): string(quotes, hashes)
      }
    }
  }

  private mutating func code(_ parentheses: Int) {
    let isInterpolation = places.count > 1
    let plain = plainCount
    guard plain == 0 else {
      isInterpolation ? blank(plain) : keep(plain)
      return
    }
    let hashes = count(of: UInt8(ascii: "#"), at: index, most: 8)
    let quotes = count(of: UInt8(ascii: "\""), at: index + hashes, most: 3)
    if quotes > 0 {
      let length = quotes == 3 ? 3 : 1
      isInterpolation ? blank(hashes + length) : keep(hashes + length)
      places.append(.string(quotes: length, hashes: hashes))
    } else if starts(with: "//") {
      places.append(.line)
    } else if starts(with: "/*") {
      blank(2)
      places.append(.block(depth: 1))
    } else {
      let step =
        bytes[index] == UInt8(ascii: "(") ? 1 : bytes[index] == UInt8(ascii: ")") ? -1 : 0
      isInterpolation ? blank(1) : keep(1)
      places[places.count - 1] = .code(parentheses: parentheses + step)
      if isInterpolation && parentheses + step == 0 { places.removeLast() }
    }
  }

  private mutating func block(_ depth: Int) {
    if starts(with: "*/") {
      blank(2)
      if depth == 1 { places.removeLast() } else { replace(.block(depth: depth - 1)) }
    } else if starts(with: "/*") {
      blank(2)
      replace(.block(depth: depth + 1))
    } else {
      blank(1)
    }
  }

  private mutating func string(_ quotes: Int, _ hashes: Int) {
    if count(of: UInt8(ascii: "\""), at: index, most: quotes) == quotes,
      count(of: UInt8(ascii: "#"), at: index + quotes, most: hashes) == hashes
    {
      places.count == 2 ? keep(quotes + hashes) : blank(quotes + hashes)
      places.removeLast()
    } else if bytes[index] == UInt8(ascii: "\\"),
      count(of: UInt8(ascii: "#"), at: index + 1, most: hashes) == hashes
    {
      let next = index + 1 + hashes
      let isInterpolation = next < bytes.count && bytes[next] == UInt8(ascii: "(")
      blank(isInterpolation ? 1 + hashes : 2 + hashes)
      if isInterpolation { places.append(.code(parentheses: 0)) }
    } else {
      let plain = max(1, plainCount)
      keepsStrings ? keep(plain) : blank(plain)
    }
  }

  private mutating func replace(_ place: Place) { places[places.count - 1] = place }

  /// How many bytes from here on begin and end nothing: most do, and one by one they are slow to pass.
  private var plainCount: Int {
    var end = index
    while end < bytes.count, !Self.isMark[Int(bytes[end])] { end += 1 }
    return end - index
  }

  private static let isMark: [Bool] = {
    var isMark = Array(repeating: false, count: 256)
    for mark in "\n#\"/*()\\".utf8 { isMark[Int(mark)] = true }
    return isMark
  }()

  private func count(of byte: UInt8, at start: Int, most: Int) -> Int {
    var count = 0
    while count < most, start + count < bytes.count, bytes[start + count] == byte { count += 1 }
    return count
  }

  private func starts(with pair: StaticString) -> Bool {
    index + 1 < bytes.count && bytes[index] == pair.utf8Start[0]
      && bytes[index + 1] == pair.utf8Start[1]
  }

  private mutating func keep(_ count: Int) {
    result.append(contentsOf: bytes[index..<min(index + count, bytes.count)])
    index += count
  }

  private mutating func blank(_ count: Int) {
    for byte in bytes[index..<min(index + count, bytes.count)] {
      result.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
    }
    index += count
  }
}
