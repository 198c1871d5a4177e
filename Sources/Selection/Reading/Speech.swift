/// What a prompt quotes, which is said or written and not shown: `“Stop crying!” says @kael`.
struct Speech {
  /// By piece, the numbers of its words that are quoted.
  private(set) var words: [Int: Set<Int>] = [:]
  private var open: Quote?

  private struct Quote {
    let piece: Int
    let start: String.Index
    let closers: Set<Character>
  }

  /// Words without a mark at their end that are no speech but a phrase to be stressed: `the “close-up” of @kael`.
  private static let phraseLength = 3
  private static let closers: [Character: Set<Character>] = [
    "\"": ["\""], "“": ["”"], "„": ["“", "”", "\""], "«": ["»"], "»": ["«"], "「": ["」"],
    "『": ["』"],
  ]
  private static let marks: Set<Character> = [
    "!", "?", ".", "…", ",", "！", "？", "。", "，", "—",
  ]

  init(_ pieces: [ParsedPrompt.Piece]) {
    for (number, piece) in pieces.enumerated() {
      guard case .text(let text) = piece else { continue }
      read(text, number)
    }
  }

  private mutating func read(_ text: String, _ piece: Int) {
    var before: Character = " "
    for index in text.indices {
      let character = text[index]
      defer { before = character }
      if let quote = open {
        guard quote.closers.contains(character) else { continue }
        open = nil
        if quote.piece == piece { add(text, quote.start..<index, piece) }
      } else if let closers = Self.closers[character], !before.isNumber {
        open = Quote(piece: piece, start: text.index(after: index), closers: closers)
      }
    }
  }

  private mutating func add(_ text: String, _ range: Range<String.Index>, _ piece: Int) {
    let count = TokenizedText(String(text[range])).tokens.count
    let first = TokenizedText(String(text[..<range.lowerBound])).tokens.count
    let after = text[range.upperBound...].dropFirst().first
    let isMarked =
      (text[range].last { !$0.isWhitespace }).map(Self.marks.contains) ?? false
      || after.map { $0 == "," || $0 == "，" } ?? false
    guard isMarked || count > Self.phraseLength else { return }
    words[piece, default: []].formUnion(first..<first + count)
  }
}
