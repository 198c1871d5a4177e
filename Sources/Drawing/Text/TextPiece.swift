/// A part of a text that stays on one line: a word, a space, a Chinese character with its
/// punctuation.
struct TextPiece: Hashable {
  var text: String
  /// The embedding level of each scalar.
  var levels: [UInt8]
  var isSpace: Bool

  /// Splits one paragraph where lines may break.
  static func pieces(of paragraph: some StringProtocol, levels: [UInt8]) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var isOpen = false
    var index = 0
    for character in paragraph {
      let end = index + character.unicodeScalars.count
      let own = levels[min(index, levels.count)..<min(end, levels.count)]
      index = end
      let isSpace = character.isWhitespace
      if let last = pieces.indices.last,
        isOpen || joins(pieces[last].text, character), !isSpace, !pieces[last].isSpace
      {
        pieces[last].text.append(character)
        pieces[last].levels += own
      } else {
        pieces.append(
          TextPiece(
            text: isSpace ? " " : String(character),
            levels: isSpace ? Array(own.prefix(1)) : Array(own), isSpace: isSpace))
      }
      isOpen = opening.contains(character)
    }
    return pieces
  }

  /// Each character as a piece of its own.
  var characters: [TextPiece] {
    var index = 0
    return text.map { character in
      let end = min(index + character.unicodeScalars.count, levels.count)
      defer { index = end }
      return TextPiece(
        text: String(character), levels: Array(levels[min(index, end)..<end]), isSpace: isSpace)
    }
  }

  /// Whether a line may not break between a piece and a character.
  private static func joins(_ piece: String, _ right: Character) -> Bool {
    guard let left = piece.last else { return false }
    if closing.contains(right) { return true }
    if hyphens.contains(left), right.isLetter { return piece.count == 1 }
    if left.isIdeographic || right.isIdeographic { return false }
    // Without a dictionary, lines break between syllables in these scripts, not only between words.
    guard left.isWrittenWithoutSpaces && right.isWrittenWithoutSpaces else { return true }
    return leadingVowels.contains(left.first) || trailingVowels.contains(right.first)
  }

  /// Punctuation that may not begin a line.
  private static let closing = Set("，。、；：！？）」』】》〉〕”’…·～ー々％,.;:!?)]}%،؛؟")
  /// Punctuation that may not end a line.
  private static let opening = Set("（「『【《〈〔“‘([{")
  /// A line may end in one of these within a word.
  private static let hyphens = Set("-‐–—/")
  /// Thai and Lao vowels that are written before their consonant.
  private static let leadingVowels = Set("เแโใไເແໂໃໄ".unicodeScalars)
  /// Thai and Lao signs that belong to the preceding consonant.
  private static let trailingVowels = Set("ะาำๅๆฯະາຳຽໆ".unicodeScalars)
}

extension Character {
  fileprivate var first: Unicode.Scalar { unicodeScalars[unicodeScalars.startIndex] }

  /// Whether lines may break on both sides: Chinese characters, kana and their punctuation.
  fileprivate var isIdeographic: Bool {
    switch first.value {
    case 0x2E80...0x303F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFF00...0xFFEF, 0x20000...0x3FFFF:
      return true
    default: return false
    }
  }

  /// Whether its script is not ideographic and has no spaces between words: Thai, Lao, Burmese, Khmer.
  fileprivate var isWrittenWithoutSpaces: Bool {
    switch first.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true
    default: return false
    }
  }
}
