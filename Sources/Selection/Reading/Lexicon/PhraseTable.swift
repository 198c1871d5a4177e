/// Phrases with their meanings, and a search for them in a text.
struct PhraseTable<Meaning: Sendable>: Sendable {
  /// One phrase in a text.
  struct Match: Sendable {
    let meaning: Meaning
    /// What it is an alternative of, and which.
    fileprivate let written: String
    fileprivate let alternative: Int
    /// The range of its tokens in the text.
    let range: Range<Int>

    /// The phrase as spelled in the table.
    var phrase: String { LanguageFile.expanded(written)[alternative] }
  }

  /// A phrase, by numbers alone: a search on two processors at once must not count references to what both read.
  fileprivate struct Phrase: Sendable {
    /// Where its hashes are.
    let words: Range<Int>
    /// The number of what it is an alternative of, and which.
    let written: Int
    let alternative: Int
    /// The number of its meaning.
    let meaning: Int
    /// The number of the next phrase that begins alike, no longer than this one; -1 for none.
    var next = -1
    /// Of the first of those that begin alike and are equally long: the number of the last of them.
    var lastAlike = -1
  }

  /// What the phrases mean.
  private(set) var meanings: [Meaning] = []
  private var phrases: [Phrase] = []
  /// The hashes of their words.
  private var hashes: [UInt64] = []
  private var written: [String] = []
  /// By the first word, or the first two of a longer phrase, the first of the phrases; longer phrases first.
  private var byBeginning: [WordHash: Int] = [:]
  /// Passes the beginnings: few words of a text are one.
  private var beginnings = CaptionFilter([])

  var isEmpty: Bool { phrases.isEmpty }

  /// Adds every phrase that `written` stands for; a phrase without words is ignored.
  mutating func add(_ written: String, _ meaning: Meaning) { add([written], meaning) }

  /// Adds phrases of one meaning.
  mutating func add(_ texts: [String], _ meaning: Meaning) {
    meanings.append(meaning)
    for text in texts {
      written.append(text)
      // Each word is read once, in however many alternatives it stands.
      let all = LanguageFile.expanded(text) { Self.hashes(String($0)) }
      for (number, words) in all.enumerated() {
        let start = hashes.count
        for word in words { hashes += word }
        guard start < hashes.count else { continue }
        insert(
          Phrase(
            words: start..<hashes.count, written: written.count - 1, alternative: number,
            meaning: meanings.count - 1))
      }
    }
  }

  /// Puts `phrase` behind those that begin alike and are no shorter; passes those of one length in one step.
  private mutating func insert(_ phrase: Phrase) {
    let first = hashes[phrase.words.lowerBound]
    let beginning =
      phrase.words.count > 1
      ? TokenizedText.pair(first, hashes[phrase.words.lowerBound + 1]) : first
    beginnings.insert(beginning)
    let number = phrases.count
    var phrase = phrase
    phrase.lastAlike = number
    var last = -1
    var next = byBeginning[WordHash(beginning)] ?? -1
    while next >= 0, phrases[next].words.count >= phrase.words.count {
      last = phrases[next].lastAlike
      if phrases[next].words.count == phrase.words.count { phrases[next].lastAlike = number }
      next = phrases[last].next
    }
    phrase.next = next
    if last < 0 {
      byBeginning[WordHash(beginning)] = number
    } else {
      phrases[last].next = number
    }
    phrases.append(phrase)
  }

  /// The hashes of a phrase's words, `@` standing for a mention and `#` for a number.
  private static func hashes(_ words: String) -> [UInt64] {
    let (at, sharp) = (UInt8(ascii: "@"), UInt8(ascii: "#"))
    var hashes: [UInt64] = []
    var rest = words[...]
    while let slot = rest.utf8.firstIndex(where: { $0 == at || $0 == sharp }) {
      hashes += TokenizedText(String(rest[..<slot])).hashes
      hashes.append(
        rest.utf8[slot] == at ? PromptWord.mentionHash : PromptWord.numberHash)
      rest = rest[rest.index(after: slot)...]
    }
    return hashes + TokenizedText(String(rest)).hashes
  }

  /// The first words of the phrases that have a matching meaning.
  func firstWords(where isMatching: (Meaning) -> Bool) -> [UInt64] {
    phrases.filter { isMatching(meanings[$0.meaning]) }.map { hashes[$0.words.lowerBound] }
  }

  /// Of each phrase that has a matching meaning, what it is rare by: its first word that is not `isCommon`, in a pair
  /// with the one behind or before it where there is one. A phrase with a mention is in no text of a picture.
  func rareWords(
    where isMatching: (Meaning) -> Bool, isCommon: (UInt64) -> Bool
  ) -> [UInt64] {
    let isWanted = meanings.map(isMatching)
    return phrases.filter { isWanted[$0.meaning] }.compactMap { phrase in
      let words = hashes[phrase.words]
      guard !words.contains(PromptWord.mentionHash) else { return nil }
      guard words.count > 1 else { return words.first }
      let last = words.endIndex - 2
      let rare = min(words.firstIndex { !isCommon($0) } ?? last, last)
      return TokenizedText.pair(words[rare], words[rare + 1])
    }
  }

  /// The phrases in `text` from left to right, the longest at each position, without overlaps; a
  /// phrase with several meanings once for each.
  func matches(in text: TokenizedText) -> [Match] {
    var found: [Match] = []
    visit(text.tokens[...]) { phrase, range in
      found.append(
        Match(
          meaning: meanings[phrase.meaning], written: written[phrase.written],
          alternative: phrase.alternative, range: range))
    }
    return found
  }

  /// Puts the same as numbers of `meanings` in `found`, for the many texts of which nothing is explained.
  func find(
    in tokens: ArraySlice<TokenizedText.Token>, _ found: inout [(meaning: Int, range: Range<Int>)]
  ) {
    // Few are in it: this is faster than to replace what is in it with nothing.
    while found.popLast() != nil {}
    visit(tokens) { found.append(($0.meaning, $1)) }
  }

  /// Whether `tokens` have any of the phrases.
  func hasPhrase(in tokens: ArraySlice<TokenizedText.Token>) -> Bool {
    tokens.withUnsafeBufferPointer { tokens in
      for start in 0..<tokens.count where longest(in: tokens, at: start, { _ in }) > 0 {
        return true
      }
      return false
    }
  }

  /// Whether `tokens`, from index 0 on, have any of the phrases at `start`.
  func hasPhrase(in tokens: ArraySlice<TokenizedText.Token>, at start: Int) -> Bool {
    tokens.withUnsafeBufferPointer { longest(in: $0, at: start, { _ in }) > 0 }
  }

  /// - Parameter tokens: from index 0 on.
  private func visit(
    _ tokens: ArraySlice<TokenizedText.Token>, _ found: (Phrase, Range<Int>) -> Void
  ) {
    tokens.withUnsafeBufferPointer { tokens in
      var start = 0
      while start < tokens.count {
        let length = longest(in: tokens, at: start) { found($0, start..<start + $0.words.count) }
        start += max(1, length)
      }
    }
  }

  /// Finds the longest phrases that `tokens` has at `start`.
  /// - Returns: their number of words; 0 where there is none.
  @inline(__always) private func longest(
    in tokens: UnsafeBufferPointer<TokenizedText.Token>, at start: Int, _ found: (Phrase) -> Void
  ) -> Int {
    let first = tokens[start].hash
    if start + 1 < tokens.count {
      let beginning = TokenizedText.pair(first, tokens[start + 1].hash)
      if beginnings.mayContain(beginning) {
        let length = longest(beginning, in: tokens, at: start, found)
        if length > 0 { return length }
      }
    }
    return beginnings.mayContain(first) ? longest(first, in: tokens, at: start, found) : 0
  }

  private func longest(
    _ beginning: UInt64, in tokens: UnsafeBufferPointer<TokenizedText.Token>, at start: Int,
    _ found: (Phrase) -> Void
  ) -> Int {
    var next = byBeginning[WordHash(beginning)] ?? -1
    var length = 0
    while next >= 0 {
      let phrase = phrases[next]
      if length > 0, phrase.words.count < length { break }
      next = phrase.next
      guard contains(phrase.words, in: tokens, at: start) else { continue }
      length = phrase.words.count
      found(phrase)
    }
    return length
  }

  /// Whether `tokens` has `words` at `start`, without punctuation between them.
  private func contains(
    _ words: Range<Int>, in tokens: UnsafeBufferPointer<TokenizedText.Token>, at start: Int
  ) -> Bool {
    guard start + words.count <= tokens.count else { return false }
    for offset in 0..<words.count {
      let token = tokens[start + offset]
      guard token.hash == hashes[words.lowerBound + offset],
        offset == 0 || token.breakBefore == .none
      else { return false }
    }
    return true
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
