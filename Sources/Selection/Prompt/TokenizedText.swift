internal import TroupeVocabulary

/// A text as a sequence of hashed words, in which phrases are found. In scripts written without
/// spaces every character is a word.
///
/// Hashes make ten thousand captions quick to search; collisions of 64-bit hashes are ignored.
struct TokenizedText: Hashable, Sendable {
  /// The strongest punctuation between two words; it separates clauses or sentences.
  enum Break: UInt8, Comparable, Sendable {
    case none, clause, colon, semicolon, sentence, line

    static func < (left: Break, right: Break) -> Bool { left.rawValue < right.rawValue }
  }

  /// One word.
  struct Token: Hashable, Sendable {
    let hash: UInt64
    let breakBefore: Break
  }

  private(set) var tokens: [Token] = []
  /// The punctuation after the last word.
  private(set) var breakAtEnd = Break.none
  /// Its words as folded text, if they were asked for; else empty.
  private(set) var words: [String] = []
  /// The indices of words that a hyphen joins to another.
  private(set) var hyphenated: Set<Int> = []
  /// The indices of characters that are words and follow another without a space.
  private(set) var inner: Set<Int> = []

  init(tokens: [Token], breakAtEnd: Break = .none) {
    self.tokens = tokens
    self.breakAtEnd = breakAtEnd
  }

  init(
    tokens: [Token], breakAtEnd: Break, words: [String], hyphenated: Set<Int>, inner: Set<Int>
  ) {
    self.tokens = tokens
    self.breakAtEnd = breakAtEnd
    self.words = words
    self.hyphenated = hyphenated
    self.inner = inner
  }

  /// The hashes of the words of `texts`.
  static func hashes(of texts: [String]) -> Set<UInt64> {
    Set(texts.flatMap { TokenizedText($0).hashes })
  }

  /// The hashes of its words in order.
  var hashes: [UInt64] { tokens.map(\.hash) }

  /// Unified ideographs, which folding does not change.
  static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF

  /// The three-byte scalar at `index` of UTF-8 `bytes`, if it is an ideograph or a Chinese comma or
  /// full stop; `nil` for anything else.
  static func chineseScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 2 < bytes.count, bytes[index] >> 4 == 0xE else { return nil }
    let scalar =
      UInt32(bytes[index] & 0xF) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      | UInt32(bytes[index + 2] & 0x3F)
    return ideographs.contains(scalar) || scalar == 0x3001 || scalar == 0x3002 || scalar == 0xFF0C
      ? scalar : nil
  }

  /// Whether folding leaves its words as they are, apart from ASCII case: so for nearly all English
  /// and Chinese text.
  static func isUnchangedByFolding(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        guard bytes[index] >= 0x80 else {
          index += 1
          continue
        }
        guard chineseScalar(bytes, at: index) != nil else { return false }
        index += 3
      }
      return true
    }
  }

  /// The hash of a word without characters.
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of two words in a row.
  static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0x9E37_79B9_7F4A_7C15) ^ second
  }

  /// The hash of a word continued by the scalar `value`.
  static func mix(_ hash: UInt64, _ value: UInt32) -> UInt64 {
    (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3 ^ (hash >> 29)
  }
}
