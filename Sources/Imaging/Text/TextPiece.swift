/// A stretch of text that stays on one line: a word, a space, a Chinese character with its
/// punctuation.
struct TextPiece: Hashable {
  var text: String
  var isSpace: Bool

  /// Cuts one paragraph where lines may break.
  static func pieces(of paragraph: some StringProtocol) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var isOpen = false
    for character in paragraph {
      let isSpace = character.isWhitespace
      if let last = pieces.indices.last,
        isOpen || joins(pieces[last].text.last, character), !isSpace, !pieces[last].isSpace
      {
        pieces[last].text.append(character)
      } else {
        pieces.append(TextPiece(text: isSpace ? " " : String(character), isSpace: isSpace))
      }
      isOpen = opening.contains(character)
    }
    return pieces
  }

  /// Whether no line may break between two characters.
  private static func joins(_ left: Character?, _ right: Character) -> Bool {
    guard let left else { return false }
    return closing.contains(right) || !(left.isIdeographic || right.isIdeographic)
  }

  /// Punctuation that must not begin a line.
  private static let closing = Set("，。、；：！？）」』】》〉〕”’…·～ー々％,.;:!?)]}%")
  /// Punctuation that must not end a line.
  private static let opening = Set("（「『【《〈〔“‘([{")
}

extension Character {
  /// Whether lines may break on both sides: Chinese characters, kana and their punctuation.
  fileprivate var isIdeographic: Bool {
    guard let scalar = unicodeScalars.first?.value else { return false }
    switch scalar {
    case 0x2E80...0x303F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFF00...0xFFEF, 0x20000...0x3FFFF:
      return true
    default: return false
    }
  }
}
