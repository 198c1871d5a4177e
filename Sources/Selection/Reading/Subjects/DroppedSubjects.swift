/// Subjects that a verb needs no word for: `@lena mira a @otto. Llora.`
extension Clauses {
  /// The most words between the start of a clause and such a verb: `se`, `también`.
  private static let verbReach = 3

  /// The group that the last part with a mention is about, where a sentence or what follows a semicolon begins with the
  /// verb at `range` and names no one.
  func leftOut(_ range: Range<Int>, isFeeling: Bool) -> Int? {
    let here = range.lowerBound
    let clause = clauses[here]
    guard isFeeling || classes(at: here).contains(.pronoun), !words[here].isWhole,
      mentions.byClause[clause] == nil, inside(range) == nil,
      nouns(at: range.upperBound).isDisjoint(with: [.person, .part, .face, .bearing]),
      isVerbFirst(here), let last = characters.all.last(before: here), isNear(last, here),
      let named = characters.byClause[clauses[last]], named.count > 1
    else { return nil }
    let subject = named.first { !words[$0].isPossessive && !isGoverned($0) } ?? named.last
    return subject.flatMap { groupOf[$0] }
  }

  /// Whom another is said to see do what stands at `range`, by a pronoun alone: `la miran marcharse: @lena`.
  func seen(_ range: Range<Int>) -> Int? {
    let verb = range.lowerBound - 1
    guard verb > 0, isJoined(verb - 1, range.lowerBound),
      lexicon.subjects.perceptions.contains(words[verb].hash),
      !classes(at: verb - 1).isDisjoint(with: [.pronoun, .determiner]),
      let named = characters.bySentence[sentences[verb]],
      let subject = named.last(before: verb).flatMap({ groupOf[$0] })
    else { return nil }
    let others = Set(named.compactMap { groupOf[$0] }).subtracting([subject])
    return others.count == 1 ? others.first : nil
  }

  /// Who looks at another in the clause before that of `range`, which names no one: `@lena encara @otto, furiosa`.
  func gazer(before range: Range<Int>) -> Int? {
    let start = clauseStarts[clauses[range.lowerBound]]
    guard start > 0, start == range.lowerBound, words[start].breakBefore == .clause,
      !words[start].isWhole,
      mentions.byClause[clauses[start]] == nil,
      let named = characters.byClause[clauses[start - 1]], named.count == 2
    else { return nil }
    let isGaze = (named[0]..<named[1]).contains {
      lexicon.subjects.gazes.contains(words[$0].hash)
    }
    return isGaze && !isGoverned(named[0]) ? groupOf[named[0]] : nil
  }

  /// Whether only small words stand between the start of its clause and `index`, none of them one for whoever acts.
  private func isVerbFirst(_ index: Int) -> Bool {
    let before = clauseBefore(index)
    return before.count <= Self.verbReach
      && before.allSatisfy {
        !classes(at: $0).isDisjoint(with: [.filler, .conjunction, .joint, .pronoun])
          && !classes(at: $0).contains(.relative) && pronouns.byStart[$0] == nil
      }
  }

  /// Whether the mention at `last` stands in the sentence of `index` or in that before it, on the same line.
  private func isNear(_ last: Int, _ index: Int) -> Bool {
    lines[last] == lines[index] && sentences[index] - sentences[last] <= 1
      && segments[last] < segments[index]
  }

  private func isGoverned(_ index: Int) -> Bool {
    index > 0 && words[index].breakBefore == .none
      && !classes(at: index - 1).isDisjoint(with: [.preposition, .object])
  }
}
