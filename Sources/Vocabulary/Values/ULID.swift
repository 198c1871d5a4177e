public import Foundation

/// A sortable identifier: 48 bits of time in milliseconds and 80 random bits, 26 Crockford base-32 letters.
public struct ULID: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let text: String

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Reads 26 letters in either case; `nil` when they are no ULID.
  public init?(_ text: String) {
    // Rows hold capitals alone, and lists read very many of them.
    if Self.isWritten(text) {
      self.text = text
    } else {
      let upper = text.uppercased()
      guard Self.isWritten(upper) else { return nil }
      self.text = upper
    }
  }

  /// Whether `text` is 26 letters as they are written.
  private static func isWritten(_ text: String) -> Bool {
    guard text.utf8.count == 26, let first = text.utf8.first, first <= UInt8(ascii: "7") else {
      return false
    }
    return text.utf8.allSatisfy { letter in
      switch letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "H"),
        UInt8(ascii: "J"), UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "N"),
        UInt8(ascii: "P")...UInt8(ascii: "T"), UInt8(ascii: "V")...UInt8(ascii: "Z"):
        true
      default: false
      }
    }
  }

  /// The identifier of `date` with `entropy`; time and randomness are passed in so that callers stay deterministic.
  /// - Parameters:
  ///   - date: the moment, kept to the millisecond.
  ///   - entropy: the random part; its low 80 bits are used.
  public init(at date: Date, entropy: UInt128) {
    let milliseconds = UInt128(UInt64(max(0, date.timeIntervalSince1970 * 1000)))
    var value = (milliseconds & ((1 << 48) - 1)) << 80 | entropy & ((1 << 80) - 1)
    var letters = [UInt8](repeating: 0, count: 26)
    for index in letters.indices.reversed() {
      letters[index] = Self.alphabet[Int(value & 31)]
      value >>= 5
    }
    text = String(decoding: letters, as: UTF8.self)
  }

  /// The next identifier in order, of the same moment unless its random part is used up; the last one stays itself.
  package var successor: ULID {
    var letters = Array(text.utf8)
    for index in letters.indices.reversed() {
      let digit = Self.alphabet.firstIndex(of: letters[index]) ?? 0
      if digit < (index == 0 ? 7 : 31) {
        letters[index] = Self.alphabet[digit + 1]
        return ULID(letters: letters)
      }
      letters[index] = Self.alphabet[0]
    }
    return self
  }

  private init(letters: [UInt8]) { text = String(decoding: letters, as: UTF8.self) }

  /// The 26 letters.
  public var description: String { text }

  /// Orders by time, then by the random part.
  public static func < (left: ULID, right: ULID) -> Bool { left.text < right.text }
}

extension ULID: Codable {
  /// Reads the 26 letters; throws `DecodingError` when they are no ULID.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = ULID(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a ULID")
    }
    self = value
  }

  /// Writes the 26 letters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
