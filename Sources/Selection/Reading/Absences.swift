internal import TroupeVocabulary

extension Clauses {
  /// By asset of which every mention is said to be out of the picture, the phrase that says so.
  /// - Parameters:
  ///   - handles: by mention, its asset.
  ///   - excepted: mentions that are only told from others.
  func absences(
    _ findings: [PromptFinding], of handles: [Handle], besides excepted: Set<Int>
  ) -> [Handle: String] {
    // `do not show @kael in profile` denies the profile, not the character.
    let denied = Dictionary(
      findings.filter { $0.denial != nil }.map {
        (clauses[$0.range.lowerBound], $0.range.lowerBound)
      },
      uniquingKeysWith: max)
    let before = Dictionary(
      lexicon.absentBefore.matches(in: text).filter {
        $0.meaning != "en" || !homographs.contains($0.range.lowerBound)
      }.map { ($0.range.upperBound, $0.phrase) },
      uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      lexicon.absentAfter.matches(in: text).filter(\.meaning).map {
        ($0.range.lowerBound, (phrase: $0.phrase, end: $0.range.upperBound))
      },
      uniquingKeysWith: { first, _ in first })
    // `Лица @kael не видно`
    let ownersOfDenied = Set(findings.filter { $0.denial != nil }.map(\.range.upperBound))
    let mentioned = words.indices.filter { words[$0].mention != nil }
    var phrases: [Int: String] = [:]
    for (place, index) in mentioned.enumerated() {
      // `where @kael used to sit` denies that he does.
      let isDeniedAfter =
        denied[clauses[index]].map { $0 > index && $0 >= after[index + 1]?.end ?? 0 } ?? false
      guard groupOf[index] != nil, !words[index].isPossessive, !isDeniedAfter,
        !excepted.contains(index), !ownersOfDenied.contains(index)
      else { continue }
      let last = place > 0 ? mentioned[place - 1] : index
      let carried = isJoinedToAbsent(last, index) ? phrases[last] : nil
      phrases[index] = absence(
        at: index, before: before[index] ?? carried, after: after[index + 1]?.phrase)
    }
    // `@kael and @mira are not in the picture`
    for (first, second) in zip(mentioned, mentioned.dropFirst()).reversed()
    where phrases[first] == nil && after[second + 1] != nil && areJoined(first, second)
      && groupOf[first] != nil && !excepted.contains(first)
    {
      phrases[first] = phrases[second]
    }
    var absent: [Handle: String] = [:]
    var present: Set<Handle> = []
    for index in mentioned {
      guard let mention = words[index].mention else { continue }
      if let phrase = phrases[index] {
        absent[handles[mention]] = absent[handles[mention]] ?? phrase
      } else {
        present.insert(handles[mention])
      }
    }
    return absent.filter { !present.contains($0.key) }
  }

  /// - Parameters:
  ///   - before: a phrase that ends before the mention at `index`.
  ///   - after: one that begins after it.
  private func absence(at index: Int, before: String?, after: String?) -> String? {
    let next = index + 1
    // `without @kael noticing`: he is there.
    let isActing =
      next < words.count && isJoined(index, next)
      && lexicon.participleEndings.contains { words[next].text.hasSuffix($0) }
    if let before, !isActing, isJoined(index - 1, index) { return before }
    return isJoined(index, next) ? after : nil
  }

  /// Whether what is said before the mention at `first` holds of that at `second` too: `without @kael or @mira`, and not
  /// `without @kael and @mira waves`.
  private func isJoinedToAbsent(_ first: Int, _ second: Int) -> Bool {
    areJoined(first, second)
      && (!isJoined(second, second + 1) || !isContent(second + 1))
  }

  /// Whether conjunctions alone stand between two mentions.
  private func areJoined(_ first: Int, _ second: Int) -> Bool {
    groupOf[first] == groupOf[second] && first + 1 < second && isJoined(first, second)
  }

  /// The assets of which every mention names the owner of something.
  /// - Parameter handles: by mention, its asset.
  func owners(of handles: [Handle]) -> Set<Handle> {
    var owners = Set(handles)
    for index in mentions.all where !words[index].isPossessive && !isOwned(before: index) {
      if let mention = words[index].mention { owners.remove(handles[mention]) }
    }
    return owners
  }

  /// Whether what the mention at `index` owns stands before it: `la silla de @kael`, `шляпа @kael`.
  private func isOwned(before index: Int) -> Bool {
    guard index > 0, isJoined(index - 1, index) else { return false }
    let start = clauseStarts[clauses[index]]
    if words[index - 1].isCyrillic {
      return index == start + 1 && isContent(start) || isGenitive(index, from: start)
    }
    return classes(at: index - 1).contains(.object) && isContent(index - 2)
  }

  /// The group whose thing stands near `range`: `@kael's empty chair`, `the empty chair of @kael`.
  func owner(near range: Range<Int>) -> Int? {
    let near =
      max(0, range.lowerBound - Self.reach)..<min(words.count, range.upperBound + Self.reach)
    let word = near.first { index in
      guard groupOf[index] != nil, segments[index] == segments[range.lowerBound] else {
        return false
      }
      return words[index].isPossessive
        || index + 1 == range.lowerBound && words[range.lowerBound].isWhole
          && isJoined(index, range.lowerBound)
        || index > 0 && classes(at: index - 1).contains(.object)
          && isJoined(min(index, range.lowerBound), max(index, range.lowerBound))
          && index + 2 >= range.lowerBound
        || index == range.upperBound + 1 && isGenitive(index, from: range.lowerBound)
        || index + 1 == range.lowerBound && words[index - 1 < 0 ? 0 : index - 1].isCyrillic
          && isJoined(index, range.lowerBound) && isOwned(before: index)
    }
    return word.flatMap { groupOf[$0] }
  }

  /// Whether the mention at `index` owns what stands before it, in a script whose nouns need no word for that:
  /// `Пустое кресло @kael`.
  private func isGenitive(_ index: Int, from start: Int) -> Bool {
    start == clauseStarts[clauses[start]] && isJoined(start, index) && isContent(index - 1)
      && words[index - 1].isCyrillic
  }

  /// Parts that are looked for where they are named, and not only in a close-up.
  static let marks: Set = ["scar", "tattoo", "buckle", "ring", "scroll"]

  /// The words that stand in none of `findings` and are no small words; those for parts of the body apart.
  func ownWords(besides findings: [PromptFinding]) -> (free: [Int], parts: [Int]) {
    var taken = Array(repeating: false, count: words.count)
    var isIdiom = taken
    for finding in findings {
      for index in finding.range {
        taken[index] = true
        if finding.meaning == .nothing { isIdiom[index] = true }
      }
    }
    let own = words.indices.filter {
      words[$0].mention == nil && !words[$0].isHyphenated && !words[$0].isSpoken
    }
    return (
      own.filter {
        !taken[$0] && classes(at: $0).isDisjoint(with: .function)
          && lexicon.partGroups[words[$0].hash].map(Self.marks.contains) ?? true
      },
      own.filter {
        !isIdiom[$0] && partGroup(at: $0) != nil && !isVerb($0) && !isInsidePart($0)
      }
    )
  }

  /// The name of the part or thing whose word begins at `index`.
  func partGroup(at index: Int) -> String? {
    if let thing = things[index] {
      return thing.range.lowerBound == index ? thing.meaning : nil
    }
    return lexicon.partGroups[words[index].hash]
  }

  /// Whether the word at `index` ends another part's word: the shoe in `문신`, a tattoo.
  private func isInsidePart(_ index: Int) -> Bool {
    index > 0 && words[index].isWhole && nouns(at: index).isEmpty && !nouns(at: index - 1).isEmpty
      && lexicon.partGroups[words[index - 1].hash] != nil
  }

  /// `@kael hands her a cup`: what follows a mention directly and is no thing of its own.
  private func isVerb(_ index: Int) -> Bool {
    index > 0 && words[index - 1].mention != nil && !words[index - 1].isPossessive
      && !words[index].isWhole && words[index].breakBefore == .none
  }
}
