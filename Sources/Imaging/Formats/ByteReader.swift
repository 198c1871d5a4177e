import Foundation

/// Reads numbers from untrusted bytes; reading past the end gives `nil`.
struct ByteReader {
  private let bytes: Data

  init(_ bytes: Data) { self.bytes = bytes }

  var count: Int { bytes.count }

  func byte(at offset: Int) -> UInt8? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes[bytes.startIndex + offset]
  }

  /// An unsigned number of `length` bytes, at most four.
  func number(at offset: Int, length: Int, littleEndian: Bool = false) -> Int? {
    guard offset >= 0, length <= 4, offset <= bytes.count - length else { return nil }
    let start = bytes.startIndex + offset
    return (0..<length).reduce(0) { value, index in
      value << 8 | Int(bytes[littleEndian ? start + length - 1 - index : start + index])
    }
  }

  /// `length` bytes, sharing memory with the whole.
  func slice(at offset: Int, length: Int) -> Data? {
    guard offset >= 0, length >= 0, offset <= bytes.count - length else { return nil }
    let start = bytes.startIndex + offset
    return bytes[start..<start + length]
  }

  func holds(_ text: String, at offset: Int = 0) -> Bool {
    slice(at: offset, length: text.utf8.count)?.elementsEqual(text.utf8) ?? false
  }
}
