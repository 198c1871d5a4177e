internal import TroupeVocabulary

/// A prompt's words with their clauses and sentences, and the mentions of what it shows.
struct Clauses: Sendable {
  let words: [PromptWord]
  let lexicon: Lexicon
  /// By word: the number of its line, of its sentence, of its part between semicolons, and of its clause.
  private(set) var lines: [Int] = []
  private(set) var sentences: [Int] = []
  private(set) var segments: [Int] = []
  private(set) var clauses: [Int] = []
  /// The words that mention something shown, grouped where only conjunctions and commas stand between.
  private(set) var groups: [[Int]] = []
  /// By word of `groups`, the number of its group.
  private(set) var groupOf: [Int: Int] = [:]
  /// The nouns that a framing can be of.
  private(set) var nounMatches: [PhraseTable<Lexicon.Noun>.Match] = []

  /// - Parameters:
  ///   - isSubject: whether the mention at an index is shown itself, and no style or pose.
  ///   - phrases: ranges of words within which no clause begins.
  init(
    _ words: [PromptWord], lexicon: Lexicon, phrases: [Range<Int>], isSubject: (Int) -> Bool
  ) {
    self.words = words
    self.lexicon = lexicon
    var inside = Array(repeating: false, count: words.count)
    for range in phrases { for index in range.dropFirst() { inside[index] = true } }
    var (line, sentence, segment, clause) = (0, 0, 0, 0)
    for (index, word) in words.enumerated() {
      if word.breakBefore == .line { line += 1 }
      if word.breakBefore >= .sentence { sentence += 1 }
      if word.breakBefore >= .semicolon { segment += 1 }
      let begins = lexicon.classes(of: word.hash).isDisjoint(with: [.joint, .relative]) == false
      if word.breakBefore > .none || begins && !inside[index] { clause += 1 }
      lines.append(line)
      sentences.append(sentence)
      segments.append(segment)
      clauses.append(clause)
    }
    for (index, word) in words.enumerated() {
      guard let mention = word.mention, isSubject(mention) else { continue }
      if let last = groups.last?.last, segments[last] == segments[index],
        words[(last + 1)..<index].allSatisfy({
          lexicon.classes(of: $0.hash).contains(.conjunction)
        }), words[(last + 1)...index].allSatisfy({ $0.breakBefore <= .clause }),
        !words[last].isPossessive
      {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
      groupOf[index] = groups.count - 1
    }
    nounMatches = lexicon.nouns.matches(in: text)
  }

  /// The classes of the word at `index`; none outside the prompt.
  func classes(at index: Int) -> Lexicon.WordClass {
    words.indices.contains(index) && words[index].mention == nil
      ? lexicon.classes(of: words[index].hash) : []
  }

  /// Whether the word at `index` is likely a noun or a verb, not one that only joins or places.
  func isContent(_ index: Int) -> Bool {
    guard words.indices.contains(index), words[index].mention == nil,
      classes(at: index).isDisjoint(with: .function)
    else { return false }
    let text = words[index].text
    let endings = lexicon.adverbEndings + lexicon.participleEndings
    return !endings.contains { text.count > $0.count + 2 && text.hasSuffix($0) }
      && text.contains(where: \.isLetter)
  }

  /// Whether `second` follows `first` without punctuation between.
  func isJoined(_ first: Int, _ second: Int) -> Bool {
    first >= second
      || first >= 0 && second < words.count
        && words[(first + 1)...second].allSatisfy { $0.breakBefore == .none }
  }

  /// The words of the segment that `index` is in which mention something shown.
  func mentions(inSegmentOf index: Int) -> [Int] {
    groups.joined().filter { segments[$0] == segments[index] }
  }

  /// The words of the clause that `index` is in which mention something shown.
  func mentions(inClauseOf index: Int) -> [Int] {
    groups.joined().filter { clauses[$0] == clauses[index] }
  }

  func mentions(inSentence sentence: Int) -> [Int] {
    groups.joined().filter { sentences[$0] == sentence }
  }
}
