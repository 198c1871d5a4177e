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

  init(tokens: [Token], breakAtEnd: Break = .none) {
    self.tokens = tokens
    self.breakAtEnd = breakAtEnd
  }

  /// - Parameter keepsWords: whether `words` is filled, for a text that is explained.
  init(_ text: String, keepsWords: Bool = false) {
    let folded = Self.isUnchangedByFolding(text) ? text : text.foldedKey
    tokens.reserveCapacity(folded.utf8.count / 3 + 1)
    var hash = Self.seed
    var word = String.UnicodeScalarView()
    var isInWord = false
    var isInitial = false
    var isAfterHyphen = false
    func flush(_ text: inout TokenizedText) {
      guard isInWord else { return }
      text.tokens.append(Token(hash: hash, breakBefore: text.breakAtEnd))
      if keepsWords {
        if isAfterHyphen { text.hyphenated.formUnion([text.words.count - 1, text.words.count]) }
        text.words.append(String(word))
      }
      isInitial = isInitial && word.count <= 1
      word.removeAll()
      text.breakAtEnd = .none
      hash = Self.seed
      isInWord = false
    }
    var last: Unicode.Scalar?
    var wasInWordBeforeStop = false
    var breakBeforeStop = Break.none
    for scalar in folded.unicodeScalars {
      defer { last = scalar }
      // Most of a text is letters within a word, and spaces.
      let value = scalar.value
      if isInWord, value | 0x20 &- 0x61 < 26 || value &- 0x30 < 10 {
        let letter = value < 0x40 ? value : value | 0x20
        hash = Self.mix(hash, letter)
        if keepsWords { word.append(Unicode.Scalar(letter) ?? scalar) }
        continue
      }
      if value == 0x20 {
        flush(&self)
        continue
      }
      if last == " ", scalar == "/" || scalar == "-" {
        flush(&self)
        breakAtEnd = max(breakAtEnd, scalar == "/" ? .semicolon : .colon)
        continue
      }
      switch Self.category(of: scalar) {
      case .letter:
        // A full stop inside a word or number ends nothing: `f/1.8`, `O.T.S.`.
        if last == ".", !isInWord, wasInWordBeforeStop { breakAtEnd = breakBeforeStop }
        if !isInWord {
          isInitial = last == "."
          isAfterHyphen = last == "-"
        }
        let isUpper = (0x41...0x5A).contains(scalar.value)
        let letter = isUpper ? scalar.value | 0x20 : Self.withoutAccent(scalar)
        hash = Self.mix(hash, letter)
        if keepsWords { word.append(Unicode.Scalar(letter) ?? scalar) }
        isInWord = true
      case .wholeWord:
        flush(&self)
        tokens.append(Token(hash: Self.mix(Self.seed, scalar.value), breakBefore: breakAtEnd))
        if keepsWords { words.append(String(Character(scalar))) }
        breakAtEnd = .none
      case .apostrophe: break
      case .space: flush(&self)
      case .ends(let kind):
        wasInWordBeforeStop = isInWord
        flush(&self)
        breakBeforeStop = breakAtEnd
        // `P.O.V.` ends no sentence.
        if scalar == ".", wasInWordBeforeStop, isInitial { continue }
        breakAtEnd = max(breakAtEnd, kind)
      }
    }
    flush(&self)
  }

  /// A letter of an alphabet without its accent, which many people do not type.
  private static func withoutAccent(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0xC0...0x24F: latinBases[Int(scalar.value - 0xC0)]
    case 0x400...0x4FF: cyrillicBases[Int(scalar.value - 0x400)]
    default: scalar.value
    }
  }

  private static let latinBases = (0xC0...0x24F).map(base)
  private static let cyrillicBases = (0x400...0x4FF).map(base)

  private static func base(_ value: UInt32) -> UInt32 {
    let parts = Unicode.Scalar(value).map {
      String($0).decomposedStringWithCanonicalMapping.unicodeScalars
    }
    return parts?.first?.value ?? value
  }

  /// The hashes of the words of `texts`.
  static func hashes(of texts: [String]) -> Set<UInt64> {
    Set(texts.flatMap { TokenizedText($0).hashes })
  }

  /// The hashes of its words in order.
  var hashes: [UInt64] { tokens.map(\.hash) }

  private enum Category { case letter, wholeWord, apostrophe, space, ends(Break) }

  private static func category(of scalar: Unicode.Scalar) -> Category {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
      case 0x27: return .apostrophe
      case 0x2C, 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7C, 0x7D: return .ends(.clause)
      case 0x3A: return .ends(.colon)
      case 0x3B: return .ends(.semicolon)
      case 0x2E, 0x21, 0x3F: return .ends(.sentence)
      case 0x0A, 0x0D: return .ends(.line)
      default: return .space
      }
    }
    switch value {
    case 0x2019, 0x300...0x36F: return .apostrophe
    case 0x3001, 0xFF0C, 0x3010, 0x3011: return .ends(.clause)
    case 0x2013, 0x2014: return .ends(.colon)
    case 0x3002, 0x2026, 0x0964: return .ends(.sentence)
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

  /// The hash of a word continued by the scalar `value`.
  static func mix(_ hash: UInt64, _ value: UInt32) -> UInt64 {
    (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3 ^ (hash >> 29)
  }
}
