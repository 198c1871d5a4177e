/// Feelings whose subject is a pronoun: `@bram hands @yuki the letter; she begins to sob`.
extension Clauses {
  /// A singular pronoun for whoever acts.
  struct Pronoun: Sendable {
    enum Kind: Sendable { case he, she, oneself, several }
    let range: Range<Int>
    let kind: Kind
  }

  /// Those of a prompt, by where they begin, and what kinds there are in each sentence.
  struct Pronouns: Sendable {
    let byStart: [Int: Pronoun]
    let starts: [Int]
    let kinds: [Int: Set<Pronoun.Kind>]

    /// - Parameter sentences: by word, the number of its sentence.
    init(_ matches: [PhraseTable<Pronoun.Kind>.Match], sentences: [Int]) {
      let all = matches.map { Pronoun(range: $0.range, kind: $0.meaning) }
      byStart = Dictionary(
        all.map { ($0.range.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
      starts = byStart.keys.sorted()
      kinds = Dictionary(
        all.map { (sentences[$0.range.lowerBound], [$0.kind]) },
        uniquingKeysWith: { $0.union($1) })
    }

    /// Whether one ends before `index`.
    func end(at index: Int) -> Bool {
      starts.last(before: index).flatMap { byStart[$0] }?.range.upperBound == index
    }
  }

  /// Whom a pronoun stands for.
  enum Antecedent: Equatable {
    case group(Int)
    /// One of several, and no word says which.
    case undecided
  }

  /// Whom the pronoun that is the subject of the feeling at `range` stands for; `nil` where there is none.
  func antecedent(of range: Range<Int>) -> Antecedent? {
    guard inside(range) == nil, let pronoun = pronoun(of: range) else { return nil }
    let named = named(before: pronoun.range.lowerBound)
    guard let last = named.last, let first = named.first else { return nil }
    guard named.count > 1 else { return groupOf[last].map(Antecedent.group) }
    if pronoun.kind == .oneself { return opposite(last, of: named) }
    guard !isToldApart(pronoun), groupOf[last].map({ groups[$0].count == 1 }) ?? false else {
      return .undecided
    }
    // `@otto watches @yuki, who is laughing, and he begins to cry`
    if hasRelative(after: last), clauses[pronoun.range.lowerBound] != clauses[last + 1] {
      return opposite(last, of: named)
    }
    return groupOf[words[last].isPossessive ? first : last].map(Antecedent.group)
  }

  /// The other of two.
  private func opposite(_ last: Int, of named: [Int]) -> Antecedent {
    guard named.count == 2, let group = groupOf[named[0]], group != groupOf[last] else {
      return .undecided
    }
    return .group(group)
  }

  /// The pronoun that acts in the feeling at `range`: the last before it, with no mention between, or behind it.
  private func pronoun(of range: Range<Int>) -> Pronoun? {
    let here = range.lowerBound
    let found = pronouns.starts.last(before: here).flatMap { pronouns.byStart[$0] }
    if let found, found.range.upperBound <= here, found.kind != .several,
      sentences[found.range.lowerBound] == sentences[here],
      (mentions.all.last(before: here) ?? -1) < found.range.lowerBound, isFirst(found)
    {
      return found
    }
    guard let behind = pronouns.byStart[range.upperBound], behind.kind != .several,
      mentions.byClause[clauses[here]] == nil,
      isJoined(here, behind.range.lowerBound)
    else { return nil }
    return behind
  }

  /// Whether a pronoun begins what is said: its clause mentions no one before it, or a conjunction leads to it.
  private func isFirst(_ pronoun: Pronoun) -> Bool {
    let start = pronoun.range.lowerBound
    let isMarked =
      words[start].isWhole
      && lexicon.subjects.subjectMarks.contains(
        words[min(pronoun.range.upperBound, words.count - 1)].hash)
    return isMarked || classes(at: start - 1).contains(.conjunction)
      || words[start].breakBefore > .none
      || !clauseBefore(start).contains { words[$0].mention != nil }
  }

  /// Whether two pronouns of its sentence stand for two people.
  private func isToldApart(_ pronoun: Pronoun) -> Bool {
    let others: Set = [Pronoun.Kind.he, .she]
    let kinds = pronouns.kinds[sentences[pronoun.range.lowerBound]] ?? []
    return !kinds.intersection(others).subtracting([pronoun.kind]).isEmpty
  }

  /// The last mentions of each character before `index`, in its sentence or else in the last one with any.
  private func named(before index: Int) -> [Int] {
    guard let last = characters.all.last(before: index) else { return [] }
    if sentences[last] != sentences[index], mentions.bySentence[sentences[index]] != nil {
      return []
    }
    let near = characters.all.near(last..<last + 1, reach: Self.reach)
    let all = near.filter { $0 < index && sentences[$0] == sentences[last] }
    var byHandle: [String: Int] = [:]
    for mention in all { byHandle[words[mention].text] = mention }
    return byHandle.values.sorted()
  }

  private func hasRelative(after mention: Int) -> Bool {
    classes(at: mention + 1).contains(.relative)
  }
}
