/// Sentences that set someone against others: `it isn't @mira who is crying, it's @tomas`, `no one laughs except @tomas`.
struct Contrasts: Sendable {
  /// Whose a feeling is, and what denies it of him.
  struct Subject {
    let group: Int
    let denial: String?
    /// His mention, if it stands as an exception.
    let exception: Int?
  }

  private let clauses: Clauses
  /// By sentence, who is denied and who is named instead.
  private var pairs: [Int: Pair] = [:]
  /// By sentence, who is excepted, and the words for all or none of the others.
  private var exceptions: [Int: PhraseTable<Void>.Match] = [:]
  private var crowds: [Int: [Crowd]] = [:]

  /// The most words from who is named to who is denied.
  private static let reach = 4
  /// The most words for others that are looked at in a sentence.
  private static let most = 8

  private struct Pair {
    /// Words that are mentions.
    let denied, named: Int
  }

  private struct Crowd {
    let range: Range<Int>
    let isEmpty: Bool
  }

  init(_ clauses: Clauses) {
    self.clauses = clauses
    let lexicon = clauses.lexicon
    findPairs()
    for match in lexicon.subjects.except.matches(in: clauses.text)
    where clauses.mention(in: match) != nil {
      exceptions[clauses.sentences[match.range.lowerBound]] = match
    }
    guard !exceptions.isEmpty else { return }
    for (table, isEmpty) in [(lexicon.subjects.noOne, true), (lexicon.subjects.crowds, false)] {
      for match in table.matches(in: clauses.text)
      where crowds[clauses.sentences[match.range.lowerBound]]?.count ?? 0 < Self.most {
        crowds[clauses.sentences[match.range.lowerBound], default: []].append(
          Crowd(range: match.range, isEmpty: isEmpty))
      }
    }
  }

  private mutating func findPairs() {
    let words = clauses.lexicon.subjects
    let instead = words.butThis.matches(in: clauses.text).compactMap { clauses.mention(in: $0) }
    for match in words.notThis.matches(in: clauses.text) {
      guard let denied = clauses.mention(in: match) else { continue }
      let sentence = clauses.sentences[denied]
      guard pairs[sentence] == nil else { continue }
      let isLast = denied == match.range.upperBound - 1
      let after = (isLast ? instead : clauses.mentions.all).first(after: denied)
      // `it was @tomas, not @mira, who wept`
      let before = clauses.mentions.all.last(before: denied).flatMap { named in
        let isNear = isLast ? named + 1 == match.range.lowerBound : named >= denied - Self.reach
        return isNear ? named : nil
      }
      let named = [after, before].lazy.compactMap(\.self).first { named in
        clauses.sentences[named] == sentence && clauses.groupOf[named] != clauses.groupOf[denied]
      }
      if let named { pairs[sentence] = Pair(denied: denied, named: named) }
    }
  }

  /// Whose the feeling at `range` is by such a sentence.
  func subject(of range: Range<Int>) -> Subject? {
    named(for: range) ?? excepted(for: range)
  }

  /// Whether `range` only names those from whom someone is excepted: `no one` in `no one cries but @otto`.
  func isOfExcepted(_ range: Range<Int>) -> Bool {
    crowds[clauses.sentences[range.lowerBound]]?.contains { $0.range.overlaps(range) } ?? false
  }

  /// The feeling in an idiom for its absence, which an exception has: `@tomas以外は誰も笑っていない`.
  func feeling(inside match: PhraseTable<Lexicon.Meaning>.Match) -> PromptFinding? {
    let range = match.range
    guard match.meaning == .nothing, excepted(for: range) != nil else { return nil }
    for end in (range.lowerBound + 1..<range.upperBound).reversed() {
      let part = TokenizedText(tokens: Array(clauses.text.tokens[range.lowerBound..<end]))
      guard let inner = clauses.lexicon.phrases.matches(in: part).first, inner.meaning.isFeeling
      else { continue }
      let start = range.lowerBound + inner.range.lowerBound
      return PromptFinding(
        meaning: inner.meaning, phrase: inner.phrase, range: start..<start + inner.range.count,
        scope: .all, denial: nil)
    }
    return nil
  }

  /// For whom a sentence says the same as of another, that it is: `@mira is crying, and so is @tomas`.
  func alike(_ findings: [PromptFinding]) -> [PromptFinding] {
    copies(of: findings, by: clauses.lexicon.subjects.alike)
  }

  /// For whom a sentence says what it denies of another: `@otto weint nicht, @lena dafür umso mehr`.
  func contrary(_ findings: [PromptFinding]) -> [PromptFinding] {
    copies(of: findings, by: clauses.lexicon.subjects.contrary).filter { $0.denial != nil }.map {
      var said = $0
      said.denial = nil
      return said
    }
  }

  /// The last feelings before each of the phrases of `table`, as those of the mention in it.
  private func copies(
    of findings: [PromptFinding], by table: PhraseTable<Void>
  ) -> [PromptFinding] {
    let matches = table.matches(in: clauses.text)
    let feelings = matches.isEmpty ? [] : findings.filter { $0.meaning.isFeeling && $0.idle == nil }
    let places = feelings.map(\.range.lowerBound)
    let byPlace = Dictionary(zip(places, feelings), uniquingKeysWith: { $1 })
    return matches.flatMap { match -> [PromptFinding] in
      let end = match.range.upperBound
      guard let mention = clauses.mention(in: match), let group = clauses.groupOf[mention],
        end == clauses.words.count || clauses.words[end].breakBefore > .none
      else { return [] }
      guard let last = places.last(before: match.range.lowerBound),
        match.range.lowerBound - last < Clauses.reach,
        clauses.sentences[last] == clauses.sentences[mention],
        var same = byPlace[last]
      else { return [] }
      same.scope = .group(group)
      return [same]
    }
  }

  private func named(for range: Range<Int>) -> Subject? {
    guard let pair = pairs[clauses.sentences[range.lowerBound]],
      let group = clauses.groupOf[pair.named]
    else { return nil }
    let clause = clauses.clauses[range.lowerBound]
    let isBetween = pair.denied < range.lowerBound && range.upperBound <= pair.named
    let isBefore =
      range.upperBound <= pair.denied && clause == clauses.clauses[pair.denied]
      && clauses.mentions.all.first(after: range.lowerBound) == pair.denied
    let isAfter =
      range.lowerBound > pair.named && clause == clauses.clauses[pair.named]
      && clauses.mentions.all.last(before: range.lowerBound) == pair.named
    guard isBetween || isBefore || isAfter || isAround(pair, range) else { return nil }
    return Subject(group: group, denial: nil, exception: nil)
  }

  /// `the one crying is @tomas, not @mira`, `it was @tomas, not @mira, who wept`
  private func isAround(_ pair: Pair, _ range: Range<Int>) -> Bool {
    guard pair.named < pair.denied else { return false }
    let clause = clauses.clauses[range.lowerBound]
    if range.lowerBound > pair.denied {
      return clauses.mentions.all.last(before: range.lowerBound) == pair.denied
        && clauses.classes(at: clauses.clauseStarts[clause]).contains(.relative)
    }
    return clause == clauses.clauses[pair.named] && range.upperBound <= pair.named
      && clauses.mentions.byClause[clause]?.first == pair.named
  }

  private func excepted(for range: Range<Int>) -> Subject? {
    let sentence = clauses.sentences[range.lowerBound]
    guard let exception = exceptions[sentence], let mention = clauses.mention(in: exception),
      let group = clauses.groupOf[mention]
    else { return nil }
    let crowd = (crowds[sentence] ?? []).first { crowd in
      let (first, last) = (
        min(crowd.range.lowerBound, range.lowerBound), max(crowd.range.lowerBound, range.lowerBound)
      )
      guard clauses.isJoined(first, last) else { return false }
      // `everyone is silent but @tomas laughs`
      return crowd.isEmpty || range.upperBound <= exception.range.lowerBound
        || crowd.range.upperBound == exception.range.lowerBound
        || exception.range.upperBound <= crowd.range.lowerBound
    }
    guard let crowd else { return nil }
    return Subject(
      group: group, denial: crowd.isEmpty ? nil : exception.phrase, exception: mention)
  }
}

extension Clauses {
  /// The word of `match` that mentions something shown.
  fileprivate func mention(in match: PhraseTable<Void>.Match) -> Int? {
    match.range.first { groupOf[$0] != nil }
  }
}
