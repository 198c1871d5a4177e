/// Feelings that stand before their subject, in a clause that names only another: `laughing at @tomas, @mira waves`.
extension Clauses {
  /// The words that may stand before such a feeling: `still`, `en`.
  private static let leadReach = 2
  /// The most characters from a feeling to the end of its clause.
  private static let endReach = 4

  /// The group of the mention that follows the clause of the feeling at `range`, whose it is.
  func follower(of range: Range<Int>) -> Int? {
    let clause = clauses[range.lowerBound]
    let inClause = mentions.byClause[clause]?.near(range, reach: Self.reach) ?? []
    let objects = inClause.filter { isObject($0, of: range) }
    guard !objects.isEmpty,
      inClause.allSatisfy({ $0 > range.lowerBound || objects.contains($0) }),
      let next = mentions.bySegment[segments[range.lowerBound]]?
        .first(after: max(range.lowerBound, objects.last ?? 0)), isSubject(next, after: clause)
    else { return nil }
    return groupOf[next]
  }

  /// Whether the mention at `next` may be whose clause comes after that of the number `clause`.
  private func isSubject(_ next: Int, after clause: Int) -> Bool {
    guard classes(at: clauseStarts[clauses[next]]).isDisjoint(with: [.joint, .relative]) else {
      return false
    }
    let start = clauseStarts[clauses[next]]
    return clauses[next] == clause + 1 && words[start].breakBefore == .clause
      && !isLed(next) && (next > start || next + 1 < words.count)
      || isMarked(next, lexicon.subjects.subjectMarks)
  }

  /// Whether the feeling at `range` has the mention at `index` as its object alone: `laughing at @tomas`, `@tomasを見て`.
  func isObject(_ index: Int, of range: Range<Int>) -> Bool {
    guard clauses[index] == clauses[range.lowerBound], words[index].isPossessive == false else {
      return false
    }
    // `对着@tomas大笑，@mira拍着桌子`
    let after = range.upperBound
    if index < range.lowerBound, words[range.lowerBound].isWhole, isLed(index),
      after < words.count, words[after].breakBefore == .clause
    {
      return true
    }
    return index < range.lowerBound
      ? (isLed(index) || isMarked(index, lexicon.subjects.objectMarks)) && endsClause(range)
      : index > range.upperBound && isLed(index) && beginsClause(range)
  }

  /// Whether a word stands before the mention at `index` by which it is no subject.
  private func isLed(_ index: Int) -> Bool {
    index > 0 && words[index].breakBefore == .none
      && (!classes(at: index - 1).isDisjoint(with: [.preposition, .object])
        || lexicon.subjects.towards.contains(words[index - 1].hash))
  }

  /// Whether the mention at `index` is led or marked as no subject.
  func isNoSubject(_ index: Int) -> Bool {
    isLed(index) || isMarked(index, lexicon.subjects.objectMarks)
  }

  private func isMarked(_ index: Int, _ marks: Set<UInt64>) -> Bool {
    index + 1 < words.count && words[index + 1].breakBefore == .none
      && marks.contains(words[index + 1].hash)
  }

  /// The group of the mention that is marked as the subject of the feeling at `range`: `@tomasが泣いているのを見る`.
  func nominative(of range: Range<Int>) -> Int? {
    guard words[range.lowerBound].isWhole,
      let mention = mentions.byClause[clauses[range.lowerBound]]?.last(before: range.lowerBound),
      range.lowerBound - mention - 2 <= Self.leadReach,
      isMarked(mention, lexicon.subjects.nominativeMarks)
    else { return nil }
    return groupOf[mention]
  }

  /// Whether the feeling at `range` is that of a person whom a mention is only near: `the old woman near @nadia laughs`.
  func isOfHead(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound - 1
    while index > 0, isJoined(index, range.lowerBound), classes(at: index).contains(.filler) {
      index -= 1
    }
    let last = words[range.upperBound - 1].text
    guard index > 0, groupOf[index] != nil, isJoined(index, range.lowerBound),
      !words[index].isPossessive, !lexicon.participleEndings.contains(where: last.hasSuffix)
    else { return false }
    let mention = index
    index -= 1
    while index > 0, isJoined(index, mention), words[index].mention == nil,
      !classes(at: index).isDisjoint(with: [.preposition, .determiner]),
      classes(at: index).isDisjoint(with: [.object, .conjunction])
    { index -= 1 }
    guard index < mention - 1, index > 0, isJoined(index, mention), words[index].mention == nil,
      nouns(at: index).contains(.person), classes(at: index).isDisjoint(with: .function)
    else { return false }
    let start = clauseStarts[clauses[mention]]
    return index - start <= Self.endReach
      && (start..<index).allSatisfy {
        words[$0].mention == nil && (isContent($0) || classes(at: $0).contains(.determiner))
      } && start < index && classes(at: start).contains(.determiner)
  }

  /// Whether two of `mentions` stand before `index` and are named together: `@kael and little @mira, seen from behind`.
  func arePaired(_ mentions: [Int], before index: Int) -> Bool {
    guard let second = mentions.last(before: index), let first = mentions.last(before: second),
      second > first + 2, second - first <= Self.leadReach + 2, isJoined(first, second)
    else { return false }
    let isNamed = (first + 2..<second).allSatisfy {
      classes(at: $0).isDisjoint(with: [.preposition, .pronoun, .joint, .relative, .conjunction])
    }
    return isNamed && conjunctions.contains(first + 1) && !words[first].isPossessive
  }

  private func beginsClause(_ range: Range<Int>) -> Bool {
    let start = clauseStarts[clauses[range.lowerBound]]
    return range.lowerBound - start <= Self.leadReach
      && (start..<range.lowerBound).allSatisfy {
        !classes(at: $0).isDisjoint(with: [.filler, .preposition, .conjunction, .joint, .pronoun])
      }
  }

  private func endsClause(_ range: Range<Int>) -> Bool {
    let after = range.upperBound
    guard words[range.lowerBound].isWhole else {
      let last = words[after - 1].text
      return (after == words.count || words[after].breakBefore > .none)
        && lexicon.participleEndings.contains { last.hasSuffix($0) }
    }
    let end = min(words.count, after + Self.endReach)
    return (range.lowerBound..<end).contains { lexicon.subjects.whilst.contains(words[$0].hash) }
  }

  /// Mentions that no comma alone joins to the next: `laughing at @tomas, @mira waves`, `no one laughs except @tomas`.
  func standingApart(_ feelings: [Range<Int>]) -> Set<Int> {
    let objects = feelings.flatMap { range in
      (max(0, range.lowerBound - Self.reach)..<min(words.count, range.upperBound + Self.reach))
        .filter { words[$0].mention != nil && isObject($0, of: range) }
    }
    let excepted = lexicon.subjects.except.matches(in: text).flatMap(\.range)
    return Set(objects + excepted.filter { words[$0].mention != nil })
  }
}
