internal import TroupeVocabulary

/// Feelings that are not of the cast: those of a crowd or of someone without a mention.
extension Clauses {
  /// The group of the mention that the feeling at `range` stands before as its attribute: `comforts a crying @kael`.
  func attributed(_ range: Range<Int>) -> Int? {
    let before = range.lowerBound - 1
    guard before >= 0, isJoined(before, range.lowerBound),
      words[before].mention == nil
        || words[range.lowerBound].isWhole
    else { return nil }
    let next = range.upperBound
    guard next < words.count, clauses[next] == clauses[range.lowerBound] else { return nil }
    if hasMention(at: next) {
      // `die ebenfalls lachende @kael`
      let isLed = [before, before - 1].contains {
        !classes(at: $0).isDisjoint(with: [.determiner, .preposition])
          && ($0 == before || classes(at: before) == .filler)
      }
      return isLed || isAttributive(next - 1) ? groupOf[next] : nil
    }
    guard words[range.lowerBound].isWhole else { return nil }
    // `安慰哭泣的@kael`, `泣いている@kael`
    var index = next
    while index < min(next + 5, words.count), words[index].mention == nil,
      words[index].breakBefore == .none, words[index].isWhole,
      !words[index].isNounlike
        || classes(at: index).contains(.possessive)
    { index += 1 }
    guard hasMention(at: index), clauses[index] == clauses[range.lowerBound] else { return nil }
    let isLed = classes(at: index - 1).contains(.possessive)
    return isLed || isAttributive(index - 1) ? groupOf[index] : nil
  }

  /// Whether a mention that is shown stands at `index`, joined to the word before it.
  func hasMention(at index: Int) -> Bool {
    index < words.count && groupOf[index] != nil && words[index].breakBefore == .none
  }

  /// Whether the word at `index` has a form that stands before its noun: `плачущую`, `泣く`, `우는`.
  private func isAttributive(_ index: Int) -> Bool {
    let word = words[index].text
    if WordForms.standard.attributive.contains(where: word.hasSuffix) { return true }
    // In Korean a syllable that ends in n.
    guard let last = word.unicodeScalars.last?.value, (0xAC00...0xD7A3).contains(last) else {
      return false
    }
    return (last - 0xAC00) % 28 == 4
  }

  /// Whether a word for `among` leads to the feeling at `range` and whose it is: `among laughing children`.
  func isAmong(_ range: Range<Int>) -> Bool {
    let among = WordForms.standard.among
    var index = range.lowerBound - 1
    var named = isContent(range.upperBound) || nouns(at: range.upperBound).contains(.person)
    named = named && words[range.upperBound].breakBefore == .none
    for _ in 0..<4 {
      guard index >= 0, isJoined(index, range.lowerBound), words[index].mention == nil else {
        return false
      }
      let pair = index > 0 ? "\(words[index - 1].text) \(words[index].text)" : ""
      if among.contains(words[index].text) || among.contains(pair) { return named }
      named = named || nouns(at: index).contains(.person)
      index -= 1
    }
    return false
  }

  /// Whether the feeling at `range` is that of all others, whom its sentence tells from a mention that follows: `everyone
  /// weeps; @mira reads on`.
  func isOfCrowd(_ range: Range<Int>) -> Bool {
    let mentioned = mentions.bySentence[sentences[range.lowerBound]] ?? []
    if let others = nouns.others[clauses[range.lowerBound]], others < range.lowerBound,
      mentions.byClause[clauses[range.lowerBound]] == nil
    {
      return true
    }
    if mentioned.isEmpty, antecedent(of: range) == nil,
      let crowd = nouns.crowds[clauses[range.lowerBound]]
    {
      return crowd < range.lowerBound
    }
    guard mentioned.last(before: range.lowerBound) == nil, let first = mentioned.first else {
      return false
    }
    let clause = clauses[range.lowerBound]
    let isCrowd = nouns.crowds[clause].map { $0 < range.lowerBound } ?? false
    // `孩子们在笑，@mira在扫地`
    let isOther =
      words[range.lowerBound].isWhole && clauses[first] != clause
      && clauseBefore(range.lowerBound).contains {
        nouns(at: $0).contains(.person) && classes(at: $0).isDisjoint(with: .pronoun)
      }
    return (isCrowd || isOther) && attributed(range) == nil
  }

  /// Whether a face is that of someone spoken of before: `her eyes`.
  func isOwnFace(_ index: Int) -> Bool {
    index > 0 && nouns(at: index).contains(.face) && isJoined(index - 1, index)
      && isPersonal(index - 1)
  }

  /// Whether the word at `index` says whose something is, as `her` does and an article does not.
  func isPersonal(_ index: Int) -> Bool {
    guard classes(at: index).contains(.determiner) else { return false }
    let forms = WordForms.standard
    return !forms.articles.contains(words[index].text)
      && !forms.indefinite.contains(words[index].text)
  }

  /// Whether the feeling at `range` is no mood: part of another word, or how some work is done.
  func isNoMood(_ range: Range<Int>) -> Bool {
    let hashes = words[range].map(\.hash)
    if words[range.lowerBound].isInner, lexicon.wholeWords.contains(hashes) { return true }
    guard lexicon.manners.contains(hashes) else { return false }
    let clause = clauses[range.lowerBound]
    let near = max(0, range.lowerBound - Self.reach)..<min(words.count, range.upperBound + 4)
    return near.contains { clauses[$0] == clause && lexicon.works.contains(words[$0].hash) }
  }

  /// Whether the feeling at `range` stands before a person whom it tells of and who is no mention: `우는 아이를`,
  /// `плачущего ребёнка`.
  func isOfNextPerson(_ range: Range<Int>) -> Bool {
    var next = range.upperBound
    guard isAttributive(next - 1), next < words.count, words[next].breakBefore == .none else {
      return false
    }
    guard nouns(at: next).contains(.person), classes(at: next).isDisjoint(with: .pronoun) else {
      return false
    }
    next += 1
    while next < min(words.count, range.upperBound + 4), isJoined(range.lowerBound, next) {
      if words[next].mention != nil { return false }
      next += 1
    }
    return true
  }

  /// In a script without spaces: of people who follow, before any mention of the clause, and are not named by it:
  /// `泣いている子供の隣で`.
  func precedesBystander(_ range: Range<Int>) -> Bool {
    let clause = clauses[range.lowerBound]
    guard mentions.byClause[clause]?.last(before: range.lowerBound) == nil else { return false }
    var index = range.upperBound
    let end = min(words.count, index + 6)
    while index < end, clauses[index] == clause, words[index].mention == nil,
      !(nouns(at: index).contains(.person) && classes(at: index).isDisjoint(with: .pronoun))
    { index += 1 }
    guard index < end, clauses[index] == clause, words[index].mention == nil else { return false }
    while index < words.count, !(nouns.ending[index]?.contains(.person) ?? false) { index += 1 }
    index += 1
    return index < words.count && clauses[index] == clause && words[index].mention == nil
  }

  /// The article from which on words lead to what follows `index`, at most two of them.
  func article(before index: Int) -> Int? {
    let forms = WordForms.standard
    for start in stride(from: index, through: max(0, index - 2), by: -1) {
      guard words[start].mention == nil, isJoined(start, index) else { return nil }
      if forms.articles.contains(words[start].text) || forms.indefinite.contains(words[start].text)
      {
        return start
      }
      guard classes(at: start).isDisjoint(with: .function) else { return nil }
    }
    return nil
  }

  /// Whether a bare noun that is plural stands before the verb at `range` as its subject: `gulls cry overhead`.
  func isOfPlural(_ range: Range<Int>) -> Bool {
    let noun = range.lowerBound - 1
    guard noun >= 0, isJoined(noun, range.lowerBound), words[noun].mention == nil,
      nouns(at: noun).isDisjoint(with: [.face, .bearing, .part]),
      classes(at: noun).isDisjoint(with: Lexicon.WordClass.function.union([.left, .right]))
    else { return false }
    let clause = clauseBefore(range.lowerBound)
    guard !clause.contains(where: { words[$0].mention != nil }) else { return false }
    var start = noun
    while start > clause.lowerBound, isContent(start - 1) || classes(at: start - 1) == .filler,
      isJoined(start - 1, noun)
    { start -= 1 }
    let isFirst =
      start <= clause.lowerBound
      || !classes(at: start - 1).isDisjoint(with: [.conjunction, .joint, .relative])
    let isPerson = nouns(at: noun).contains(.person)
    let (name, verb) = (words[noun].text, words[range.upperBound - 1].text)
    return isFirst
      && lexicon.subjects.plurals.contains {
        verb.hasSuffix($0.verb) && (isPerson || name.hasSuffix($0.noun) && isContent(noun))
      }
  }

  /// Whether a noun that is no mention is marked as the subject of the feeling at `range`: `カモメが泣き`.
  func hasNominative(_ range: Range<Int>) -> Bool {
    let before = clauseBefore(range.lowerBound)
    guard !before.contains(where: { words[$0].mention != nil }) else { return false }
    return before.dropFirst().contains { index in
      lexicon.subjects.nominativeMarks.contains(words[index].hash) && words[index - 1].isWhole
        && (words[index - 1].isNounlike || nouns.ending[index - 1]?.contains(.person) ?? false)
        && (nouns.ending[index - 1] ?? []).isDisjoint(with: [.face, .bearing, .part])
        && !pronouns.end(at: index)
    }
  }

  /// Whether more is said of the mention at `index`, with which a clause begins.
  func beginsClause(of index: Int) -> Bool {
    index + 1 < words.count && words[index + 1].breakBefore == .none
      && words[index].breakBefore == .clause && !conjunctions.contains(index + 1)
  }
}
