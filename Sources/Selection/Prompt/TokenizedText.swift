internal import TroupeVocabulary

/// A text as a sequence of hashed words, in which phrases are found. In scripts written without
/// spaces every character is a word.
///
/// Hashes make ten thousand captions quick to search; collisions of 64-bit hashes are ignored.
struct TokenizedText: Hashable, Sendable {
  /// The strongest punctuation between two words; it separates clauses or sentences.
  enum Break: UInt8, Comparable, Sendable {
    case none, clause, sentence

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

  init(tokens: [Token], breakAtEnd: Break = .none) {
    self.tokens = tokens
    self.breakAtEnd = breakAtEnd
  }

  init(_ text: String) {
    let folded = Self.isUnchangedByFolding(text) ? text : text.foldedKey
    tokens.reserveCapacity(folded.utf8.count / 5 + 1)
    var hash = Self.seed
    var isInWord = false
    func flush(_ text: inout TokenizedText) {
      guard isInWord else { return }
      text.tokens.append(Token(hash: hash, breakBefore: text.breakAtEnd))
      text.breakAtEnd = .none
      hash = Self.seed
      isInWord = false
    }
    for scalar in folded.unicodeScalars {
      switch Self.category(of: scalar) {
      case .letter:
        let isUpper = (0x41...0x5A).contains(scalar.value)
        hash = Self.mix(hash, isUpper ? scalar.value | 0x20 : scalar.value)
        isInWord = true
      case .wholeWord:
        flush(&self)
        tokens.append(Token(hash: Self.mix(Self.seed, scalar.value), breakBefore: breakAtEnd))
        breakAtEnd = .none
      case .apostrophe: break
      case .space: flush(&self)
      case .clauseEnd:
        flush(&self)
        breakAtEnd = max(breakAtEnd, .clause)
      case .sentenceEnd:
        flush(&self)
        breakAtEnd = .sentence
      }
    }
    flush(&self)
  }

  /// The hashes of its words in order.
  var hashes: [UInt64] { tokens.map(\.hash) }

  private enum Category { case letter, wholeWord, apostrophe, space, clauseEnd, sentenceEnd }

  private static func category(of scalar: Unicode.Scalar) -> Category {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
      case 0x27: return .apostrophe
      case 0x2C, 0x3A, 0x3B, 0x28, 0x29: return .clauseEnd
      case 0x2E, 0x21, 0x3F, 0x0A, 0x0D: return .sentenceEnd
      default: return .space
      }
    }
    switch value {
    case 0x2019: return .apostrophe
    case 0x3001, 0x2014, 0xFF0C: return .clauseEnd
    case 0x3002, 0x2026, 0x0964: return .sentenceEnd
    default: break
    }
    if scalar.isWrittenWithoutSpaces { return .wholeWord }
    let properties = scalar.properties
    if properties.isAlphabetic || properties.numericType != nil { return .letter }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .letter
    default: return .space
    }
  }

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
  private static func isUnchangedByFolding(_ text: String) -> Bool {
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

  /// The hash of a word continued by the scalar `value`.
  static func mix(_ hash: UInt64, _ value: UInt32) -> UInt64 {
    (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3 ^ (hash >> 29)
  }
}
