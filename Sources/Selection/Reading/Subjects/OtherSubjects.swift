/// What is said of someone or something else than those who are mentioned.
extension Clauses {
  /// Whether the feeling at `range` is that of something without a mention: `the laughing cat`, `as the
  /// crowd weeps`.
  func isOfAnother(_ range: Range<Int>) -> Bool {
    // `tears stream down her face`
    let isOnFace = nouns(at: range.lowerBound).contains(.face)
    if words[range.lowerBound].isWhole {
      return precedesBystander(range)
        || !isOnFace && (precedesAnother(range) || hasNominative(range))
    }
    if !isOnFace && isAttribute(range) || isAmong(range) || isOfHead(range) { return true }
    if !isOnFace, isOfPlural(range) { return true }
    // A noun of its own stands before, and no mention earlier in the clause.
    var noun = range.lowerBound - 1
    while noun >= 0, isJoined(noun, range.lowerBound), classes(at: noun).contains(.filler) {
      noun -= 1
    }
    guard isContent(noun), isJoined(noun, range.lowerBound),
      nouns(at: noun).isDisjoint(with: [.person, .face, .bearing])
    else { return false }
    let before = clauseBefore(range.lowerBound)
    guard before.contains(noun), !before.contains(where: { words[$0].mention != nil }),
      !before.contains(where: isOwnFace)
    else { return false }
    return before.contains { classes(at: $0).contains(.determiner) }
      || !classes(at: before.lowerBound).isDisjoint(with: [.joint, .determiner])
  }

  /// Whether the view at `range` is that of people without a mention: `a man seen from behind watches @kael`.
  func isOfOtherPerson(_ range: Range<Int>) -> Bool {
    // `two figures from behind: @bram and @ilse`
    let after = range.upperBound
    if after < words.count, words[after].mention != nil, words[after].breakBefore != .none,
      words[after].breakBefore <= .colon, !isSubordinate(range), !beginsClause(of: after)
    {
      return false
    }
    var noun = range.lowerBound - 1
    while noun > 0, isJoined(noun, range.lowerBound),
      !classes(at: noun).isDisjoint(with: [.filler, .relative])
    {
      noun -= 1
    }
    guard noun >= 0, isJoined(noun, range.lowerBound), nouns(at: noun).contains(.person),
      classes(at: noun).isDisjoint(with: [.pronoun, .determiner]), !words[noun].isWhole
    else { return false }
    var start = noun - 1
    while start > 0, isContent(start), isJoined(start, noun) { start -= 1 }
    // `Niños riendo alrededor de @mira`
    let isFirst = start < 0 || !isJoined(start, noun)
    if isFirst || isSubordinate(range) && start == clauseStarts[clauses[noun]] {
      let mentioned =
        mentions.bySegment[segments[noun]] ?? mentions.bySentence[sentences[noun]]
      return mentioned != nil && mentioned?.last(before: noun) == nil
    }
    guard classes(at: start).contains(.determiner),
      start == 0 || !WordForms.standard.lookLeads.contains(words[start - 1].text)
        || isSubordinate(range) && start - 1 == clauseStarts[clauses[noun]]
          && mentions.bySentence[sentences[noun]]?.last(before: noun) == nil
    else { return false }
    // `@mira, a woman seen from behind`
    return start == 0 || words[start - 1].mention == nil || words[start].breakBefore == .none
  }

  /// In a script without spaces: before any mention of its clause, with a noun between.
  private func precedesAnother(_ range: Range<Int>) -> Bool {
    let clause = clauses[range.lowerBound]
    let isOfPerson = clauseBefore(range.lowerBound).contains {
      words[$0].mention != nil || nouns(at: $0).contains(.person)
    }
    let after = range.upperBound
    if !isOfPerson, hasOwnSubject(range) { return true }
    guard !isOfPerson, after < words.count, clauses[after] == clause else { return false }
    guard let first = mentions.byClause[clause]?.first(after: range.lowerBound) else {
      let isPossessive = classes(at: after).contains(.possessive)
      let noun = isPossessive ? after + 1 : after
      guard noun < words.count, clauses[noun] == clause else { return false }
      return (isPossessive || words[noun].isNounlike && !classes(at: noun).contains(.filler))
        && nouns(at: noun).isDisjoint(with: [.person, .face, .bearing])
    }
    let between = after..<max(after, min(first, after + Self.reach))
    return between.count > 2
      && !between.contains { !nouns(at: $0).isDisjoint(with: [.person, .face, .bearing]) }
  }

  /// In a script without spaces and a sentence that mentions no one: `岸边几名宾客低声哭泣`.
  private func hasOwnSubject(_ range: Range<Int>) -> Bool {
    let before = clauseBefore(range.lowerBound)
    return before.count >= Self.subjectLength
      && mentions.bySentence[sentences[range.lowerBound]] == nil
      && classes(at: before.lowerBound).isDisjoint(with: .function)
      && before.allSatisfy { nouns(at: $0).isDisjoint(with: [.person, .face, .part, .bearing]) }
  }

  /// The fewest characters before a verb that can be a noun with what is said of it.
  private static let subjectLength = 5

  /// `a crying child`, `laughing children`: before a noun that is no face, and not said of a mention.
  private func isAttribute(_ range: Range<Int>) -> Bool {
    let after = range.upperBound
    var before = range.lowerBound - 1
    // `a cold and menacing room`
    if before > 0, classes(at: before).contains(.conjunction), isContent(before - 1),
      isJoined(before - 1, range.lowerBound)
    {
      before -= 2
    }
    // `Вокруг @mira смеются дети`
    if before > 0, words[before].mention != nil, before - 1 == clauseStarts[clauses[before]],
      classes(at: before - 1).contains(.preposition), nouns(at: after).contains(.person),
      words[after].breakBefore == .none
    {
      return true
    }
    guard isContent(after) || nouns(at: after).contains(.person), words[after].breakBefore == .none,
      classes(at: after).isDisjoint(with: [.pronoun, .determiner]),
      nouns(at: after).isDisjoint(with: [.bearing, .face])
    else { return false }
    if after + 1 < words.count, words[after + 1].mention != nil { return false }
    if before < 0 || !isJoined(before, range.lowerBound) { return true }
    // `@kael, a laughing woman, waves`
    if before > 0, words[before].breakBefore == .clause, words[before - 1].mention != nil,
      nouns(at: after).contains(.person)
    {
      return false
    }
    if words[before].mention != nil { return false }
    // `@chiara gli sorride`: a pronoun that is written like an article.
    if before > 0, words[before - 1].mention != nil, classes(at: before).contains(.pronoun) {
      return false
    }
    return !classes(at: before).isDisjoint(with: [.determiner, .preposition])
  }
}
