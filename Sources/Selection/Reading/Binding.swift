/// Whom a phrase of a prompt speaks of, by where it stands.
extension Clauses {
  /// The groups that the phrase at `range` speaks of; `nil` for everyone who is mentioned.
  /// - Parameter isFeeling: whether it tells of a mood or act, which belongs to the subject of its
  ///   clause rather than to whoever is named last.
  func groups(for range: Range<Int>, isFeeling: Bool, isCharacter: (Int) -> Bool) -> [Int]? {
    let here = range.lowerBound
    let subjects = mentions(inSegmentOf: here)
    guard let first = subjects.first else { return groupsElsewhere(here) }
    if let group = inside(range) { return [group] }
    let all = Set(subjects.compactMap { groupOf[$0] })
    if all.count == 1 { return all.sorted() }
    if let group = adjacentBefore(here) { return [group] }
    let inClause = mentions(inClauseOf: here)
    let group: Int?
    if inClause.isEmpty {
      let before = subjects.last { $0 < here }
      if before == nil {
        let next = words[range.upperBound...first].map(\.breakBefore).max() ?? .none
        if next == .colon { return all.sorted() }
      }
      group = (before ?? first).group(in: self)
    } else if let after = adjacentAfter(range), !isFeeling || inClause.allSatisfy({ $0 > here }) {
      group = after
    } else {
      let before = inClause.last { $0 < here }
      let isLast = before == inClause.last
      let isCoordinated = classes(at: here - 1).contains(.conjunction)
      let takesFirst = before == nil || isLast && (isFeeling || isCoordinated)
      group = (takesFirst ? inClause.first : before)?.group(in: self)
    }
    return group.map { [preferred($0, around: here, isCharacter)] }
  }

  /// Where the part of the sentence mentions nothing shown: a pronoun stands for whoever was named last.
  private func groupsElsewhere(_ index: Int) -> [Int]? {
    let sentence = sentences[index]
    let here = mentions(inSentence: sentence)
    if !here.isEmpty { return nil }
    let isOfAll = words.indices.contains {
      sentences[$0] == sentence && nouns(at: $0).contains(.person)
        && classes(at: $0).isDisjoint(with: [.pronoun])
    }
    if isOfAll { return nil }
    // A line of a script is a shot of its own.
    let inLine = groups.joined().filter { lines[$0] == lines[index] }
    let next = mentions(inSentence: sentence + 1).filter { lines[$0] == lines[index] }
    if sentence > 0, !next.isEmpty {
      return Array(Set(next.compactMap { groupOf[$0] })).sorted()
    }
    if !inLine.isEmpty, lines.last ?? 0 > 0 {
      return Array(Set(inLine.compactMap { groupOf[$0] })).sorted()
    }
    let hasPronoun = words.indices.contains {
      sentences[$0] == sentence && clauses[$0] == clauses[index]
        && !classes(at: $0).isDisjoint(with: [.pronoun])
    }
    guard hasPronoun, let last = groups.joined().last(where: { sentences[$0] < sentence }) else {
      return nil
    }
    return groupOf[last].map { [$0] }
  }

  /// The group of a mention within the phrase itself.
  private func inside(_ range: Range<Int>) -> Int? {
    range.lazy.compactMap { groupOf[$0] }.first
  }

  /// The group of the mention that stands before `index` with nothing but small words between.
  private func adjacentBefore(_ index: Int) -> Int? {
    var before = index - 1
    while before >= 0, isJoined(before, index) {
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
    while after < words.count, words[after].breakBefore == .none {
      if let group = groupOf[after] { return group }
      guard words[after].mention == nil,
        !classes(at: after).isDisjoint(with: [.determiner, .preposition, .object])
      else { return nil }
      after += 1
    }
    return nil
  }

  /// A person in the same part of the sentence where `group` is a thing that is only named near.
  private func preferred(_ group: Int, around index: Int, _ isCharacter: (Int) -> Bool) -> Int {
    guard !groups[group].contains(where: isCharacter) else { return group }
    let persons = mentions(inSegmentOf: index).filter(isCharacter)
    let person = persons.last { $0 < index } ?? persons.first
    return person.flatMap { groupOf[$0] } ?? group
  }

  /// Whether the feeling at `range` is that of something without a mention: `the laughing cat`, `as the
  /// crowd weeps`.
  func isOfAnother(_ range: Range<Int>) -> Bool {
    if words[range.lowerBound].isWhole { return precedesAnother(range) }
    if isAttribute(range) { return true }
    let clause = clauses[range.lowerBound]
    var index = range.lowerBound - 1
    // A noun of its own stands directly before, and no mention earlier in the clause.
    guard isContent(index), isJoined(index, range.lowerBound),
      !nouns(at: index).contains(.person), !nouns(at: index).contains(.face)
    else { return false }
    var hasDeterminer = false
    while index >= 0, clauses[index] == clause {
      if words[index].mention != nil { return false }
      hasDeterminer = hasDeterminer || classes(at: index).contains(.determiner)
      index -= 1
    }
    return hasDeterminer
      || index + 1 < range.lowerBound
        && !classes(at: index + 1).isDisjoint(with: [.joint, .determiner])
  }

  /// In a script without spaces: before any mention of its clause, with a noun between.
  private func precedesAnother(_ range: Range<Int>) -> Bool {
    let clause = clauses[range.lowerBound]
    let start = clauses.firstIndex(of: clause) ?? 0
    let isOfPerson = (start..<range.lowerBound).contains {
      words[$0].mention != nil || nouns(at: $0).contains(.person)
    }
    let after = range.upperBound
    guard !isOfPerson, after < words.count, clauses[after] == clause else { return false }
    guard let first = mentions(inClauseOf: range.lowerBound).first else {
      let isPossessive = classes(at: after).contains(.possessive)
      let noun = isPossessive ? after + 1 : after
      guard noun < words.count, clauses[noun] == clause else { return false }
      return (isPossessive || words[noun].isNounlike && !classes(at: noun).contains(.filler))
        && nouns(at: noun).isDisjoint(with: [.person, .face, .bearing])
    }
    let between = after..<max(after, first)
    return between.count > 2
      && !between.contains { !nouns(at: $0).isDisjoint(with: [.person, .face, .bearing]) }
  }

  /// `a crying child`, `laughing children`: before a noun that is no face, and not said of a mention.
  private func isAttribute(_ range: Range<Int>) -> Bool {
    let (before, after) = (range.lowerBound - 1, range.upperBound)
    guard isContent(after) || nouns(at: after).contains(.person), words[after].breakBefore == .none,
      classes(at: after).isDisjoint(with: [.pronoun, .determiner]),
      nouns(at: after).isDisjoint(with: [.bearing, .face])
    else { return false }
    if after + 1 < words.count, words[after + 1].mention != nil { return false }
    if before < 0 || words[range.lowerBound].breakBefore > .none { return true }
    if words[before].mention != nil { return false }
    let classes = classes(at: before)
    return !classes.isDisjoint(with: [.determiner, .preposition])
  }
}

extension Int {
  fileprivate func group(in clauses: Clauses) -> Int? { clauses.groupOf[self] }
}
