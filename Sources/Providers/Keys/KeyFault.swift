import Foundation

/// Why no key could be made, in words without a period. Never with a key, a token or a signature in them.
struct KeyFault: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  /// `text` as a key: one word of plain characters, as it can travel in a header.
  /// - Throws: `KeyFault` that says what it is instead, and not what it says.
  static func key(in text: String, from source: String) throws(KeyFault) -> String {
    let whole = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !whole.isEmpty else { throw KeyFault("\(source) gave nothing") }
    let lines = whole.split(whereSeparator: \.isNewline)
    guard lines.count == 1 else {
      throw KeyFault("\(source) gave \(lines.count) lines, not a key alone")
    }
    guard whole.utf8.count <= longest, whole.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw KeyFault("\(source) gave something that is not one word of at most \(longest) letters")
    }
    return whole
  }

  private static let longest = 16 << 10
}
