internal import TroupeVocabulary

/// A phrase of a prompt with what it was taken to ask for.
struct PromptFinding: Sendable {
  let meaning: Lexicon.Meaning
  let phrase: String
  let range: Range<Int>
  /// Whom it speaks of.
  var scope: Scope
  /// The phrase that denies it.
  var denial: String?
  /// What a framing shows.
  var framed: Framed?
  /// Why it asks for nothing.
  var idle: Idle?
  /// Whether it is no framing but what someone owns, so that it tells nothing of those in other clauses.
  var isOwned = false

  /// Why a phrase asks for nothing.
  enum Idle: Sendable { case idiom, place, another, word }
}

extension Clauses {
  /// What the phrase of `match` asks for.
  func finding(
    _ match: PhraseTable<Lexicon.Meaning>.Match, denial: String?
  ) -> PromptFinding {
    let range = match.range
    // `until her face fills the frame`, in which some languages say `not`.
    let denial = isFill(range) ? nil : denial
    let meaning = isMirrored(match) ? .view(.face) : match.meaning
    var finding = PromptFinding(
      meaning: meaning, phrase: match.phrase, range: range,
      scope: scope(of: range, isFeeling: match.meaning.isFeeling), denial: denial)
    if isSpoken(range) {
      finding.idle = .word
      return finding
    }
    switch meaning {
    case .nothing: finding.idle = .idiom
    case .faceWord: finding.idle = denial == nil ? .word : nil
    case .cue:
      let antecedent = antecedent(of: range)
      let isOwn =
        antecedent != nil && antecedent != .undecided && !words[range.lowerBound].isWhole
        && classes(at: range.lowerBound - 1).contains(.conjunction)
      let isOfOthers =
        inside(range) == nil && !isOwn
        && (isOfAnother(range) || isOfOtherPerson(range) || isOfCrowd(range)
          || isOfNextPerson(range) || antecedent == .undecided
          || possessor(of: range) == .undecided)
      finding.idle = isNoMood(range) ? .idiom : isOfOthers ? .another : nil
    case .behind: if isCarrying(range) { finding.idle = .place }
    case .viewpoint, .turnaround: break
    case .empty:
      let owner = owner(near: range)
      finding.scope = owner.map(Scope.group) ?? finding.scope
      finding.idle = owner == nil || isOfBearing(range) ? .word : nil
    case .unpeopled: finding.scope = .all
    case .view(.face) where isMirrored(match):
      finding.framed = ownerOfClauseFace(range).flatMap { groupOf[$0] }.map { .faces($0) }
    case .close, .insert, .view(.face):
      frame(&finding)
      if isNoHeading(range) { finding.idle = .word }
      let isHidden = denial != nil && isFaceAlone(range)
      if isActed(range), !leadsToMention(range), !isHidden { finding.idle = .place }
      if match.meaning == .view(.face) && isOfUnnamed(range) || isFilledByOther(range) {
        finding.idle = .another
      }
    case .view(.interior), .view(.exterior):
      if isNotIn(range) { finding.idle = .place }
    case .view(let view):
      if possessor(of: range) == .undecided || isViewOfCrowd(range) { finding.idle = .another }
      if isPlace(range, isDirection: view != .fullBody) { finding.idle = .place }
      if view == .back, isOfOtherPerson(range) { finding.idle = .another }
      if view == .back, isCarrying(range) || isOfLimb(range) { finding.idle = .place }
    }
    return finding
  }

  /// Whether what is empty is a look or a hand: `la mirada vacía de @kael`.
  private func isOfBearing(_ range: Range<Int>) -> Bool {
    [range.lowerBound - 1, range.upperBound].contains {
      !nouns(at: $0).isDisjoint(with: [.face, .bearing, .part])
    }
  }

  private func frame(_ finding: inout PromptFinding) {
    var framed = framed(by: finding.range, isInsert: finding.meaning == .insert)
    // `hold on @kael's face`
    if finding.meaning == .view(.face), let group = finding.range.compactMap({ groupOf[$0] }).first
    {
      framed = .faces(group)
    }
    // A close-up of an object shows no face.
    if case .faces(let group?) = framed, !hasCharacter(group) { framed = .thing(of: group) }
    // `뒷모습은 피하고 얼굴을 보여줘`
    if finding.meaning == .view(.face), case .thing = framed,
      finding.range.contains(where: { words[$0].isWhole && nouns(at: $0).contains(.face) })
    {
      framed = .faces(nil)
    }
    // `a portrait of joy`
    if finding.meaning == .view(.face), framed == .thing(of: nil) { framed = .faces(nil) }
    switch framed {
    case .faces(let group?), .thing(of: let group?), .mark(on: let group), .also(of: let group):
      finding.scope = .group(group)
    case .faces(nil), .thing(of: nil): break
    }
    finding.framed = framed
  }

  /// Whether a word that only shows something as a heading is none: `a detail from the past`.
  private func isNoHeading(_ range: Range<Int>) -> Bool {
    guard lexicon.headings.contains(words[range].map(\.hash)) else { return false }
    let after = range.upperBound
    let isHeading =
      after < words.count && words[after].breakBefore == .colon
      && clauseStarts[clauses[range.lowerBound]] == range.lowerBound
    return !isHeading
  }

  /// Whether something is on the back or shoulders at `range`, which are not what is seen: `rides on @bruno's back`.
  private func isCarrying(_ range: Range<Int>) -> Bool {
    let after = range.upperBound
    let end = min(words.count, after + Self.carryReach)
    if after < end, isJoined(after - 1, after),
      lexicon.things.carried.hasPhrase(in: ArraySlice(Array(text.tokens[after..<end])), at: 0)
    {
      return true
    }
    var before = range.lowerBound - 1
    if before >= 0, isJoined(before, range.lowerBound),
      lexicon.things.carriers.contains(words[before].hash)
    {
      return true
    }
    while before > 0, classes(at: before).contains(.determiner),
      !lexicon.things.bearers.contains(words[before].hash)
    { before -= 1 }
    guard before >= 0, isJoined(before, range.lowerBound),
      lexicon.things.bearers.contains(words[before].hash)
    else { return false }
    return !(max(0, before - Self.carryReach)..<before).contains {
      lexicon.things.cameras.contains(words[$0].hash) && isJoined($0, before)
        && !($0 > 0 && words[$0 - 1].mention != nil)
    }
  }

  /// The most words around a back that tell what is on it.
  private static let carryReach = 4

  /// Whether the picture is filled by what is neither mentioned nor a face: `smoke fills the frame`.
  private func isFilledByOther(_ range: Range<Int>) -> Bool {
    isFill(range) && !nouns.facesInSegments.contains(segments[range.lowerBound])
      && mentions.byClause[clauses[range.lowerBound]]?.last(before: range.lowerBound) == nil
  }

  /// Whether words for the inside lead to what a place owns, or to a style: `in @mill's shadow`, `in @gouache`.
  private func isNotIn(_ range: Range<Int>) -> Bool {
    guard let mention = range.first(where: { words[$0].mention != nil }) else { return false }
    return groupOf[mention] == nil || words[mention].isPossessive && mention == range.last
  }

  /// Whether a direction is that of a place, a thing or light: `from behind the bar`, `side view of the
  /// castle`, `sunlight from the side`.
  private func isPlace(_ range: Range<Int>, isDirection: Bool) -> Bool {
    let after = range.upperBound
    let follows = after < words.count && words[after].breakBefore == .none
    if isDirection, follows, classes(at: after).contains(.object) {
      var index = after + 1
      while classes(at: index).contains(.determiner), index < after + Self.reach { index += 1 }
      if isContent(index), nouns(at: index).isDisjoint(with: [.person, .face, .part]),
        !(index + 1..<min(index + 4, words.count)).contains(where: {
          words[$0].mention != nil && isJoined(index, $0)
        })
      {
        return true
      }
    }
    let isFromSide = isDirection && classes(at: range.lowerBound).contains(.preposition)
    // `from behind a curtain`
    if isFromSide, follows, classes(at: after - 1).contains(.preposition),
      classes(at: after).contains(.determiner), isContent(after + 1),
      nouns(at: after + 1).isDisjoint(with: [.person, .face, .part])
    {
      return true
    }
    if isFromSide, isOfScenery(range) { return true }
    // `de espaldas a nosotros`
    let isOfUs = range.count > 2 && classes(at: range.upperBound - 1).contains(.pronoun)
    let isGoverned =
      !isOfUs
      && (max(0, range.lowerBound - 4)..<range.lowerBound).contains {
        isJoined($0, range.lowerBound) && classes(at: $0).contains(.governor)
      }
    if isFromSide, isGoverned { return true }
    guard isAlone(range) else { return false }
    if words[range.lowerBound].isWhole {
      return isGoverned
        || (after..<min(after + 6, words.count)).prefix {
          words[$0].mention == nil && clauses[$0] == clauses[range.lowerBound]
        }
        .contains { classes(at: $0).contains(.governor) }
    }
    return isActed(range) && !leadsToMention(range) || isGoverned
  }

  /// Whether the phrase counts only where it stands alone: most of its words have other meanings.
  private func isAlone(_ range: Range<Int>) -> Bool {
    lexicon.alone.contains(words[range].map(\.hash))
  }

  /// Whether such a phrase is said of the noun that follows it: `close the door`.
  private func isActed(_ range: Range<Int>) -> Bool {
    let after = range.upperBound
    guard isAlone(range), !words[range.lowerBound].isWhole, after < words.count,
      words[after].breakBefore == .none
    else { return false }
    // `@kael from behind meets @mira`: a verb follows what stands with its mention.
    let isOwn = range.lowerBound > 0 && groupOf[range.lowerBound - 1] != nil
    guard nouns(at: after).isDisjoint(with: [.part, .face]) else { return false }
    // `@kael von hinten im Mantel`: an article within a preposition.
    let isArticle =
      classes(at: after).contains(.determiner)
      && !(isOwn && classes(at: after).contains(.preposition))
    return (isContent(after) && !isOwn || isArticle)
      && !classes(at: after).contains(.filler)
  }

  /// Whether words of whom it is lead from a framing to a mention: `Porträt des jungen @kael`.
  private func leadsToMention(_ range: Range<Int>) -> Bool {
    guard let start = objectEnd(after: range),
      classes(at: range.upperBound - 1).isDisjoint(with: .preposition)
    else { return false }
    return namedGroup(from: start) != nil
  }

  /// Whether a portrait is that of someone without a mention: `a portrait of an old man on the wall`.
  private func isOfUnnamed(_ range: Range<Int>) -> Bool {
    guard let start = objectEnd(after: range), start < words.count,
      (range.upperBound..<start).contains(where: { isIndefinite(words[$0].text) }),
      isContent(start) || nouns(at: start).contains(.person),
      !nouns(at: start).contains(.face)
    else { return false }
    return namedGroup(from: start) == nil
  }

  /// The end of the word for `of` and the articles behind it that follow `range`; `nil` where none does.
  func objectEnd(after range: Range<Int>) -> Int? {
    var index = range.upperBound
    guard index < words.count, words[index].breakBefore == .none,
      classes(at: index).contains(.object)
    else { return nil }
    while index < words.count, words[index].mention == nil, words[index].breakBefore == .none,
      !classes(at: index).isDisjoint(with: [.object, .determiner])
    { index += 1 }
    return index
  }

  /// `an`, `eines`, `d'un`.
  private func isIndefinite(_ word: String) -> Bool {
    let forms = WordForms.standard.indefinite
    return forms.contains(word)
      || word.split(separator: "'").last.map { forms.contains(String($0)) } ?? false
  }
}

extension Lexicon.Meaning {
  /// Whether it tells of a mood or an act.
  var isFeeling: Bool {
    if case .cue = self { true } else { false }
  }
}

extension View {
  /// Views of places alone: no one has an inside.
  static let interior = View(rawValue: "interior")
  static let exterior = View(rawValue: "exterior")
}
