internal import TroupeVocabulary

/// What a prompt asks to see, phrase by phrase, and of whom. A class, since a copy would count references to all its parts.
final class PromptReading: Sendable {
  let clauses: Clauses
  let findings: [PromptFinding]
  /// The words that no phrase takes and that are not denied, with whom they speak of.
  let freeWords: [(index: Int, scope: Scope)]
  /// The same for words for parts of the body.
  let parts: [(index: Int, scope: Scope)]
  private let denials: Denials
  private let looks: LookReading
  private let handles: Handles
  /// By asset that every mention says is not in the picture, the phrase that says so.
  private let absent: [Handle: String]
  private let owners: Set<Handle>
  /// By asset that only owns what another wears or holds, the words for that.
  private let borrowed: [Handle: Range<Int>]

  /// Who is mentioned in the parts of a prompt.
  private struct Handles: Sendable {
    var lines: [Int: Set<Handle>] = [:]
    var sentences: [Int: Set<Handle>] = [:]
    var segments: [Int: Set<Handle>] = [:]
    var groups: [Int: Set<Handle>] = [:]
  }

  /// Reads `prompt`.
  /// - Parameters:
  ///   - isSubject: whether a mention is shown itself, and lends no style or pose.
  ///   - isCharacter: whether it is a character.
  ///   - hasLooks: whether any asset has a look or pictures of one.
  init(
    _ prompt: ParsedPrompt, lexicon: Lexicon, isSubject: (Mention) -> Bool,
    isCharacter: (Mention) -> Bool, hasLooks: Bool
  ) {
    let mentions = prompt.mentions
    let words = prompt.words(lexicon)
    let text = TokenizedText(
      tokens: words.map { TokenizedText.Token(hash: $0.hash, breakBefore: $0.breakBefore) })
    var matches = lexicon.phrases.matches(in: text)
    let clauses = Clauses(
      words, lexicon: lexicon, phrases: matches.map(\.range),
      feelings: matches.filter(\.meaning.isFeeling).map(\.range),
      isSubject: { isSubject(mentions[$0]) }, isCharacter: { isCharacter(mentions[$0]) })
    matches.removeAll { $0.meaning == .nothing && clauses.endsWithOwnPart($0.range) }
    let denials = Denials(
      clauses, feelings: Set(matches.filter(\.meaning.isFeeling).map(\.range.lowerBound)))
    let contrasts = Contrasts(clauses)
    var excepted: Set<Int> = []
    let findings = zip(matches, denials.denials(of: matches.map(\.range))).map { match, denial in
      var finding =
        contrasts.feeling(inside: match) ?? clauses.finding(match, denial: denial)
      if contrasts.isOfExcepted(finding.range) { finding.idle = .word }
      if finding.meaning.isFeeling, let subject = contrasts.subject(of: finding.range) {
        finding.scope = .group(subject.group)
        finding.denial = subject.denial
        finding.idle = nil
        if let mention = subject.exception { excepted.insert(mention) }
      }
      return finding
    }
    var handles = Handles()
    for word in clauses.mentions.all {
      guard let mention = words[word].mention, let group = clauses.groupOf[word] else { continue }
      let handle = mentions[mention].handle
      handles.lines[clauses.lines[word], default: []].insert(handle)
      handles.sentences[clauses.sentences[word], default: []].insert(handle)
      handles.segments[clauses.segments[word], default: []].insert(handle)
      handles.groups[group, default: []].insert(handle)
    }
    let all =
      findings + contrasts.alike(findings) + contrasts.contrary(findings)
      + clauses.possessions(besides: findings)
      + clauses.shownAlone() + denials.affirmed(clauses.actingParts(besides: findings))
      + clauses.actingFaces(findings)
    let own = clauses.ownWords(besides: findings)
    let hidden = clauses.hiddenParts(findings)
    freeWords = denials.affirmed(own.free.filter { !hidden.contains($0) }, in: clauses)
    parts = denials.affirmed(own.parts.filter { !hidden.contains($0) }, in: clauses)
    absent = clauses.absences(findings, of: mentions.map(\.handle), besides: excepted)
    owners = clauses.owners(of: mentions.map(\.handle))
    borrowed = Self.borrowed(clauses, mentions.map(\.handle))
    self.clauses = clauses
    self.findings = all
    self.denials = denials
    looks = LookReading(clauses, hasLooks: hasLooks)
    self.handles = handles
  }

  /// Whether what is said of `scope` is said of the asset called `handle`.
  func holds(_ scope: Scope, _ handle: Handle) -> Bool {
    switch scope {
    case .all: true
    case .line(let line): handles.lines[line]?.contains(handle) ?? false
    case .sentence(let sentence): handles.sentences[sentence]?.contains(handle) ?? false
    case .segment(let segment): handles.segments[segment]?.contains(handle) ?? false
    case .group(let group): handles.groups[group]?.contains(handle) ?? false
    }
  }

  /// Whether the asset called `handle` is mentioned in the clause of the word at `index`.
  func mentions(_ handle: Handle, inClauseOf index: Int) -> Bool {
    clauses.mentions.byClause[clauses.clauses[index]]?.contains { mention in
      clauses.groupOf[mention].map { holds(.group($0), handle) } ?? false
    } ?? false
  }

  /// Whether a hand or foot is named of the asset called `handle`.
  func showsLimb(of handle: Handle) -> Bool {
    parts.contains { index, scope in
      holds(scope, handle)
        && clauses.lexicon.partGroups[clauses.words[index].hash].map(Clauses.shown.contains)
          ?? false
    }
  }

  /// Whether `handle` is mentioned as the owner of something alone: `@kael's coat`.
  func isOwner(_ handle: Handle) -> Bool { owners.contains(handle) }

  /// Whether what `finding` says to be empty is all that is told of `handle`: `la silla vacía de @kael`.
  func isVacated(_ finding: PromptFinding, by handle: Handle) -> Bool {
    let words = ArraySlice(Array(clauses.text.tokens[finding.range]))
    return isOwner(handle) && clauses.pronouns.starts.isEmpty && clauses.things.isEmpty
      && !clauses.lexicon.subjects.noOne.hasPhrase(in: words)
  }

  /// What another wears or holds of `handle`, who is not mentioned else.
  func borrowed(from handle: Handle) -> Range<Int>? { borrowed[handle] }

  private static func borrowed(_ clauses: Clauses, _ handles: [Handle]) -> [Handle: Range<Int>] {
    let things = clauses.borrowings()
    guard !things.isEmpty else { return [:] }
    var borrowed: [Handle: Range<Int>] = [:]
    var present: Set<Handle> = []
    for word in clauses.words.indices {
      guard let mention = clauses.words[word].mention else { continue }
      if let thing = clauses.groupOf[word].flatMap({ things[$0] }) {
        borrowed[handles[mention]] = thing
      } else {
        present.insert(handles[mention])
      }
    }
    return borrowed.filter { !present.contains($0.key) }
  }

  /// The phrase by which every mention of `handle` is said to be out of the picture.
  func absence(of handle: Handle) -> String? { absent[handle] }

  /// The words that ask for the look called `name` of `handle`, without its name.
  /// - Parameter isKindless: whether they name the clothes alone: `in her coat`.
  func look(_ name: String, of handle: Handle, isKindless: Bool = false) -> String? {
    let places = looks.places(of: name, isKindless: isKindless)
    return zip(places, denials.denials(of: places.map(\.range))).first { place, denial in
      guard denial == nil, !clauses.isSpoken(place.range) else { return false }
      if let group = place.group { return holds(.group(group), handle) }
      return isOwn(place.range, clauses.scope(of: place.range, isFeeling: true), of: handle)
    }.map { written($0.0.range) }
  }

  /// Whether `phrase`, which names a look, says so wherever it stands; of words that stand apart it does.
  func namesLook(_ phrase: String, _ name: String) -> Bool {
    let ranges = PhraseTable<Void>([phrase]).matches(in: clauses.text).map(\.range)
    return ranges.isEmpty || ranges.contains { namesLook($0, name) }
  }

  /// Whether the words at `range`, which name a look, say that it is shown.
  func namesLook(_ range: Range<Int>, _ name: String) -> Bool {
    let isAge = LookAge.standard.isAge(name)
    return !clauses.isSpoken(range) && clauses.namesLook(range, isAge: isAge)
      && !looks.isThing(range, look: name)
      && !(isAge && looks.isNoAge(range))
  }

  /// The phrases of `table` that speak of `handle` and are not denied.
  func own<Meaning>(
    _ table: PhraseTable<Meaning>, of handle: Handle, isFeeling: (Meaning) -> Bool,
    isLoose: (Meaning) -> Bool
  ) -> [PhraseTable<Meaning>.Match] {
    guard !table.isEmpty else { return [] }
    let matches = table.matches(in: clauses.text)
    return zip(matches, denials.denials(of: matches.map(\.range))).filter { match, denial in
      guard denial == nil, !clauses.isSpoken(match.range) else { return false }
      if isLoose(match.meaning) { return true }
      let scope = clauses.scope(
        of: match.range, isFeeling: isFeeling(match.meaning), prefersCharacters: false)
      return isOwn(match.range, scope, of: handle)
    }.map(\.0)
  }

  /// Whether what is the asset's own is said of it: it may stand after it and before another, as in `@watch lying open in
  /// @kael's palm`.
  private func isOwn(_ range: Range<Int>, _ scope: Scope, of handle: Handle) -> Bool {
    if holds(scope, handle) { return true }
    let before = clauses.mentions.bySegment[clauses.segments[range.lowerBound]]?
      .last(before: range.lowerBound).flatMap { clauses.groupOf[$0] }
    return before.map { holds(.group($0), handle) } ?? false
  }
}

extension Denials {
  /// Those of `findings` that are not denied.
  fileprivate func affirmed(_ findings: [PromptFinding]) -> [PromptFinding] {
    zip(findings, denials(of: findings.map(\.range))).filter { $1 == nil }.map(\.0)
  }

  /// Those of `indices` whose words are not denied, with whom they speak of, as of a mood or act.
  fileprivate func affirmed(
    _ indices: [Int], in clauses: Clauses
  ) -> [(index: Int, scope: Scope)] {
    let ranges = indices.map { $0..<$0 + 1 }
    return zip(ranges, denials(of: ranges)).filter { $1 == nil }.map { range, _ in
      (range.lowerBound, clauses.scope(of: range, isFeeling: true))
    }
  }
}
