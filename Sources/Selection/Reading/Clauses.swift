internal import TroupeVocabulary

/// A prompt's words with their clauses and sentences, and the mentions of what it shows.
///
/// What is asked of it for each phrase is found without going through the prompt: prompts can be long.
struct Clauses: Sendable {
  let words: [PromptWord]
  let lexicon: Lexicon
  /// The words as a text in which phrases are found.
  let text: TokenizedText
  /// By word: the number of its line, of its sentence, of its part between semicolons, and of its clause.
  private(set) var lines: [Int] = []
  private(set) var sentences: [Int] = []
  private(set) var segments: [Int] = []
  private(set) var clauses: [Int] = []
  /// The words that mention something shown, and those of them that mention a character.
  private(set) var mentions = Mentions()
  private(set) var characters = Mentions()
  /// By group of mentions, with only conjunctions and commas between them, its words.
  private(set) var groups: [[Int]] = []
  /// By word, the number of its group.
  private(set) var groupOf: [Int?] = []
  /// By segment, the number of groups in it.
  private(set) var groupCounts: [Int: Int] = [:]
  private(set) var nouns = Nouns()
  /// The words of phrases that join mentions.
  let conjunctions: Set<Int>
  /// By word, the word for a thing that it belongs to.
  let things: [Int: PhraseTable<String>.Match]
  /// The words of phrases for how much: `so much as`, `una sola`.
  let degrees: Set<Int>
  /// The words that are of the prompt's own language, though they deny in English.
  let homographs: Set<Int>
  /// The pronouns for whoever acts.
  private(set) var pronouns = Pronouns([], sentences: [])
  /// Clauses that tell of both who are mentioned, with where they say so.
  private(set) var both: [Int: Int] = [:]
  /// Clauses with something in which a face is seen.
  private(set) var mirrors: Set<Int> = []
  /// By clause and segment, its first word.
  private(set) var clauseStarts: [Int] = []
  private(set) var segmentStarts: [Int] = []
  /// By word, how much punctuation stands before it in all, and how many colons.
  private var breaks: [Int] = []
  private var colons: [Int] = []

  /// Words in order, also by the part of the prompt that they stand in.
  struct Mentions: Sendable {
    fileprivate(set) var all: [Int] = []
    fileprivate(set) var bySegment: [Int: [Int]] = [:]
    fileprivate(set) var byClause: [Int: [Int]] = [:]
    fileprivate(set) var bySentence: [Int: [Int]] = [:]
    fileprivate(set) var byLine: [Int: [Int]] = [:]
  }

  /// What the nouns of a prompt can be, by the words that they begin and end with.
  struct Nouns: Sendable {
    fileprivate(set) var starting: [Int: Set<Lexicon.Noun>] = [:]
    fileprivate(set) var ending: [Int: Set<Lexicon.Noun>] = [:]
    /// Segments that name a face, and sentences that name people.
    fileprivate(set) var facesInSegments: Set<Int> = []
    fileprivate(set) var personsInSentences: Set<Int> = []
    /// By clause, where it names all others first.
    fileprivate(set) var crowds: [Int: Int] = [:]
    /// The same where no one who is mentioned can be among them.
    fileprivate(set) var others: [Int: Int] = [:]
    /// Clauses with a pronoun.
    fileprivate(set) var pronounsInClauses: Set<Int> = []
  }

  /// - Parameters:
  ///   - phrases: ranges of words within which no clause begins.
  ///   - feelings: those of them that tell of a mood or act.
  ///   - isSubject: whether the mention at an index is shown itself, and no style or pose.
  ///   - isCharacter: whether it is a character.
  init(
    _ words: [PromptWord], lexicon: Lexicon, phrases: [Range<Int>], feelings: [Range<Int>] = [],
    isSubject: (Int) -> Bool, isCharacter: (Int) -> Bool
  ) {
    self.words = words
    self.lexicon = lexicon
    text = TokenizedText(
      tokens: words.map { TokenizedText.Token(hash: $0.hash, breakBefore: $0.breakBefore) })
    things = Dictionary(
      lexicon.things.names.matches(in: text).flatMap { match in match.range.map { ($0, match) } },
      uniquingKeysWith: { first, _ in first })
    degrees = Set(lexicon.denialWords.degrees.matches(in: text).flatMap(\.range))
    homographs = lexicon.homographs(in: words)
    conjunctions = Set(lexicon.subjects.conjunctions.matches(in: text).flatMap(\.range))
    divide(phrases)
    pronouns = Pronouns(lexicon.subjects.pronouns.matches(in: text), sentences: sentences)
    both = Dictionary(
      lexicon.subjects.both.matches(in: text).map {
        (clauses[$0.range.lowerBound], $0.range.lowerBound)
      }, uniquingKeysWith: min)
    mirrors = Set(lexicon.mirrors.matches(in: text).map { clauses[$0.range.lowerBound] })
    // `over the shoulder of @kael, @mira waves`: he ends a phrase of his own.
    let ends = phrases.map { $0.upperBound - 1 }.filter { words[$0].mention != nil }
    group(apart: standingApart(feelings), ends: Set(ends), isSubject, isCharacter)
    findNouns()
  }

  private mutating func divide(_ phrases: [Range<Int>]) {
    var inside = Array(repeating: false, count: words.count)
    for range in phrases { for index in range.dropFirst() { inside[index] = true } }
    let ends = Set(lexicon.clauseEnds.matches(in: text).map(\.range.upperBound))
    var (line, sentence, segment, clause) = (0, 0, 0, 0)
    for (index, word) in words.enumerated() {
      if word.breakBefore == .line { line += 1 }
      if word.breakBefore >= .sentence { sentence += 1 }
      if word.breakBefore >= .semicolon { segment += 1 }
      let begins = !classes(at: index).isDisjoint(with: [.joint, .relative])
      let isNext = ends.contains(index) && !word.isInner
      if word.breakBefore > .none
        || (begins || isNext) && !inside[index] && !degrees.contains(index)
      {
        clause += 1
      }
      lines.append(line)
      sentences.append(sentence)
      segments.append(segment)
      clauses.append(clause)
      while clauseStarts.count <= clause { clauseStarts.append(index) }
      while segmentStarts.count <= segment { segmentStarts.append(index) }
      breaks.append((breaks.last ?? 0) + (word.breakBefore > .none ? 1 : 0))
      colons.append((colons.last ?? 0) + (word.breakBefore == .colon ? 1 : 0))
    }
  }

  private mutating func group(
    apart: Set<Int>, ends: Set<Int>, _ isSubject: (Int) -> Bool, _ isCharacter: (Int) -> Bool
  ) {
    groupOf = Array(repeating: nil, count: words.count)
    for (index, word) in words.enumerated() {
      guard let mention = word.mention, isSubject(mention) else { continue }
      if let group = groups.last, let last = group.last, isCoordinated(last, index),
        !isJoinedByComma(last, index)
          || !apart.contains(last)
            && (ends.isDisjoint(with: group) || conjunctions.contains(index + 1))
      {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
        groupCounts[segments[index], default: 0] += 1
      }
      groupOf[index] = groups.count - 1
      add(index, to: \.mentions)
      if isCharacter(mention) { add(index, to: \.characters) }
    }
  }

  /// Whether only conjunctions and commas stand between two mentions.
  private func isCoordinated(_ first: Int, _ second: Int) -> Bool {
    guard segments[first] == segments[second], !words[first].isPossessive,
      second - first <= Self.reach
    else { return false }
    return ((first + 1)..<second).allSatisfy { conjunctions.contains($0) }
      && ((first + 1)...second).allSatisfy { words[$0].breakBefore <= .clause }
  }

  /// Whether a comma alone stands between two mentions, and more is said after the second.
  private func isJoinedByComma(_ first: Int, _ second: Int) -> Bool {
    first + 1 == second && second + 1 < words.count && words[second + 1].breakBefore == .none
  }

  private mutating func add(_ index: Int, to list: WritableKeyPath<Clauses, Mentions>) {
    self[keyPath: list].all.append(index)
    self[keyPath: list].bySegment[segments[index], default: []].append(index)
    self[keyPath: list].byClause[clauses[index], default: []].append(index)
    self[keyPath: list].bySentence[sentences[index], default: []].append(index)
    self[keyPath: list].byLine[lines[index], default: []].append(index)
  }

  private mutating func findNouns() {
    for match in lexicon.nouns.matches(in: text) {
      let start = match.range.lowerBound
      nouns.starting[start, default: []].insert(match.meaning)
      nouns.ending[match.range.upperBound - 1, default: []].insert(match.meaning)
      if match.meaning == .face { nouns.facesInSegments.insert(segments[start]) }
      if match.meaning == .person, !classes(at: start).contains(.pronoun) {
        nouns.personsInSentences.insert(sentences[start])
      }
    }
    for match in lexicon.subjects.crowds.matches(in: text) {
      let start = match.range.lowerBound
      nouns.crowds[clauses[start]] = nouns.crowds[clauses[start]] ?? start
    }
    for match in lexicon.subjects.others.matches(in: text) {
      let start = match.range.lowerBound
      nouns.others[clauses[start]] = nouns.others[clauses[start]] ?? start
    }
    for match in lexicon.subjects.othersAfter.matches(in: text) {
      let clause = clauses[match.range.lowerBound]
      nouns.others[clause] = clauseStarts[clause] - 1
    }
    for index in words.indices where classes(at: index).contains(.pronoun) {
      nouns.pronounsInClauses.insert(clauses[index])
    }
  }
}

extension Clauses {
  /// The most words that are looked at around a phrase: clauses are shorter.
  static let reach = 40

  /// The classes of the word at `index`; none outside the prompt and for a mention.
  func classes(at index: Int) -> Lexicon.WordClass {
    words.indices.contains(index) && words[index].mention == nil
      ? lexicon.classes(of: words[index].hash) : []
  }

  /// What the noun that begins at `index` can be.
  func nouns(at index: Int) -> Set<Lexicon.Noun> { nouns.starting[index] ?? [] }

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
    first >= second || first >= 0 && second < words.count && breaks[first] == breaks[second]
  }

  /// Whether a colon stands before one of the words from after `first` to `second`.
  func hasColon(from first: Int, to second: Int) -> Bool { colons[first] < colons[second] }

  /// Whether the words at `range` are quoted.
  func isSpoken(_ range: Range<Int>) -> Bool { words[range].allSatisfy(\.isSpoken) }

  /// The words before `index` in its clause, at most `reach`.
  func clauseBefore(_ index: Int) -> Range<Int> {
    max(clauseStarts[clauses[index]], index - Self.reach)..<index
  }

  /// Whether the group with this number mentions a character.
  func hasCharacter(_ group: Int) -> Bool {
    groups[group].contains { characters.all.last(before: $0 + 1) == $0 }
  }
}

extension [Int] {
  /// The last of these, which are in order, that is less than `bound`.
  func last(before bound: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? self[low - 1] : nil
  }

  /// Those of these, which are in order, that are within `reach` of `range`.
  func near(_ range: Range<Int>, reach: Int) -> [Int] {
    var near: [Int] = []
    var next = first(after: range.lowerBound - reach - 1)
    while let index = next, index < range.upperBound + reach {
      near.append(index)
      next = first(after: index)
    }
    return near
  }

  /// The first of these, which are in order, that is greater than `bound`.
  func first(after bound: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= bound { low = middle + 1 } else { high = middle }
    }
    return low < count ? self[low] : nil
  }
}
