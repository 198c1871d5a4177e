/// The SHA-256 of exact bytes: how every file and row is known.
///
/// Written `sha256:` and 64 lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The 32 bytes, the first in the highest place.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Reads `sha256:` and 64 hexadecimal digits, or the digits alone; `nil` for anything else.
  public init?(_ text: String) {
    let digits = (text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]).utf8
    guard digits.count == 64, digits.allSatisfy(\.isHexDigit) else { return nil }
    self.init(words: { place in
      digits.dropFirst(place * 16).prefix(16).reduce(0) { $0 << 4 | UInt64($1.hexValue) }
    })
  }

  /// The digest whose 32 bytes are `bytes`.
  package init(bytes: some Sequence<UInt8>) { self.init(bytes: Array(bytes.prefix(32))) }

  /// The same of an array, several times as quick.
  package init(bytes: [UInt8]) {
    self.init(words: { place in
      bytes.dropFirst(place * 8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    })
  }

  private init(words word: (Int) -> UInt64) { words = (word(0), word(1), word(2), word(3)) }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { written(after: "") }

  private func written(after beginning: StaticString) -> String {
    let digits: StaticString = "0123456789abcdef"
    let start = beginning.utf8CodeUnitCount
    return String(unsafeUninitializedCapacity: start + 64) { letters in
      for index in 0..<start { letters[index] = beginning.utf8Start[index] }
      for index in 0..<64 {
        letters[start + index] =
          digits.utf8Start[Int(self[index >> 4] >> (60 - index % 16 * 4) & 15)]
      }
      return start + 64
    }
  }

  private subscript(word: Int) -> UInt64 {
    switch word {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  /// The first 12 digits: enough to tell images of one library apart on a screen.
  public var short: String { String(hex.prefix(12)) }

  /// The first 8 bytes, the first in the highest place: as good as the whole among the files of one library.
  package var beginning: UInt64 { words.0 }

  /// All of it, 8 bytes a lane, the first in the highest place.
  package var lanes: SIMD4<UInt64> { SIMD4(words.0, words.1, words.2, words.3) }

  /// `sha256:` and the digits.
  public var description: String { written(after: "sha256:") }

  /// Orders by the digits.
  public static func < (left: Digest, right: Digest) -> Bool { left.words < right.words }

  /// Whether the digits are the same.
  public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

  /// Any part of a digest is as good as chance.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  // swift-format-ignore: NoLeadingUnderscores
  /// What sets and dictionaries ask for: a digest is chance already, and hashing it once more costs a tenth of a
  /// selection.
  public func _rawHashValue(seed: Int) -> Int {
    let mixed = (words.0 ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }
}

extension Digest: Codable {
  /// Reads the written form; throws `DecodingError` when it is not a digest.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = Digest(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a SHA-256 digest")
    }
    self = digest
  }

  /// Writes `sha256:` and the digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (48...57).contains(self) || (65...70).contains(self) || (97...102).contains(self)
  }

  /// Of a hexadecimal digit its value.
  fileprivate var hexValue: UInt8 { self <= 57 ? self - 48 : (self | 32) - 87 }
}
