/// Parts that a prompt says are all that is seen: `only the boots of @kael`, `@miraの手だけ`.
extension Clauses {
  /// The most words between such a phrase and the part that it is of.
  private static let aloneReach = 6
  /// The most words of whoever is owned between an owner and a part, in a script without spaces.
  private static let runReach = 10

  /// For each group of which a part alone is said to be seen, that it is.
  func shownAlone() -> [PromptFinding] {
    let before = lexicon.onlyBefore.matches(in: text).map { only(before: $0.range) }
    let after = lexicon.onlyAfter.matches(in: text).map { only(after: $0.range) }
    let seen = lexicon.onlySeen.matches(in: text).map { onlySeen(after: $0.range) }
    let alone = Set(
      lexicon.nothingElse.matches(in: text).map { sentences[$0.range.lowerBound] })
    let rest = alone.sorted().flatMap(owned)
    return (before + after + seen + rest).compactMap(\.self).map { group, part in
      let isFace = nouns(at: part.lowerBound).contains(.face)
      // `от @kael видна только спина`
      if lexicon.partGroups[words[part.lowerBound].hash] == "back" {
        return PromptFinding(
          meaning: .view(.back), phrase: words[part.lowerBound].text, range: part,
          scope: .group(group))
      }
      return PromptFinding(
        meaning: isFace ? .close : .insert, phrase: words[part.lowerBound].text, range: part,
        scope: .group(group), denial: nil, framed: isFace ? .faces(group) : .thing(of: group),
        isOwned: true)
    }
  }

  /// `nur die Hände von @mira`, `只有@伟的手`
  private func only(before range: Range<Int>) -> (Int, Range<Int>)? {
    guard let part = part(after: range) else { return nil }
    // `the fingers of @mira, nothing but her fingers`
    let isOwn =
      words[part.range.lowerBound].isWhole || isPersonal(range.upperBound, to: part.range)
      || isAll(part.range, after: range)
    let group = part.group ?? (isOwn ? sole(in: range) : nil)
    return group.flatMap { hasCharacter($0) ? ($0, part.range) : nil }
  }

  /// `von @mira sieht man nur die Hände`: with the sole mention of its sentence.
  private func onlySeen(after range: Range<Int>) -> (Int, Range<Int>)? {
    guard let part = part(after: range) else { return nil }
    let inside = range.lazy.compactMap { groupOf[$0] }.first
    let group = inside ?? part.group ?? sole(in: range)
    return group.flatMap { hasCharacter($0) ? ($0, part.range) : nil }
  }

  /// Whether nothing but an article leads to the part at `part`, with which its clause ends: `solo il volto`.
  private func isAll(_ part: Range<Int>, after range: Range<Int>) -> Bool {
    part.lowerBound <= range.upperBound + 1
      && (part.upperBound == words.count || words[part.upperBound].breakBefore > .none)
  }

  /// Whether a word for whose it is stands at `index` and leads to the part at `range`, past one word at most.
  private func isPersonal(_ index: Int, to range: Range<Int>) -> Bool {
    isPersonal(index) && range.lowerBound <= index + 2
  }

  /// The sole group of the sentence of `range`.
  private func sole(in range: Range<Int>) -> Int? {
    // Groups are numbered in order.
    let sentence = sentences[range.lowerBound]
    guard
      let near = characters.bySentence[sentence] ?? mentions.bySentence[sentence]
        ?? lastNamed(before: range),
      let first = near.first,
      let last = near.last, groupOf[first] == groupOf[last]
    else { return nil }
    return groupOf[first]
  }

  /// The mentions of the last sentence of the line that has any, in a script without spaces: `@lenaが座る。手だけが見える。`
  private func lastNamed(before range: Range<Int>) -> [Int]? {
    guard let last = mentions.all.last(before: range.lowerBound), words[range.lowerBound].isWhole,
      lines[last] == lines[range.lowerBound]
    else { return nil }
    return mentions.bySentence[sentences[last]]
  }

  /// `@miraの手だけ`
  private func only(after range: Range<Int>) -> (Int, Range<Int>)? {
    guard words[range.lowerBound].isWhole, range.lowerBound > 0,
      !(nouns.ending[range.lowerBound - 1] ?? []).isDisjoint(with: [.part, .face]),
      isJoined(range.lowerBound - 1, range.lowerBound)
    else { return nil }
    if let seen = shownAlone(before: range) { return seen }
    let first = max(0, range.lowerBound - Self.runReach)
    guard let mention = mentions.all.last(before: range.lowerBound), mention >= first,
      isJoined(mention, range.lowerBound), let part = ownPart(of: mention),
      part.lowerBound < range.lowerBound
    else { return nil }
    return groupOf[mention].map { ($0, part) }
  }

  /// `顔は映さず、手紙を握る手だけが見える`: of the sole mention of its sentence.
  private func shownAlone(before range: Range<Int>) -> (Int, Range<Int>)? {
    guard let group = sole(in: range), hasCharacter(group), isShown(from: range.upperBound),
      let part = (max(0, range.lowerBound - 4)..<range.lowerBound).last(where: {
        nouns(at: $0).contains(.part)
      })
    else { return nil }
    return (group, part..<part + 1)
  }

  /// Whether words by which something is seen, or the end of the clause, stand at `index`.
  private func isShown(from index: Int) -> Bool {
    if index >= words.count || words[index].breakBefore > .none { return true }
    let next = ArraySlice(Array(text.tokens[index..<min(words.count, index + 6)]))
    return lexicon.things.shown.hasPhrase(in: next, at: 0)
  }

  /// The parts of the sentence with this number that have an owner.
  private func owned(in sentence: Int) -> [(Int, Range<Int>)] {
    (mentions.bySentence[sentence] ?? []).compactMap { mention in
      ownPart(of: mention).flatMap { part in groupOf[mention].map { ($0, part) } }
    }
  }

  /// The part that follows `range` with no other noun between, and whose it is.
  private func part(after range: Range<Int>) -> (group: Int?, range: Range<Int>)? {
    for index in range.upperBound..<min(words.count, range.upperBound + Self.aloneReach) {
      guard words[index].breakBefore == .none else { return nil }
      if words[index].mention != nil {
        return ownPart(of: index).flatMap { part in groupOf[index].map { ($0, part) } }
      }
      if isPart(index) {
        if words[index].isWhole, !classes(at: index + 1).isDisjoint(with: .filler) { return nil }
        return (owner(of: index), index..<index + 1)
      }
      guard
        !nouns(at: index).contains(.person) || classes(at: index).contains(.determiner)
          || words[index].isWhole && pronouns.byStart[index] != nil
      else {
        return nil
      }
    }
    return nil
  }

  /// The group of the character that owns the part at `index`: `the boots of @kael`, `сапоги @kael`.
  private func owner(of index: Int) -> Int? {
    var mention = index + 1
    while mention < min(words.count, index + Self.aloneReach), words[mention].breakBefore == .none,
      words[mention].mention == nil
    { mention += 1 }
    guard mention < words.count, let group = groupOf[mention], isJoined(index, mention),
      ownPart(of: mention) == index..<index + 1
    else { return nil }
    return group
  }

  /// The part that the character mentioned at `index` owns.
  func ownPart(of index: Int) -> Range<Int>? {
    guard hasCharacter(groupOf[index] ?? -1) else { return nil }
    return partBehind(index) ?? partBefore(index)
  }

  /// `@kael's old boots`, `@伟的手`
  private func partBehind(_ index: Int) -> Range<Int>? {
    var next = index + 1
    guard next < words.count, words[next].breakBefore == .none else { return nil }
    if words[next].isWhole {
      let end = words[index].isPossessive ? min(words.count, next + Self.runReach) : next + 1
      while next < end, isJoined(index, next), words[next].mention == nil {
        if isPart(next) { return next..<next + 1 }
        next += 1
      }
      return nil
    }
    guard words[index].isPossessive, let end = nounPhrase(from: next)?.end else { return nil }
    return (next..<end).first(where: isPart).map { $0..<$0 + 1 }
  }

  /// `the old boots of @kael`, `les mains usées de @kael`, `сапоги @kael`
  private func partBefore(_ index: Int) -> Range<Int>? {
    let isLed = classes(at: index - 1).contains(.object)
    var word = index - 1
    while word >= max(0, index - Self.aloneReach), isJoined(word, index), words[word].mention == nil
    {
      if isPart(word) {
        return isLed || isBeforeOwner(word, index) ? word..<word + 1 : nil
      }
      guard word == index - 1 && isLed || isContent(word) || classes(at: word).contains(.determiner)
      else { return nil }
      word -= 1
    }
    return nil
  }

  /// Whether the word at `index` is a part, or the face itself.
  private func isPart(_ index: Int) -> Bool {
    !nouns(at: index).isDisjoint(with: [.part, .face])
  }

  /// Whether a mention at `index` is the owner of the word at `part` without a word between, as in Russian.
  private func isBeforeOwner(_ part: Int, _ index: Int) -> Bool {
    part + 1 == index && words[part].isCyrillic
  }
}
