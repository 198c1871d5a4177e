internal import Foundation
internal import TroupeVocabulary

/// Cuts text into the tokens that are indexed and searched, the same for both.
package enum TextSegmenter {
  /// The tokens of `text` in order: folded by NFKC, case and (in scripts that allow it) diacritics.
  /// Runs of letters, digits and marks are words; in scripts written without spaces each character
  /// is a token of its own, and so is an emoji or another symbol.
  package static func tokens(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainTokens(text) }
    var tokens: [String] = []
    var word = String.UnicodeScalarView()
    func endWord() {
      if !word.isEmpty { tokens.append(String(word).precomposedStringWithCanonicalMapping) }
      word = String.UnicodeScalarView()
    }
    for scalar in folded(text).unicodeScalars {
      if isMark(scalar) {
        if !word.isEmpty { word.append(scalar) }
      } else if scalar.properties.generalCategory == .otherSymbol {
        endWord()
        tokens.append(symbolMark + String(scalar.value, radix: 16))
      } else if !isWordlike(scalar) {
        endWord()
      } else if scalar.isWrittenWithoutSpaces {
        endWord()
        tokens.append(String(scalar))
      } else {
        word.append(scalar)
      }
    }
    endWord()
    return tokens
  }

  /// The same of ASCII, where letters and digits are all that words are made of, many times as quick.
  private static func plainTokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      default:
        if word.isEmpty { continue }
        tokens.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { tokens.append(String(decoding: word, as: UTF8.self)) }
    return tokens
  }

  /// The tokens joined by spaces, for an FTS5 index with the `unicode61` tokenizer, which keeps
  /// them as they are.
  package static func indexed(_ text: String) -> String {
    tokens(text).joined(separator: " ")
  }

  /// A token as people write it.
  static func shown(_ token: String) -> String {
    guard token.hasPrefix(symbolMark), let value = UInt32(token.dropFirst(), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return token }
    return String(scalar)
  }

  /// Begins the token of a symbol, which the index would take for a space. For private use, so that no text has it.
  private static let symbolMark = "\u{E010}"

  private static func folded(_ text: String) -> String {
    let lower = text.precomposedStringWithCompatibilityMapping.lowercased()
    var kept = String.UnicodeScalarView()
    var base: UInt32 = 0
    for scalar in lower.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.properties.generalCategory != .nonspacingMark {
        base = scalar.value
      } else if base < lastFoldedBase {
        continue
      }
      kept.append(scalar)
    }
    return String(kept).precomposedStringWithCanonicalMapping
  }

  /// Up to Armenian, marks are accents, and words are the same without them. Beyond, they are
  /// vowels.
  private static let lastFoldedBase: UInt32 = 0x0590

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isWordlike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
