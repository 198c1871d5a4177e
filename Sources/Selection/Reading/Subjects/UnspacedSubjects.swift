/// Subjects that a script without spaces leaves out, and whose something is that a pronoun owns.
extension Clauses {
  /// The group that the last clause with a mention is about, where the clause of `range` names no one: `@lena看着@otto，哭了`.
  func topic(of range: Range<Int>) -> Int? {
    let here = range.lowerBound
    guard words[here].isWhole, !namesPerson(range), let start = clauseOfOthers(range),
      let last = characters.all.last(before: start), lines[last] == lines[here],
      let named = characters.byClause[clauses[last]]
    else { return nil }
    let subject = named.first { !words[$0].isPossessive && !isNoSubject($0) } ?? last
    return groupOf[subject]
  }

  /// Whether the clause of `range`, which mentions no one, says it of all who were: `@lena和@otto对视，两人都笑了`.
  func isOfAll(_ range: Range<Int>) -> Bool {
    let clause = clauses[range.lowerBound]
    guard words[range.lowerBound].isWhole, mentions.byClause[clause] == nil,
      nouns.others[clause] == nil,
      mentions.bySegment[segments[range.lowerBound]]?.last(before: range.lowerBound) != nil
    else { return false }
    return clauseBefore(range.lowerBound).contains { pronouns.byStart[$0]?.kind == .several }
  }

  /// The start of the clause of `range` if all whom it names only own what something is done to: `搂着@otto的肩膀傻笑`.
  private func clauseOfOthers(_ range: Range<Int>) -> Int? {
    let (here, start) = (range.lowerBound, clauseStarts[clauses[range.lowerBound]])
    let isOfOthers = (mentions.byClause[clauses[here]] ?? []).allSatisfy { mention in
      let objects = mention + 1..<max(mention + 1, min(here, mention + Self.objectReach))
      return mention < here && words[mention].isPossessive && mention + 1 < here
        && words[start].breakBefore == .clause
        && (mention > start
          || objects.contains { lexicon.subjects.objectMarks.contains(words[$0].hash) })
    }
    return isOfOthers ? start : nil
  }

  /// The most characters from an owner to the mark of what is his.
  private static let objectReach = 6

  /// Whether the view at `range` is that of all others: `@bram走进教室，大家都回头看他`.
  func isViewOfCrowd(_ range: Range<Int>) -> Bool {
    let (here, clause) = (range.lowerBound, clauses[range.lowerBound])
    guard words[here].isWhole, mentions.byClause[clause] == nil, let crowd = nouns.crowds[clause]
    else { return false }
    let named = characters.bySegment[segments[here]] ?? []
    return crowd < here && Set(named.map { words[$0].text }).count == 1
  }

  /// Whether the clause of `range` names people before it by more than a pronoun for one.
  private func namesPerson(_ range: Range<Int>) -> Bool {
    clauseBefore(range.lowerBound).contains {
      nouns(at: $0).contains(.person) && pronouns.byStart[$0].map { $0.kind == .several } ?? true
    }
  }

  /// Whom a pronoun that owns what stands at `range` stands for, in a clause that is about another: `@lena望着他的背影`.
  func possessor(of range: Range<Int>) -> Antecedent? {
    var end = range.lowerBound
    guard end > 0, words[end].isWhole, isJoined(end - 1, end) else { return nil }
    if classes(at: end - 1).contains(.possessive), !pronouns.end(at: end) { end -= 1 }
    guard let pronoun = pronouns.starts.last(before: end).flatMap({ pronouns.byStart[$0] }),
      pronoun.range.upperBound == end, pronoun.kind == .he || pronoun.kind == .she,
      !conjunctions.contains(pronoun.range.lowerBound - 1),
      let subject = characters.byClause[clauses[end - 1]]?.last(before: pronoun.range.lowerBound),
      let own = groupOf[subject]
    else { return nil }
    let names = Set(groups[own].map { words[$0].text })
    let others = characters.all.filter { !names.contains(words[$0].text) }
    guard let nearest = others.last(before: subject) ?? others.first else { return .undecided }
    return groupOf[nearest].map(Antecedent.group)
  }
}
