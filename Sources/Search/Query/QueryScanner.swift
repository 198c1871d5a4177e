/// Cuts a query into pieces: words, quoted phrases, names with values, and what stands between them.
struct QueryScanner {
  /// One piece between spaces.
  struct Piece: Hashable, Sendable {
    /// Whether a minus stood before it.
    var isNegated = false
    /// The letters before a colon, in lower case, if it began so.
    var name: String?
    /// The rest, without quotes.
    var text = ""
    /// Whether it was quoted.
    var isQuoted = false
    /// Whether a star stood at its end.
    var isPrefix = false
    /// All of it as written.
    var written = ""

    /// Whether it is a quotation without its end.
    var isUnclosed: Bool { isQuoted && !isPrefix && written.hasSuffix(text) }

    /// Whether it is `word` and nothing else.
    func isBare(_ word: String) -> Bool { written == word }
  }

  /// What a query is made of.
  enum Token: Hashable, Sendable {
    /// A word, a phrase, or a name with its value.
    case piece(Piece)
    /// What begins a group.
    case open(isNegated: Bool)
    /// What ends one.
    case close
  }

  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// All there is.
  static func tokens(_ text: String) -> [Token] {
    var scanner = QueryScanner(text)
    var tokens: [Token] = []
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }

  /// The next one; `nil` at the end.
  mutating func next() -> Token? {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.first else { return nil }
    if Self.closesGroup(first) {
      rest.removeFirst()
      return .close
    }
    let start = rest
    var piece = Piece()
    if first == "-" || first == "－" {
      piece.isNegated = true
      rest.removeFirst()
    }
    if let next = rest.first, Self.opensGroup(next) {
      rest.removeFirst()
      return .open(isNegated: piece.isNegated)
    }
    piece.name = filterName()
    if let close = rest.first.flatMap(Self.closing) {
      piece.isQuoted = true
      rest.removeFirst()
      // A quote without its end takes everything that follows.
      piece.text = String(rest.prefix { !close.contains($0) })
      rest = rest.dropFirst(piece.text.count).dropFirst()
      while rest.first == "*" {
        piece.isPrefix = true
        rest.removeFirst()
      }
    } else {
      var word = rest.prefix { !Self.endsWord($0) }
      rest = rest.dropFirst(word.count)
      while word.last == "*" {
        piece.isPrefix = true
        word.removeLast()
      }
      piece.text = String(word)
    }
    piece.written = String(start[..<rest.startIndex])
    return .piece(piece)
  }

  private mutating func filterName() -> String? {
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    let after = rest.dropFirst(name.count)
    guard !name.isEmpty, let colon = after.first, colon == ":" || colon == "：" else { return nil }
    rest = after.dropFirst()
    return name.lowercased()
  }

  private static func endsWord(_ character: Character) -> Bool {
    character.isWhitespace || closing(character) != nil || opensGroup(character)
      || closesGroup(character)
  }

  private static func opensGroup(_ character: Character) -> Bool {
    character == "(" || character == "（"
  }

  private static func closesGroup(_ character: Character) -> Bool {
    character == ")" || character == "）"
  }

  /// The characters that end what `character` opens, if it opens a quotation.
  private static func closing(_ character: Character) -> String? {
    switch character {
    case "\"", "“", "”", "„", "＂": "\"“”„＂"
    case "「": "」"
    case "『": "』"
    case "«": "»"
    default: nil
    }
  }
}
