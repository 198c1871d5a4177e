/// Words that follow one another, as they are matched in a text.
struct WordPhrase: Sendable, Decodable {
  private struct Word: Sendable {
    let text: String
    let hasEnding: Bool
    let isEnding: Bool
  }

  private let words: [Word]
  /// Its first byte where that is ASCII and must be the text's: most words of a text differ in it.
  private let firstByte: UInt8?

  init(_ text: String) {
    let words: [Word] = text.split(separator: " ").flatMap { word in
      // Most are plain words, which need not be taken apart.
      let isPlain = word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      let tokens = isPlain ? [String(word)] : ClauseTokens(String(word)).tokens.map(\.text)
      return tokens.enumerated().map {
        Word(
          text: $0.element, hasEnding: $0.offset == tokens.count - 1 && word.hasSuffix("*"),
          isEnding: $0.offset == 0 && word.hasPrefix("*"))
      }
    }
    let first = words.first.flatMap { $0.isEnding ? nil : $0.text.utf8.first }
    firstByte = first.flatMap { $0 < 0x80 ? $0 : nil }
    self.words = words
  }

  /// What a text that it matches begins with; `nil` where that may be anything.
  var start: Unicode.Scalar? {
    words.first.flatMap { $0.isEnding ? nil : $0.text.unicodeScalars.first }
  }

  /// The word that it is; `nil` for several and for one with an ending.
  var word: String? {
    words.count == 1 && !words[0].hasEnding && !words[0].isEnding ? words[0].text : nil
  }

  init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// How many of `tokens` it matches from `start` on; `nil` if it does not.
  func length(in tokens: [ClauseTokens.Token], from start: Int) -> Int? {
    guard !words.isEmpty, start >= 0, start + words.count <= tokens.count else { return nil }
    if let firstByte, let byte = tokens[start].text.utf8.first, byte < 0x80, byte != firstByte {
      return nil
    }
    for (offset, word) in words.enumerated() {
      let token = tokens[start + offset]
      guard offset == 0 || !token.startsClause, token.mention == nil else { return nil }
      let text = token.text
      guard
        text == word.text
          || word.hasEnding && text.hasPrefix(word.text) && text.count <= word.text.count + 4
          || word.isEnding && text.hasSuffix(word.text)
      else { return nil }
    }
    return words.count
  }

  /// How many of `tokens` before `end` it matches.
  func length(in tokens: [ClauseTokens.Token], to end: Int) -> Int? {
    length(in: tokens, from: end - words.count)
  }
}
