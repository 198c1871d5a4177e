/// Why no key could be made, in words without a period. Never with a key, a token or a signature in them.
struct KeyFault: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  /// `text` as a key: one word of plain characters, as it can travel in a header.
  /// - Throws: `KeyFault` that says what it is instead, and not what it says.
  static func key(in text: String, from source: String) throws(KeyFault) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let word = lines.first.map({ $0.trimmingPrefix(" ") }), !word.isEmpty else {
      throw KeyFault("\(source) gave nothing")
    }
    let key = String(word.reversed().drop { $0 == " " }.reversed())
    guard lines.count == 1 else {
      throw KeyFault("\(source) gave \(lines.count) lines, not a key alone")
    }
    guard key.utf8.count <= longest, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw KeyFault("\(source) gave something that is not one word of at most \(longest) letters")
    }
    return key
  }

  private static let longest = 16 << 10
}
