/// Phrases with their meanings, and a search for them in a text.
struct PhraseTable<Meaning: Sendable>: Sendable {
  /// One phrase in a text.
  struct Match: Sendable {
    let meaning: Meaning
    fileprivate let found: Phrase
    /// The range of its tokens in the text.
    let range: Range<Int>

    /// The phrase as spelled in the table.
    var phrase: String { LanguageFile.expanded(found.written)[found.alternative] }
  }

  fileprivate struct Phrase: Sendable {
    let hashes: [UInt64]
    /// The second word, by which most phrases are told apart without looking further; 0 for none.
    let second: UInt64
    /// What it is an alternative of, and which.
    let written: String
    let alternative: Int
    /// The number of its meaning.
    let meaning: Int
  }

  /// What the phrases mean.
  private(set) var meanings: [Meaning] = []
  /// By the first word; longer phrases first.
  private var byFirstWord: [WordHash: [Phrase]] = [:]

  var isEmpty: Bool { byFirstWord.isEmpty }

  /// Adds every phrase that `written` stands for; a phrase without words is ignored.
  mutating func add(_ written: String, _ meaning: Meaning) { add([written], meaning) }

  /// Adds phrases of one meaning.
  mutating func add(_ phrases: [String], _ meaning: Meaning) {
    meanings.append(meaning)
    for written in phrases {
      // Each word is read once, in however many alternatives it stands.
      let all = LanguageFile.expanded(written) { Self.hashes(String($0)) }
      for (number, words) in all.enumerated() {
        let hashes = words.count == 1 ? words[0] : Array(words.joined())
        guard let first = hashes.first else { continue }
        let phrase = Phrase(
          hashes: hashes, second: hashes.count > 1 ? hashes[1] : 0, written: written,
          alternative: number, meaning: meanings.count - 1)
        Self.insert(phrase, in: &byFirstWord[WordHash(first), default: []])
      }
    }
  }

  private static func insert(_ phrase: Phrase, in list: inout [Phrase]) {
    let index = list.firstIndex { $0.hashes.count < phrase.hashes.count }
    list.insert(phrase, at: index ?? list.count)
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
    byFirstWord.filter { $0.value.contains { isMatching(meanings[$0.meaning]) } }.map(\.key.value)
  }

  /// Of each phrase that has a matching meaning, a word by which it is rare: its first that is not `isCommon`.
  func rareWords(
    where isMatching: (Meaning) -> Bool, isCommon: (UInt64) -> Bool
  ) -> [UInt64] {
    let isWanted = meanings.map(isMatching)
    return byFirstWord.values.joined().filter { isWanted[$0.meaning] }.compactMap { phrase in
      phrase.hashes.first { !isCommon($0) } ?? phrase.hashes.first
    }
  }

  /// The phrases in `text` from left to right, the longest at each position, without overlaps; a
  /// phrase with several meanings once for each.
  func matches(in text: TokenizedText) -> [Match] {
    var found: [Match] = []
    visit(text.tokens) { phrase, range in
      found.append(Match(meaning: meanings[phrase.meaning], found: phrase, range: range))
    }
    return found
  }

  /// The same as numbers of `meanings`, for the many texts of which nothing is explained.
  func meaningNumbers(in text: TokenizedText) -> [(meaning: Int, range: Range<Int>)] {
    var found: [(Int, Range<Int>)] = []
    visit(text.tokens) { found.append(($0.meaning, $1)) }
    return found
  }

  /// Whether `text` has any of the phrases.
  func hasPhrase(in text: TokenizedText) -> Bool {
    text.tokens.indices.contains { start in
      byFirstWord[WordHash(text.tokens[start].hash)]?.contains {
        Self.contains($0.hashes, in: text.tokens, at: start)
      } ?? false
    }
  }

  private func visit(
    _ tokens: [TokenizedText.Token], _ found: (Phrase, Range<Int>) -> Void
  ) {
    var start = 0
    while start < tokens.count {
      var length = 0
      if let phrases = byFirstWord[WordHash(tokens[start].hash)] {
        let next = start + 1 < tokens.count ? tokens[start + 1].hash : 0
        for index in phrases.indices
        where phrases[index].second == 0 || phrases[index].second == next {
          let phrase = phrases[index]
          if length > 0, phrase.hashes.count < length { break }
          guard Self.contains(phrase.hashes, in: tokens, at: start) else { continue }
          length = phrase.hashes.count
          found(phrase, start..<start + length)
        }
      }
      start += max(1, length)
    }
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
