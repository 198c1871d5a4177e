internal import Foundation
internal import TroupeVocabulary

/// The words of the name of a file or folder, as people separate them there: `ProfileLeft_2 (1)`.
struct NameWords {
  /// A word, or one character of a script without spaces.
  struct Word {
    let text: String
    /// Whether no space is before it.
    let isJoined: Bool
    /// The indices of its tokens in `tokens`.
    let tokens: Range<Int>
  }

  private(set) var words: [Word] = []
  let tokens: TokenizedText
  /// Whether a camera or a program made up some of it: then its numbers count nothing.
  let isMadeUp: Bool

  init(_ name: String) {
    let whole = name.precomposedStringWithCanonicalMapping
    var pieces = Self.isIdentifier(whole) ? [] : Self.pieces(Self.withoutCopyMark(whole))
    let count = pieces.count
    pieces.removeAll(where: Self.isMadeUp)
    isMadeUp = pieces.count < count || Self.isIdentifier(whole)
    var text = ""
    var start = 0
    for piece in pieces.flatMap(Self.parts) {
      for (index, word) in Self.characters(piece).enumerated() {
        let length = TokenizedText(word).tokens.count
        guard length > 0 else { continue }
        text += (index == 0 ? " " : "") + word
        words.append(Word(text: word, isJoined: index > 0, tokens: start..<start + length))
        start += length
      }
    }
    tokens = TokenizedText(text)
  }

  /// The words whose tokens are not in `used`, as one text.
  func rest(without used: Set<Int>) -> [Word] {
    words.filter { used.isDisjoint(with: $0.tokens) }
  }

  private static let separators: Set<Character> = [
    "_", "-", ".", " ", "+", ",", "~", "&", "=", "(", ")", "[", "]", "{", "}", "（", "）", "【", "】",
    "—", "–", "・", "·", "、", "，", "\u{3000}", "\u{A0}", "'", "’", "#",
  ]

  private static func pieces(_ name: String) -> [String] {
    name.split { separators.contains($0) || $0.isWhitespace }.map(String.init)
  }

  /// Without the number in parentheses that a system gives to a copy.
  private static func withoutCopyMark(_ name: String) -> String {
    var name = name[...]
    while let last = name.last, last == ")" || last == "）",
      let open = name.lastIndex(where: { $0 == "(" || $0 == "（" }),
      name[name.index(after: open)...].dropLast().allSatisfy(\.isNumber)
    {
      name = name[..<open]
      while name.last?.isWhitespace == true { name.removeLast() }
    }
    return String(name)
  }

  /// Whether it is a UUID.
  private static func isIdentifier(_ name: String) -> Bool { UUID(uuidString: name) != nil }

  /// Whether no person wrote it: a digest, or letters and digits mixed as in the names of cameras.
  private static func isMadeUp(_ piece: String) -> Bool {
    guard piece.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    let digits = piece.count { $0.isNumber }
    guard digits > 0, digits < piece.count else { return digits > 4 }
    if piece.count >= 8, piece.allSatisfy(\.isHexDigit) { return true }
    // Letters and then digits are a word and its number; but few words have so long a number.
    let letters = piece.prefix { $0.isLetter }
    let rest = piece.dropFirst(letters.count)
    if !letters.isEmpty, rest.allSatisfy(\.isNumber) { return rest.count > 4 || letters.count == 1 }
    return !["3q", "3qtr"].contains(piece.lowercased())
  }

  /// The words that stand together, told apart by a capital letter or a digit: `ProfileLeft2`.
  private static func parts(_ piece: String) -> [String] {
    var parts: [String] = []
    var last: Character?
    for character in piece {
      let isStart =
        last.map {
          $0.isLowercase && character.isUppercase || $0.isLetter && character.isNumber
        } ?? true
      if isStart { parts.append("") }
      parts[parts.count - 1].append(character)
      last = character
    }
    return parts
  }

  /// Each character of a script without spaces alone, other words whole.
  private static func characters(_ piece: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    for character in piece {
      let isAlone = character.unicodeScalars.first?.isWrittenWithoutSpaces ?? false
      if isAlone || !isOpen { words.append("") }
      words[words.count - 1].append(character)
      isOpen = !isAlone
    }
    return words
  }
}
