internal import TroupeVocabulary

/// A phrase of a prompt with what it was taken to ask for.
struct PromptFinding: Sendable {
  let meaning: Lexicon.Meaning
  let phrase: String
  let range: Range<Int>
  /// The groups of mentions that it speaks of; `nil` for all.
  var groups: [Int]?
  /// The phrase that denies it.
  var denial: String?
  /// What a framing shows.
  var framed: Framed?
  /// Why it asks for nothing.
  var idle: Idle?

  /// Why a phrase asks for nothing.
  enum Idle: String, Sendable {
    case idiom, place, another, word
  }
}

/// What a prompt asks to see, phrase by phrase, and of whom.
struct PromptReading: Sendable {
  let clauses: Clauses
  let findings: [PromptFinding]
  /// By mention: the phrase that says that it is not in the picture.
  let absent: [Int: String]
  let denials: Denials
  private let mentions: [Mention]
  private let isCharacter: (@Sendable (Int) -> Bool)

  /// Reads `prompt`.
  /// - Parameters:
  ///   - isSubject: whether a mention is shown itself, and lends no style or pose.
  ///   - isCharacter: whether it is a character.
  init(
    _ prompt: ParsedPrompt, lexicon: Lexicon, isSubject: (Mention) -> Bool,
    isCharacter: (Mention) -> Bool
  ) {
    let mentions = prompt.mentions
    let words = prompt.words(lexicon)
    let subjects = mentions.map(isSubject)
    let characters = mentions.map(isCharacter)
    let text = TokenizedText(
      tokens: words.map { TokenizedText.Token(hash: $0.hash, breakBefore: $0.breakBefore) })
    let matches = lexicon.phrases.matches(in: text)
    let clauses = Clauses(words, lexicon: lexicon, phrases: matches.map(\.range)) { subjects[$0] }
    let isCharacterWord: @Sendable (Int) -> Bool = { index in
      words[index].mention.map { characters[$0] } ?? false
    }
    let denials = Denials(clauses)
    let denied = denials.denials(of: matches.map(\.range))
    findings = zip(matches, denied).map { match, denial in
      clauses.finding(match, denial: denial, isCharacter: isCharacterWord)
    }
    let deniedWords = findings.filter { $0.denial != nil }.map(\.range.lowerBound)
    absent = clauses.absences().filter { mention, _ in
      // `do not show @kael in profile` denies the profile, not the character.
      guard let word = words.firstIndex(where: { $0.mention == mention }) else { return true }
      return !deniedWords.contains { $0 > word && clauses.clauses[$0] == clauses.clauses[word] }
    }
    self.denials = denials
    self.clauses = clauses
    self.mentions = mentions
    self.isCharacter = isCharacterWord
  }

  /// Whether `finding` speaks of the asset called `handle`.
  func speaks(_ finding: PromptFinding, of handle: Handle) -> Bool {
    guard let groups = finding.groups else { return true }
    return groups.contains { holds($0, handle) }
  }

  /// Whether the group with this number mentions `handle`.
  func holds(_ group: Int, _ handle: Handle) -> Bool {
    clauses.groups[group].contains { word in
      clauses.words[word].mention.map { mentions[$0].handle == handle } ?? false
    }
  }

  /// Whether every mention of `handle` is said to be out of the picture.
  func absence(of handle: Handle) -> String? {
    let all = mentions.indices.filter { mentions[$0].handle == handle }
    guard !all.isEmpty, all.allSatisfy({ absent[$0] != nil }) else { return nil }
    return absent[all[0]]
  }

  /// The groups that the words at `range` speak of, as of a mood or act; `nil` for all.
  func groups(for range: Range<Int>) -> [Int]? {
    clauses.groups(for: range, isFeeling: true, isCharacter: isCharacter)
  }

  /// The phrases of `table` that speak of `handle` and are not denied.
  func own<Meaning>(
    _ table: PhraseTable<Meaning>, of handle: Handle, isFeeling: (Meaning) -> Bool
  ) -> [PhraseTable<Meaning>.Match] {
    let matches = table.matches(in: clauses.text)
    let denied = denials.denials(of: matches.map(\.range))
    return zip(matches, denied).compactMap { match, denial in
      guard denial == nil else { return nil }
      let groups = clauses.groups(
        for: match.range, isFeeling: isFeeling(match.meaning), isCharacter: { _ in true })
      let before = clauses.mentions(inSegmentOf: match.range.lowerBound).last {
        $0 < match.range.lowerBound
      }.flatMap { clauses.groupOf[$0] }
      guard
        (groups.map { $0 + [before].compactMap(\.self) })?.contains(where: { holds($0, handle) })
          ?? true
      else { return nil }
      return match
    }
  }
}

extension Clauses {
  fileprivate func finding(
    _ match: PhraseTable<Lexicon.Meaning>.Match, denial: String?, isCharacter: (Int) -> Bool
  ) -> PromptFinding {
    var finding = PromptFinding(
      meaning: match.meaning, phrase: match.phrase, range: match.range, denial: denial)
    let bound = groups(
      for: match.range, isFeeling: match.meaning.isFeeling, isCharacter: isCharacter)
    finding.groups = bound
    switch match.meaning {
    case .nothing: finding.idle = .idiom
    case .faceWord: finding.idle = denial == nil ? .word : nil
    case .cue: finding.idle = isOfAnother(match.range) ? .another : nil
    case .behind, .viewpoint, .turnaround, .empty: break
    case .close, .insert, .view(.face):
      let framed = framed(by: match.range, isInsert: match.meaning == .insert)
      finding.framed = framed
      if case .faces(let all?) = framed {
        finding.groups = all
        // A close-up of an object shows nobody's face.
        if let group = all.first, !groups[group].contains(where: isCharacter) {
          finding.framed = .thing(of: group)
        }
      }
      if case .thing(let group?) = framed { finding.groups = [group] }
      if isPlace(match.range, match.meaning, ofNoun: false) { finding.idle = .place }
    case .view(.fullBody):
      if isPlace(match.range, match.meaning, ofNoun: false) { finding.idle = .place }
    case .view:
      if isPlace(match.range, match.meaning, ofNoun: true) { finding.idle = .place }
    }
    return finding
  }

  /// Whether a direction is that of a place, a thing or light: `from behind the bar`, `side view of the
  /// castle`, `sunlight from the side`.
  private func isPlace(_ range: Range<Int>, _ meaning: Lexicon.Meaning, ofNoun: Bool) -> Bool {
    let after = range.upperBound
    let follows = after < words.count && words[after].breakBefore == .none
    if ofNoun, follows, classes(at: after).contains(.object) {
      var index = after + 1
      while classes(at: index).contains(.determiner) { index += 1 }
      if isContent(index), nouns(at: index).isDisjoint(with: [.person, .face, .part]),
        !(index + 1..<min(index + 4, words.count)).contains(where: {
          words[$0].mention != nil && isJoined(index, $0)
        })
      {
        return true
      }
    }
    let isFromSide = ofNoun && classes(at: range.lowerBound).contains(.preposition)
    if isFromSide, isOfScenery(range) { return true }
    let isGoverned = (max(0, range.lowerBound - 4)..<range.lowerBound).contains {
      isJoined($0, range.lowerBound) && classes(at: $0).contains(.governor)
    }
    if isFromSide, isGoverned { return true }
    guard lexicon.alone.contains(words[range].map(\.hash)) else { return false }
    if words[range.lowerBound].isWhole {
      return isGoverned
        || (after..<min(after + 6, words.count)).prefix {
          words[$0].mention == nil && clauses[$0] == clauses[range.lowerBound]
        }
        .contains { classes(at: $0).contains(.governor) }
    }
    // `@kael from behind meets @mira`: a verb follows what stands with its mention.
    let isOwn = range.lowerBound > 0 && groupOf[range.lowerBound - 1] != nil
    if follows, isContent(after) && !isOwn || classes(at: after).contains(.determiner),
      !classes(at: after).contains(.filler)
    {
      return true
    }
    return isGoverned
  }

  /// `searchlights sweep the water from the side`: a clause about something without a mention.
  private func isOfScenery(_ range: Range<Int>) -> Bool {
    let clause = clauses[range.lowerBound]
    let start = clauses.firstIndex(of: clause) ?? 0
    let before = start..<range.lowerBound
    guard mentions(inClauseOf: range.lowerBound).isEmpty,
      !before.contains(where: {
        classes(at: $0).contains(.pronoun) || nouns(at: $0).contains(.person)
      })
    else { return false }
    return before.dropFirst().contains {
      classes(at: $0 - 1).contains(.determiner) && isContent($0)
    } && before.count(where: isContent) > 1
  }

  /// By mention, the phrase that says that it is not in the picture.
  fileprivate func absences() -> [Int: String] {
    var absent: [Int: String] = [:]
    let before = lexicon.absentBefore.matches(in: text)
    let after = lexicon.absentAfter.matches(in: text)
    for (index, word) in words.enumerated() {
      guard let mention = word.mention, groupOf[index] != nil, !word.isPossessive else { continue }
      let next = index + 1
      let isActing =
        isJoined(index, next) && words.indices.contains(next)
        && lexicon.participleEndings.contains { words[next].text.hasSuffix($0) }
      if let match = before.first(where: {
        $0.range.upperBound == index && isJoined(index - 1, index)
      }), !isActing {
        absent[mention] = match.phrase
      } else if let match = after.first(where: {
        $0.range.lowerBound == next && isJoined(index, next)
      }) {
        absent[mention] = match.phrase
      }
    }
    return absent
  }
}

extension Lexicon.Meaning {
  /// Whether it tells of a mood or an act.
  var isFeeling: Bool {
    if case .cue = self { true } else { false }
  }
}
