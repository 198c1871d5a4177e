/// Phrases with their meanings, and a search for them in a text.
struct PhraseTable<Meaning: Sendable>: Sendable {
  /// One phrase in a text.
  struct Match: Sendable {
    let meaning: Meaning
    /// The phrase as spelled in the table.
    let phrase: String
    /// The range of its tokens in the text.
    let range: Range<Int>
  }

  private struct Phrase: Sendable {
    let hashes: [UInt64]
    let words: String
    let meaning: Meaning
  }

  /// By the hash of the first word; longer phrases first.
  private var byFirstWord: [UInt64: [Phrase]] = [:]

  var isEmpty: Bool { byFirstWord.isEmpty }

  /// Adds every phrase that `written` stands for; a phrase without words is ignored.
  mutating func add(_ written: String, _ meaning: Meaning) {
    for words in LanguageFile.expanded(written) {
      let hashes = Self.hashes(words)
      guard let first = hashes.first else { continue }
      let phrase = Phrase(hashes: hashes, words: words, meaning: meaning)
      let index = byFirstWord[first, default: []].firstIndex { $0.hashes.count < hashes.count }
      byFirstWord[first, default: []].insert(
        phrase, at: index ?? byFirstWord[first, default: []].count)
    }
  }

  /// The hashes of a phrase's words, `@` standing for a mention.
  private static func hashes(_ words: String) -> [UInt64] {
    guard words.utf8.contains(UInt8(ascii: "@")) else { return TokenizedText(words).hashes }
    let parts = words.split(separator: "@", omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { number, part in
      (number == 0 ? [] : [PromptWord.mentionHash]) + TokenizedText(String(part)).hashes
    }
  }

  /// The first words of the phrases that have a matching meaning.
  func firstWords(where isMatching: (Meaning) -> Bool) -> [UInt64] {
    byFirstWord.filter { $0.value.contains { isMatching($0.meaning) } }.map(\.key)
  }

  /// Of each phrase that has a matching meaning, a word by which it is rare: its first that is not `isCommon`.
  func rareWords(
    where isMatching: (Meaning) -> Bool, isCommon: (UInt64) -> Bool
  ) -> [UInt64] {
    byFirstWord.values.joined().filter { isMatching($0.meaning) }.compactMap { phrase in
      phrase.hashes.first { !isCommon($0) } ?? phrase.hashes.first
    }
  }

  /// The phrases in `text` from left to right, the longest at each position, without overlaps; a
  /// phrase with several meanings once for each.
  func matches(in text: TokenizedText) -> [Match] {
    var found: [Match] = []
    var start = 0
    while start < text.tokens.count {
      var length = 0
      for phrase in byFirstWord[text.tokens[start].hash] ?? [] {
        if length > 0, phrase.hashes.count < length { break }
        guard Self.contains(phrase.hashes, in: text.tokens, at: start) else { continue }
        length = phrase.hashes.count
        found.append(
          Match(meaning: phrase.meaning, phrase: phrase.words, range: start..<start + length))
      }
      start += max(1, length)
    }
    return found
  }

  /// Whether `tokens` has these words at `start`, without punctuation between them.
  static func contains(_ hashes: [UInt64], in tokens: [TokenizedText.Token], at start: Int) -> Bool
  {
    guard start >= 0, start + hashes.count <= tokens.count else { return false }
    for (offset, hash) in hashes.enumerated() {
      let token = tokens[start + offset]
      if token.hash != hash || offset > 0 && token.breakBefore != .none { return false }
    }
    return true
  }
}
