/// Cuts a query into pieces: words, quoted phrases, and names with values.
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
  }

  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// The next piece; `nil` at the end.
  mutating func next() -> Piece? {
    rest = rest.drop(while: \.isWhitespace)
    guard !rest.isEmpty else { return nil }
    let start = rest
    var piece = Piece()
    if let first = rest.first, first == "-" || first == "－" {
      piece.isNegated = true
      rest.removeFirst()
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
      var word = rest.prefix { !$0.isWhitespace && Self.closing($0) == nil }
      rest = rest.dropFirst(word.count)
      while word.last == "*" {
        piece.isPrefix = true
        word.removeLast()
      }
      piece.text = String(word)
    }
    piece.written = String(start[..<rest.startIndex])
    return piece
  }

  private mutating func filterName() -> String? {
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    let after = rest.dropFirst(name.count)
    guard !name.isEmpty, let colon = after.first, colon == ":" || colon == "：" else { return nil }
    rest = after.dropFirst()
    return name.lowercased()
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
