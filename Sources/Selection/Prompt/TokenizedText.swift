internal import TroupeVocabulary

/// A text as the words that phrases are found by, each known by a hash; of scripts written without
/// spaces every character is a word.
///
/// Hashes make ten thousand captions quick to search; two words of one 64-bit hash do not occur.
struct TokenText: Sendable {
  /// What stands before a word.
  enum Pause: UInt8, Comparable, Sendable {
    case none, comma, sentence

    static func < (left: Pause, right: Pause) -> Bool { left.rawValue < right.rawValue }
  }

  struct Token: Sendable {
    let hash: UInt64
    let pause: Pause
  }

  private(set) var tokens: [Token] = []
  /// What stands after the last word.
  private(set) var end = Pause.none

  init(tokens: [Token], end: Pause = .none) {
    self.tokens = tokens
    self.end = end
  }

  init(_ text: String) {
    let folded = Self.isPlain(text) ? text : text.foldedKey
    tokens.reserveCapacity(folded.utf8.count / 5 + 1)
    var hash = Self.seed
    var isInWord = false
    func flush(_ text: inout TokenText) {
      guard isInWord else { return }
      text.tokens.append(Token(hash: hash, pause: text.end))
      text.end = .none
      hash = Self.seed
      isInWord = false
    }
    for scalar in folded.unicodeScalars {
      switch Self.sort(of: scalar) {
      case .letter:
        let isUpper = (0x41...0x5A).contains(scalar.value)
        hash = Self.mix(hash, isUpper ? scalar.value | 0x20 : scalar.value)
        isInWord = true
      case .alone:
        flush(&self)
        tokens.append(Token(hash: Self.mix(Self.seed, scalar.value), pause: end))
        end = .none
      case .apostrophe: break
      case .space: flush(&self)
      case .comma:
        flush(&self)
        end = max(end, .comma)
      case .sentence:
        flush(&self)
        end = .sentence
      }
    }
    flush(&self)
  }

  /// The hashes of all its words.
  var hashes: [UInt64] { tokens.map(\.hash) }

  private enum Sort { case letter, alone, apostrophe, space, comma, sentence }

  private static func sort(of scalar: Unicode.Scalar) -> Sort {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
      case 0x27: return .apostrophe
      case 0x2C, 0x3A, 0x3B, 0x28, 0x29: return .comma
      case 0x2E, 0x21, 0x3F, 0x0A, 0x0D: return .sentence
      default: return .space
      }
    }
    switch value {
    case 0x2019: return .apostrophe
    case 0x3001, 0x2014, 0xFF0C: return .comma
    case 0x3002, 0x2026, 0x0964: return .sentence
    default: break
    }
    if scalar.isWrittenWithoutSpaces { return .alone }
    let properties = scalar.properties
    if properties.isAlphabetic || properties.numericType != nil { return .letter }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return .letter
    default: return .space
    }
  }

  /// Unified ideographs, which folding leaves as they are.
  static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF

  /// The scalar of three bytes at `place`, when it is an ideograph or a Chinese comma or stop; `nil`
  /// for anything else.
  static func plainScalar(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
    guard place + 2 < bytes.count, bytes[place] >> 4 == 0xE else { return nil }
    let scalar =
      UInt32(bytes[place] & 0xF) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
      | UInt32(bytes[place + 2] & 0x3F)
    return ideographs.contains(scalar) || scalar == 0x3001 || scalar == 0x3002 || scalar == 0xFF0C
      ? scalar : nil
  }

  /// Whether its words are the same unfolded, as those of nearly all English and Chinese are.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var place = 0
      while place < bytes.count {
        guard bytes[place] >= 0x80 else {
          place += 1
          continue
        }
        guard plainScalar(bytes, at: place) != nil else { return false }
        place += 3
      }
      return true
    }
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  static func mix(_ hash: UInt64, _ value: UInt32) -> UInt64 {
    (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3 ^ (hash >> 29)
  }
}
