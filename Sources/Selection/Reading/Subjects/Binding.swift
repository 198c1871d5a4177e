/// Whom a phrase of a prompt speaks of, by where it stands.
extension Clauses {
  /// Whom the phrase at `range` speaks of.
  /// - Parameters:
  ///   - isFeeling: whether it tells of a mood or act, which belongs to the subject of its clause rather
  ///     than to whoever is named last.
  ///   - prefersCharacters: whether it is said of people rather than of a thing that is named near.
  func scope(
    of range: Range<Int>, isFeeling: Bool, prefersCharacters: Bool = true
  ) -> Scope {
    let here = range.lowerBound
    let segment = segments[here]
    if inside(range) == nil, isOfBoth(here) { return .sentence(sentences[here]) }
    if case .group(let group) = possessor(of: range) { return .group(group) }
    if isFeeling, case .group(let group) = antecedent(of: range) { return .group(group) }
    if let group = seen(range) ?? leftOut(range, isFeeling: isFeeling) { return .group(group) }
    if isFeeling, let group = gazer(before: range) { return .group(group) }
    guard let subjects = mentions.bySegment[segment] else {
      if isFeeling, let group = topic(of: range) { return .group(group) }
      return scopeElsewhere(here)
    }
    if let group = inside(range) { return .group(group) }
    if isFeeling, isOfAll(range) { return .segment(segment) }
    if isFeeling, mentions.byClause[clauses[here]] != nil, let group = topic(of: range) {
      return .group(group)
    }
    if groupCounts[segment] == 1 { return .segment(segment) }
    if isFeeling, let group = follower(of: range) { return .group(group) }
    if isFeeling, let group = attributed(range) ?? nominative(of: range) { return .group(group) }
    if let group = adjacentBefore(here) { return .group(group) }
    let group: Int?
    if let inClause = mentions.byClause[clauses[here]] {
      let before = inClause.last(before: here)
      if let after = adjacentAfter(range), !isFeeling || before == nil {
        // `seen from behind in front of @taverna`
        let isOf = leadsOn(range)
        // `@tomas, kneeling before @mira`, `kneeling by @tomas, @mira prays`
        if isFeeling, !isOf, let actor = actor(nextTo: after, around: here) { return .group(actor) }
        return .group(prefersCharacters && !isOf ? preferred(after, around: here) : after)
      }
      let isLast = before == inClause.last
      let isCoordinated = classes(at: here - 1).contains(.conjunction)
      let takesFirst = before == nil || isLast && (isFeeling || isCoordinated)
      group = (takesFirst ? inClause.first : before).flatMap { groupOf[$0] }
    } else {
      let before = subjects.last(before: here)
      if before == nil, hasColon(from: range.upperBound - 1, to: subjects[0]) {
        return .segment(segment)
      }
      if let group = heading(range) { return .group(group) }
      if groupCounts[segment] == 2, arePaired(subjects, before: here) { return .segment(segment) }
      if isFeeling, before != nil, let group = topic(of: range) { return .group(group) }
      group = groupOf[before ?? subjects[0]]
    }
    guard let group else { return .all }
    return .group(prefersCharacters ? preferred(group, around: here) : group)
  }

  /// Whether what stands at `index` is said of both who are mentioned before: `@kael and @mira, both in profile`.
  private func isOfBoth(_ index: Int) -> Bool {
    guard let start = both[clauses[index]], start < index,
      mentions.byClause[clauses[index]] == nil,
      let named = characters.bySentence[sentences[index]]
    else { return false }
    return named.last(before: start).map { $0 != named.first } ?? false
  }

  /// Where the part of the sentence mentions nothing shown: a pronoun stands for whoever was named last.
  private func scopeElsewhere(_ index: Int) -> Scope {
    let (sentence, line) = (sentences[index], lines[index])
    if mentions.bySentence[sentence] != nil || nouns.personsInSentences.contains(sentence) {
      return .all
    }
    // A line of a script is a shot of its own.
    // `He laughs. @kael wipes his eyes.`
    if let next = mentions.bySentence[sentence + 1]?.first, lines[next] == lines[index],
      !(pronouns.kinds[sentence] ?? []).isDisjoint(with: [.he, .she]),
      mentions.all.last(before: index) == nil, let group = groupOf[next]
    {
      return .group(group)
    }
    if sentence > 0, let next = mentions.bySentence[sentence + 1], lines[next[0]] == line {
      return .sentence(sentence + 1)
    }
    if mentions.byLine[line] != nil, lines.last ?? 0 > 0 { return .line(line) }
    guard nouns.pronounsInClauses.contains(clauses[index]),
      let last = mentions.all.last(before: index), let group = groupOf[last]
    else { return .all }
    return .group(group)
  }

  /// The group of a mention within the phrase itself.
  func inside(_ range: Range<Int>) -> Int? {
    range.lazy.compactMap { groupOf[$0] }.first
  }

  /// The group of the mention that stands before `index` with nothing but small words between.
  private func adjacentBefore(_ index: Int) -> Int? {
    var before = index - 1
    while before >= max(0, index - Self.reach), isJoined(before, index) {
      if let group = groupOf[before] { return group }
      guard words[before].mention == nil else { return nil }
      let classes = classes(at: before)
      guard !classes.isDisjoint(with: [.filler, .relative]),
        classes.isDisjoint(with: [.conjunction, .preposition])
      else { return nil }
      before -= 1
    }
    return nil
  }

  /// The group of the mention that follows `range` with nothing but small words between.
  private func adjacentAfter(_ range: Range<Int>) -> Int? {
    var after = range.upperBound
    let end = min(words.count, after + Self.reach)
    while after < end, words[after].breakBefore == .none {
      if let group = groupOf[after] { return group }
      guard words[after].mention == nil,
        !classes(at: after).isDisjoint(with: [.determiner, .preposition, .object])
      else { return nil }
      after += 1
    }
    return nil
  }

  /// Who acts where a clause names only `other`, to whom it is done.
  private func actor(nextTo other: Int, around index: Int) -> Int? {
    let named = characters.bySegment[segments[index]] ?? []
    let mention =
      named.last(before: index)
      ?? groups[other].last.flatMap { named.first(after: $0) }
    return mention.flatMap { groupOf[$0] }
  }

  /// Whether nothing but words for `of` leads from `range` to the mention after it.
  private func leadsOn(_ range: Range<Int>) -> Bool {
    var index = range.upperBound
    while index < words.count, words[index].mention == nil {
      let classes = classes(at: index)
      guard !classes.isDisjoint(with: [.object, .determiner, .target]) else { return false }
      index += 1
    }
    return true
  }

  /// Whether the clause of `range` begins as `while` does.
  func isSubordinate(_ range: Range<Int>) -> Bool {
    !classes(at: clauseStarts[clauses[range.lowerBound]]).isDisjoint(with: [.joint, .relative])
  }

  /// The group of the mention that a clause of nothing but `range` leads to: `close-up: @kael, wide shot: @mira`.
  private func heading(_ range: Range<Int>) -> Int? {
    let after = range.upperBound
    guard clauseStarts[clauses[range.lowerBound]] == range.lowerBound, after < words.count,
      words[after].breakBefore == .colon
    else { return nil }
    return groupOf[after]
  }

  /// A person in the same part of the sentence where `group` is a thing that is only named near.
  private func preferred(_ group: Int, around index: Int) -> Int {
    guard !hasCharacter(group), let persons = characters.bySegment[segments[index]] else {
      return group
    }
    return groupOf[persons.last(before: index) ?? persons[0]] ?? group
  }
}
