/// Phrases, each with what it means, and the places of a text where they stand.
struct PhraseTable<Meaning: Sendable>: Sendable {
  /// One phrase in a text.
  struct Match {
    let meaning: Meaning
    /// As the table writes it.
    let phrase: String
    let range: Range<Int>
  }

  private struct Phrase: Sendable {
    let hashes: [UInt64]
    let words: String
    let meaning: Meaning
  }

  private var byFirst: [UInt64: [Phrase]] = [:]

  var isEmpty: Bool { byFirst.isEmpty }

  /// Adds a phrase; one without words is never found.
  mutating func add(_ words: String, _ meaning: Meaning) {
    let hashes = TokenText(words).hashes
    guard let first = hashes.first else { return }
    let phrase = Phrase(hashes: hashes, words: words, meaning: meaning)
    // Longest first, so that the first that fits is the one that says most.
    let place = byFirst[first, default: []].firstIndex { $0.hashes.count < hashes.count }
    byFirst[first, default: []].insert(phrase, at: place ?? byFirst[first, default: []].count)
  }

  /// The words with which the phrases begin that mean what is asked.
  func firstWords(where isMeant: (Meaning) -> Bool) -> [UInt64] {
    byFirst.filter { $0.value.contains { isMeant($0.meaning) } }.map(\.key)
  }

  /// The phrases of `text` from left to right, the longest at each place, none inside another;
  /// a phrase of several meanings once for each.
  func matches(in text: TokenText) -> [Match] {
    var found: [Match] = []
    var start = 0
    while start < text.tokens.count {
      var length = 0
      for phrase in byFirst[text.tokens[start].hash] ?? [] {
        if length > 0, phrase.hashes.count < length { break }
        guard Self.stands(phrase.hashes, in: text.tokens, at: start) else { continue }
        length = phrase.hashes.count
        found.append(
          Match(meaning: phrase.meaning, phrase: phrase.words, range: start..<start + length))
      }
      start += max(1, length)
    }
    return found
  }

  /// Whether the words stand at `start`, with no pause between them.
  static func stands(_ hashes: [UInt64], in tokens: [TokenText.Token], at start: Int) -> Bool {
    guard start >= 0, start + hashes.count <= tokens.count else { return false }
    for (offset, hash) in hashes.enumerated() {
      let token = tokens[start + offset]
      if token.hash != hash || offset > 0 && token.pause != .none { return false }
    }
    return true
  }
}
