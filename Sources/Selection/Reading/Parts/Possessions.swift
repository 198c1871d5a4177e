/// Hands and feet that a prompt names in place of their owner.
extension Clauses {
  /// The words between an owner and what is his: `@kael's old scarred hands`.
  private static let nounReach = 3
  static let shown: Set = ["hand", "foot"]

  /// For each group whose every mention only owns a hand or foot, and of whom nothing else is said, that it is shown alone:
  /// `@kael's hands on the keys`. In a close-up that names nothing itself any thing of theirs is: `Close-up. The shoes of
  /// @kael stand under the bed.`
  func possessions(besides findings: [PromptFinding]) -> [PromptFinding] {
    let said = SaidOfOwners(self, findings)
    let isNear = findings.contains {
      $0.idle == nil && $0.denial == nil && $0.framed == .faces(nil)
    }
    let seen = Set(findings.filter { $0.meaning.isView && $0.idle == nil }.flatMap(\.range))
    var owned: [Int: Range<Int>] = [:]
    var others: Set<String> = []
    for mention in mentions.all {
      guard let group = groupOf[mention] else { continue }
      let hand = part(of: mention).flatMap { said.isMore(of: group, with: $0, self) ? nil : $0 }
      if let part = hand
        ?? (isNear && !hasOwnFace(in: sentences[mention]) ? thing(of: mention) : nil),
        hand != nil || seen.isDisjoint(with: part)
      {
        owned[group] = owned[group] ?? part
      } else {
        others.insert(words[mention].text)
      }
    }
    let alone = owned.filter { group, _ in
      !groups[group].contains { others.contains(words[$0].text) }
    }
    return alone.sorted { $0.key < $1.key }.map { group, part in
      PromptFinding(
        meaning: .insert, phrase: words[part.lowerBound].text, range: part, scope: .group(group),
        denial: nil, framed: .thing(of: group), isOwned: !isNear)
    }
  }

  /// The hand or foot that the mention at `index` owns.
  private func part(of index: Int) -> Range<Int>? {
    guard words[index].isPossessive, hasCharacter(groupOf[index] ?? -1) else { return nil }
    if index + 1 < words.count, words[index + 1].isWhole { return actingLimb(of: index) }
    for word in index + 1..<min(index + 1 + Self.nounReach, words.count) {
      guard words[word].breakBefore == .none, !words[word].isWhole,
        isContent(word) || nouns(at: word).contains(.part) || isBeforeNoun(word)
      else { return nil }
      if let name = lexicon.partGroups[words[word].hash] {
        return Self.shown.contains(name) ? word..<word + 1 : nil
      }
    }
    return nil
  }

  /// Whether a sentence goes on to a face: `on the visor of @vega's helmet; behind it her face is calm`.
  private func hasOwnFace(in sentence: Int) -> Bool {
    nouns.starting.contains { index, meanings in
      meanings.contains(.face) && !words[index].isWhole && sentences[index] == sentence
        && !(index > 0 && words[index - 1].isPossessive)
    }
  }

  /// What the mention at `index` owns, if it is no face: `@kael's gauntlet`, `the shoes of @kael`, `@凯尔手中的扇子`.
  private func thing(of index: Int) -> Range<Int>? {
    let next = index + 1
    if next < words.count, words[next].breakBefore == .none {
      if words[next].isWhole {
        let isPart = nouns(at: next).contains(.part)
        if words[index].isPossessive || isPart, case .thing = possessed(by: 0, at: next) {
          return next..<next + 1
        }
        if case .thing = partOf(0, after: index) { return next..<next + 1 }
        return nil
      }
      if words[index].isPossessive {
        guard let end = nounPhrase(from: next)?.end else { return nil }
        return (next..<end).contains { nouns(at: $0).contains(.face) } ? nil : next..<end
      }
    }
    guard classes(at: index - 1).contains(.object) else { return nil }
    // `the small shoes of @kael`: the noun begins its clause; a part of the body may stand anywhere.
    let before = clauseBefore(index).dropLast()
    let isThing =
      isContent(index - 2)
      && before.allSatisfy {
        (isContent($0) || classes(at: $0).contains(.determiner))
          && nouns(at: $0).isDisjoint(with: [.face, .person])
      }
    guard isThing || nouns(at: index - 2).contains(.part) else { return nil }
    return index - 2..<index - 1
  }
}

/// What a prompt says of owners besides what is theirs: a pronoun in their sentence, a phrase for a view or mood.
private struct SaidOfOwners {
  private var sentences: Set<Int> = []
  private var groups: Set<Int> = []
  private var segments: Set<Int> = []
  /// By the word that it stands at, what is said of `groups` and `segments` in a script without spaces.
  private var acts: [Int: Scope] = [:]

  init(_ clauses: Clauses, _ findings: [PromptFinding]) {
    for index in clauses.words.indices where clauses.classes(at: index).contains(.pronoun) {
      sentences.insert(clauses.sentences[index])
    }
    for finding in findings
    where finding.idle == nil && finding.denial == nil && finding.framed == nil {
      switch finding.meaning {
      case .view, .cue, .close, .behind, .turnaround: break
      default: continue
      }
      let start = finding.range.lowerBound
      if finding.meaning.isFeeling, clauses.words[start].isWhole,
        finding.range.allSatisfy({ !clauses.nouns(at: $0).contains(.face) })
      {
        acts[start] = finding.scope
        continue
      }
      switch finding.scope {
      case .group(let group): groups.insert(group)
      case .segment(let segment): segments.insert(segment)
      default: break
      }
    }
  }

  /// Whether more is said of `group`, whose hand or foot stands at `part`.
  func isMore(of group: Int, with part: Range<Int>, _ clauses: Clauses) -> Bool {
    let segment = clauses.segments[part.lowerBound]
    return sentences.contains(clauses.sentences[part.lowerBound]) || groups.contains(group)
      || segments.contains(segment)
      || acts.contains { start, scope in
        (scope == .group(group) || scope == .segment(segment)) && !clauses.isActOf(part, at: start)
      }
  }
}

extension Lexicon.Meaning {
  /// Whether it asks for a view.
  fileprivate var isView: Bool {
    switch self {
    case .view, .behind: true
    default: false
    }
  }
}
