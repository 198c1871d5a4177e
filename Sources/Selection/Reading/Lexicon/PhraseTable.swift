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
    /// What it is an alternative of, and which.
    let written: String
    let alternative: Int
    /// The number of its meaning.
    let meaning: Int
  }

  /// What the phrases mean.
  private(set) var meanings: [Meaning] = []
  /// By the first word, or the first two of a longer phrase; longer phrases first.
  private var byBeginning: [WordHash: [Phrase]] = [:]
  /// Passes the beginnings: few words of a text are one.
  private var beginnings = CaptionFilter([])

  var isEmpty: Bool { byBeginning.isEmpty }

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
          hashes: hashes, written: written, alternative: number, meaning: meanings.count - 1)
        let beginning = hashes.count > 1 ? TokenizedText.pair(first, hashes[1]) : first
        beginnings.insert(beginning)
        Self.insert(phrase, in: &byBeginning[WordHash(beginning), default: []])
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
    byBeginning.values.joined().filter { isMatching(meanings[$0.meaning]) }.map { $0.hashes[0] }
  }

  /// Of each phrase that has a matching meaning, what it is rare by: its first word that is not `isCommon`, in a pair
  /// with the one behind or before it where there is one.
  func rareWords(
    where isMatching: (Meaning) -> Bool, isCommon: (UInt64) -> Bool
  ) -> [UInt64] {
    let isWanted = meanings.map(isMatching)
    return byBeginning.values.joined().filter { isWanted[$0.meaning] }.compactMap { phrase in
      let hashes = phrase.hashes
      guard hashes.count > 1 else { return hashes.first }
      let last = hashes.count - 2
      let rare = min(hashes.firstIndex { !isCommon($0) } ?? last, last)
      return TokenizedText.pair(hashes[rare], hashes[rare + 1])
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

  /// Puts the same as numbers of `meanings` in `found`, for the many texts of which nothing is explained.
  func find(
    in tokens: [TokenizedText.Token], _ found: inout [(meaning: Int, range: Range<Int>)]
  ) {
    found.removeAll(keepingCapacity: true)
    visit(tokens) { found.append(($0.meaning, $1)) }
  }

  /// Whether `tokens` have any of the phrases.
  func hasPhrase(in tokens: [TokenizedText.Token]) -> Bool {
    tokens.indices.contains { longest(in: tokens, at: $0, { _ in }) > 0 }
  }

  private func visit(
    _ tokens: [TokenizedText.Token], _ found: (Phrase, Range<Int>) -> Void
  ) {
    var start = 0
    while start < tokens.count {
      let length = longest(in: tokens, at: start) { found($0, start..<start + $0.hashes.count) }
      start += max(1, length)
    }
  }

  /// Finds the longest phrases that `tokens` has at `start`.
  /// - Returns: their number of words; 0 where there is none.
  private func longest(
    in tokens: [TokenizedText.Token], at start: Int, _ found: (Phrase) -> Void
  ) -> Int {
    let first = tokens[start].hash
    if start + 1 < tokens.count {
      let beginning = TokenizedText.pair(first, tokens[start + 1].hash)
      let length = longest(beginning, in: tokens, at: start, found)
      if length > 0 { return length }
    }
    return longest(first, in: tokens, at: start, found)
  }

  private func longest(
    _ beginning: UInt64, in tokens: [TokenizedText.Token], at start: Int,
    _ found: (Phrase) -> Void
  ) -> Int {
    guard beginnings.mayContain(beginning), let phrases = byBeginning[WordHash(beginning)] else {
      return 0
    }
    var length = 0
    for index in phrases.indices {
      if length > 0, phrases[index].hashes.count < length { break }
      guard Self.contains(phrases[index].hashes, in: tokens, at: start) else { continue }
      length = phrases[index].hashes.count
      found(phrases[index])
    }
    return length
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
