/// A stretch of text that stays on one line: a word, a space, a Chinese character with its
/// punctuation.
struct TextPiece: Hashable {
  var text: String
  /// The direction of each scalar.
  var levels: [UInt8]
  var isSpace: Bool

  /// Cuts one paragraph where lines may break.
  static func pieces(of paragraph: some StringProtocol, levels: [UInt8]) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var isOpen = false
    var place = 0
    for character in paragraph {
      let end = place + character.unicodeScalars.count
      let directions = levels[min(place, levels.count)..<min(end, levels.count)]
      place = end
      let isSpace = character.isWhitespace
      if let last = pieces.indices.last,
        isOpen || joins(pieces[last].text, character), !isSpace, !pieces[last].isSpace
      {
        pieces[last].text.append(character)
        pieces[last].levels += directions
      } else {
        pieces.append(
          TextPiece(
            text: isSpace ? " " : String(character),
            levels: isSpace ? Array(directions.prefix(1)) : Array(directions), isSpace: isSpace))
      }
      isOpen = opening.contains(character)
    }
    return pieces
  }

  /// Each character as a piece of its own.
  var characters: [TextPiece] {
    var place = 0
    return text.map { character in
      let end = min(place + character.unicodeScalars.count, levels.count)
      defer { place = end }
      return TextPiece(
        text: String(character), levels: Array(levels[min(place, end)..<end]), isSpace: isSpace)
    }
  }

  /// Whether no line may break between a piece and a character.
  private static func joins(_ piece: String, _ right: Character) -> Bool {
    guard let left = piece.last else { return false }
    if closing.contains(right) { return true }
    if hyphens.contains(left), right.isLetter { return piece.count == 1 }
    if left.isIdeographic || right.isIdeographic { return false }
    // Without a dictionary, lines break between syllables there, not only between words.
    guard left.isWrittenWithoutSpaces && right.isWrittenWithoutSpaces else { return true }
    return leadingVowels.contains(left.first) || trailingVowels.contains(right.first)
  }

  /// Punctuation that must not begin a line.
  private static let closing = Set("，。、；：！？）」』】》〉〕”’…·～ー々％,.;:!?)]}%،؛؟")
  /// Punctuation that must not end a line.
  private static let opening = Set("（「『【《〈〔“‘([{")
  /// A line may end in one that stands within a word.
  private static let hyphens = Set("-‐–—/")
  /// Thai and Lao vowels that are written before their consonant.
  private static let leadingVowels = Set("เแโใไເແໂໃໄ".unicodeScalars)
  /// Thai and Lao signs that belong to what they follow.
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

  /// Whether its script sets no spaces between words and is no ideograph: Thai, Lao, Burmese, Khmer.
  fileprivate var isWrittenWithoutSpaces: Bool {
    switch first.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true
    default: return false
    }
  }
}
