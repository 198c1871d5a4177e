/// What a framing is of: `a close-up of @kael's hand` shows a hand, `a close-up of @kael` his face.
enum Framed: Equatable {
  /// The faces of a group of mentions; `nil` where the framing names nothing itself.
  case faces(Int?)
  /// A part of a group, or a thing without an owner.
  case thing(of: Int?)
  /// What is on the face of a group, such as a scar.
  case mark(on: Int)
  /// A part of a group that is shown as well as its owner.
  case also(of: Int)
}

extension PromptWord {
  /// Whether it is an ideograph or katakana, which nouns begin with.
  var isNounlike: Bool {
    text.unicodeScalars.first.map {
      $0.properties.isIdeographic || (0x30A1...0x30FA).contains($0.value)
    } ?? false
  }

  /// Whether it begins with a letter of Russian.
  var isCyrillic: Bool {
    text.unicodeScalars.first.map { (0x0400...0x04FF).contains($0.value) } ?? false
  }

  /// Whether it is a character of a script without spaces.
  var isWhole: Bool { text.first?.isWrittenWithoutSpaces ?? false }
}

extension Clauses {
  /// What the framing at `range` is of.
  /// - Parameter isInsert: whether it shows a thing even where it names none.
  func framed(by range: Range<Int>, isInsert: Bool) -> Framed {
    if isFill(range) {
      return nouns.facesInSegments.contains(segments[range.lowerBound])
        ? .faces(nil) : framedBefore(range) ?? framedBySentence(range) ?? .faces(nil)
    }
    // `@kael's portrait`
    if !isInsert, range.lowerBound > 0, words[range.lowerBound - 1].isPossessive,
      !words[range.lowerBound].isWhole, let group = groupOf[range.lowerBound - 1]
    {
      return .faces(group)
    }
    let framed =
      framedAfter(range, isInsert: isInsert) ?? framedBefore(range) ?? framedBySentence(range)
    // `insert of @kael's eyes`
    if isInsert, case .faces(let group?) = framed,
      nouns.facesInSegments.contains(segments[range.lowerBound])
    {
      return .mark(on: group)
    }
    if isInsert, case .faces(let group) = framed ?? .faces(nil) {
      return .thing(of: group)
    }
    return framed ?? .faces(nil)
  }

  /// Whether the phrase at `range` says that something fills the picture.
  func isFill(_ range: Range<Int>) -> Bool { lexicon.fills.contains(words[range].map(\.hash)) }

  /// Reads on from the framing: over articles and prepositions to a mention or a noun.
  private func framedAfter(_ range: Range<Int>, isInsert: Bool) -> Framed? {
    var index = range.upperBound
    guard index < words.count else { return nil }
    let atBreak = words[index].breakBefore
    if atBreak >= .sentence, !beginsWithPart(index) { return nil }
    if atBreak == .clause || atBreak == .semicolon, !isInsert, !beginsWithPart(index) { return nil }
    var isElsewhere = false
    let end = min(words.count, index + Self.reach)
    while index < end, words[index].mention == nil, !nouns(at: index).contains(.person),
      !nouns(at: index).contains(.face), !nouns(at: index).contains(.part)
    {
      let classes = classes(at: index)
      guard !classes.isDisjoint(with: [.determiner, .preposition, .object]) else { break }
      if index > range.upperBound, words[index].breakBefore != .none { return nil }
      // `a close-up at the window` is not of the window.
      isElsewhere =
        isElsewhere
        || classes.contains(.preposition) && classes.isDisjoint(with: [.object, .target])
      index += 1
    }
    // `close-up on two hands`
    if nouns(at: index).contains(.person), nouns(at: index + 1).contains(.part),
      isJoined(index, index + 1)
    {
      index += 1
    }
    guard index < words.count else { return nil }
    if isElsewhere, words[index].mention == nil, nouns(at: index).isEmpty { return nil }
    if index > range.upperBound, words[index].breakBefore != .none { return nil }
    if words[index].mention != nil {
      guard let group = groupOf[index] else { return nil }
      guard words[index].isPossessive else {
        return partOf(group, after: index) ?? .faces(group)
      }
      if words.indices.contains(index + 1), words[index + 1].isWhole {
        return possessed(by: group, at: index + 1)
      }
      // `a headshot for @kael's website` shows no website.
      if isElsewhere { return .faces(group) }
      return nounPhrase(from: index + 1).map { $0.isFace ? .faces(group) : .thing(of: group) }
        ?? .faces(group)
    }
    if let framed = ownedByPronoun(index) { return framed }
    if classes(at: index).contains(.pronoun) || nouns(at: index).contains(.person) {
      return .faces(nil)
    }
    guard let noun = nounPhrase(from: index) else { return nil }
    if let group = named(by: index..<noun.end) { return .faces(group) }
    let owner = owner(after: noun.end)
    if noun.isFace || index == range.upperBound && isFaceDescribed(before: index, to: noun.end) {
      return .faces(owner)
    }
    return owner.flatMap { isOnFace(after: noun.end) ? .mark(on: $0) : nil } ?? .thing(of: owner)
  }

  /// Reads back from a framing that stands after what it is of, as in `@凯尔的手部特写`.
  private func framedBefore(_ range: Range<Int>) -> Framed? {
    var index = range.lowerBound - 1
    var sawPart = false
    var sawContent = false
    while index >= clauseBefore(range.lowerBound).lowerBound, isJoined(index, range.lowerBound) {
      if words[index].mention != nil {
        guard let group = groupOf[index] else { return nil }
        if sawPart || sawContent && words[index].isPossessive { return .thing(of: group) }
        return .faces(group)
      }
      guard words[index].isWhole else { return nil }
      let nouns = nouns.ending[index] ?? []
      if nouns.contains(.face), !sawPart { return faceOwner(before: index) }
      if nouns.contains(.part) { sawPart = true }
      sawContent = true
      index -= 1
    }
    if sawPart { return .thing(of: nil) }
    return nil
  }

  /// What a sentence is about that only ends with its framing: `@kael's hand on the door, close-up`.
  private func framedBySentence(_ range: Range<Int>) -> Framed? {
    let segment = segments[range.lowerBound]
    let start = segmentStarts[segment]
    guard start < range.lowerBound else { return nil }
    var index = start
    var hasDeterminer = false
    while index < min(range.lowerBound, start + Self.reach), words[index].mention == nil,
      !classes(at: index).isDisjoint(with: [.determiner, .filler]), nouns(at: index).isEmpty
    {
      hasDeterminer = true
      index += 1
    }
    guard index < range.lowerBound else { return nil }
    // `the scar on the cheek of @kael, very close`
    let isLed = hasDeterminer && nouns(at: index).contains(.part)
    guard isLed || !nouns.facesInSegments.contains(segment) else { return nil }
    if words[index].mention != nil {
      guard let group = groupOf[index] else { return nil }
      let isPart = nouns(at: index + 1).contains(.part) && index + 1 < range.lowerBound
      guard words[index].isPossessive || isPart && words[index + 1].isWhole else { return nil }
      if isPart { return .thing(of: group) }
      return nounPhrase(from: index + 1).flatMap { $0.isFace ? nil : .thing(of: group) }
    }
    let isOwned = nouns(at: index).contains(.part) && partOwner(index) != nil
    guard hasDeterminer || isOwned, isContent(index) || nouns(at: index).contains(.part),
      nouns(at: index).isDisjoint(with: [.person, .face]), !words[index].isWhole
    else { return nil }
    return .thing(of: mentions.bySegment[segment]?.first(after: index).flatMap { groupOf[$0] })
  }

  /// The group that owns the part at `index`: `hand of @kael`, `рука @kael`.
  private func partOwner(_ index: Int) -> Int? {
    let next = index + 1
    if words[index].isCyrillic, hasMention(at: next) { return groupOf[next] }
    return classes(at: next).contains(.object) ? owner(after: next) : nil
  }

  private func faceOwner(before index: Int) -> Framed {
    .faces(mentions.byClause[clauses[index]]?.last(before: index).flatMap { groupOf[$0] })
  }

  /// In a script without spaces: `@okoro 布满老茧的双手`.
  func partOf(_ group: Int, after mention: Int) -> Framed? {
    let rest = (mention + 2)..<max(mention + 2, min(words.count, mention + Self.reach))
    let isPart = rest.contains { index in
      nouns(at: index).contains(.part) && clauses[index] == clauses[mention]
        && words[index].isWhole && classes(at: index - 1).contains(.possessive)
    }
    return isPart ? .thing(of: group) : nil
  }

  /// What of `group` follows in a script without spaces, up to the end of its clause.
  func possessed(by group: Int, at start: Int) -> Framed {
    let clause = clauses[start]
    for index in start..<min(start + 8, words.count) where clauses[index] == clause {
      let nouns = nouns(at: index)
      if nouns.contains(.face) { return .faces(group) }
      if nouns.contains(.part) { return .thing(of: group) }
    }
    return words[start].breakBefore == .none ? .thing(of: group) : .faces(group)
  }

  /// Whether a mention's part begins here: `@kael's hand`.
  private func beginsWithPart(_ index: Int) -> Bool {
    guard words[index].mention != nil, words[index].isPossessive,
      let noun = nounPhrase(from: index + 1)
    else { return false }
    return !noun.isFace
  }

  /// The nouns from `start` on up to a word that is none.
  func nounPhrase(from start: Int) -> (isFace: Bool, end: Int)? {
    var index = start
    var isFace = false
    var sawFace = false
    let end = min(words.count, start + Self.reach)
    while index < end, index == start || words[index].breakBefore == .none {
      let nouns = nouns(at: index)
      guard isContent(index) || !nouns.isEmpty || isBeforeNoun(index) else { break }
      isFace = nouns.contains(.face)
      sawFace = sawFace || isFace
      index += 1
    }
    if sawFace, index < end, describesFace(to: index) { isFace = true }
    return index == start ? nil : (isFace, index)
  }

  /// Whether the phrase at `range` is a word for the face, with an article at most.
  func isFaceAlone(_ range: Range<Int>) -> Bool {
    range.contains { nouns(at: $0).contains(.face) }
      && (range.count <= 2 || words[range.lowerBound].isWhole)
  }

  /// Whether a framing ends with a face that the words from `start` to `end` describe.
  private func isFaceDescribed(before start: Int, to end: Int) -> Bool {
    start > 0 && nouns(at: start - 1).contains(.face) && end < words.count
      && describesFace(to: end)
  }

  /// Whether what stands before `end` describes a noun before it: `le visage fatigué de @kael`.
  private func describesFace(to end: Int) -> Bool {
    words[end].breakBefore == .none && WordForms.standard.afterAdjectives.contains(words[end].text)
  }

  /// The group of a mention that stands at `start` or that the nouns from there on name.
  func namedGroup(from start: Int) -> Int? {
    guard start < words.count else { return nil }
    if words[start].mention != nil { return groupOf[start] }
    guard let end = nounPhrase(from: start)?.end else { return nil }
    return named(by: start..<end)
      ?? (classes(at: end).contains(.object) ? owner(after: end) : nil)
  }

  /// The group of the mention that the words before it name: `Captain @kael`, `the tired @mira`, `the captain, @kael`.
  private func named(by phrase: Range<Int>) -> Int? {
    let mention = phrase.upperBound
    guard mention < words.count, words[mention].mention != nil, !words[mention].isPossessive,
      phrase.allSatisfy({ !nouns(at: $0).contains(.part) })
    else { return nil }
    let isLast = mention + 1 == words.count || words[mention + 1].breakBefore != .none
    let isNamed =
      words[mention].breakBefore == .none || words[mention].breakBefore == .clause && isLast
    return isNamed ? groupOf[mention] : nil
  }

  /// Whether what stands before `start` is on a face: `the scar on @kael's left cheek`.
  private func isOnFace(after start: Int) -> Bool {
    let owner = (start..<min(words.count, start + 4)).first { words[$0].mention != nil }
    guard let owner, words[owner].isPossessive, isJoined(start - 1, owner),
      (start..<owner).allSatisfy({
        !classes(at: $0).isDisjoint(with: [.preposition, .determiner, .object])
      })
    else { return false }
    return nounPhrase(from: owner + 1)?.isFace ?? false
  }

  /// Whether the words from `index` on are such as lead to a noun for a part: `left hand`, `trembling hands`.
  func isBeforeNoun(_ index: Int) -> Bool {
    var index = index
    while words.indices.contains(index), words[index].mention == nil, nouns(at: index).isEmpty,
      classes(at: index).isDisjoint(with: Lexicon.WordClass.function.subtracting(.filler))
    {
      index += 1
      guard words.indices.contains(index), words[index].breakBefore == .none else { return false }
    }
    return words.indices.contains(index) && !nouns(at: index).isDisjoint(with: [.part, .face])
  }

  /// The group of the mention that owns the noun before `index`: `the hand of @kael`.
  private func owner(after index: Int) -> Int? {
    var index = index
    for _ in 0..<4 where index < words.count && words[index].breakBefore == .none {
      if words[index].mention != nil { return groupOf[index] }
      guard !classes(at: index).isDisjoint(with: [.preposition, .determiner, .object]) else {
        return nil
      }
      index += 1
    }
    return nil
  }
}
