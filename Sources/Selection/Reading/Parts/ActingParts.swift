/// Hands and feet that a clause is about, though their owner is shown too: `@kael's hands tremble as he reads`.
extension Clauses {
  /// For each mention whose hand or foot begins a clause, that it is to be seen.
  func actingParts(besides findings: [PromptFinding]) -> [PromptFinding] {
    let taken = Set(findings.flatMap(\.range))
    return mentions.all.compactMap { mention in
      guard let group = groupOf[mention], let part = ownPart(of: mention),
        lexicon.partGroups[words[part.lowerBound].hash].map(Self.shown.contains) ?? false,
        taken.isDisjoint(with: part), isSubject(min(part.lowerBound, mention))
      else { return nil }
      return PromptFinding(
        meaning: .insert, phrase: words[part.lowerBound].text, range: part, scope: .group(group),
        framed: .also(of: group))
    }
  }

  /// For each mention whose face begins a clause, that it is to be seen: `El rostro de @kael, empapado`. In a script
  /// without spaces it stands alone there: what is told of it may hide it.
  func actingFaces(_ findings: [PromptFinding]) -> [PromptFinding] {
    let faces = findings.filter { $0.meaning == .faceWord && $0.denial == nil }
    guard !faces.isEmpty else { return [] }
    // `@kaels Gesicht bleibt unter der Kapuze verborgen`
    let hidden = Set(
      lexicon.denialsAfter.matches(in: text).filter { $0.meaning.denial == .after }.map {
        clauses[$0.range.lowerBound]
      })
    return mentions.all.compactMap { mention in
      guard let group = groupOf[mention], let part = ownPart(of: mention),
        faces.contains(where: { $0.range == part }), !hidden.contains(clauses[mention]),
        isSubject(min(part.lowerBound, mention)),
        !words[part.lowerBound].isWhole || endsClause(at: max(part.upperBound, mention + 1))
      else { return nil }
      return PromptFinding(
        meaning: .close, phrase: words[part.lowerBound].text, range: part, scope: .group(group),
        framed: .faces(group))
    }
  }

  private func endsClause(at index: Int) -> Bool {
    index >= words.count || words[index].breakBefore != .none
  }

  /// Whether an idiom at `range` ends with a part that a mention owns, and is none: `a mão da @kael`.
  func endsWithOwnPart(_ range: Range<Int>) -> Bool {
    let part = range.upperBound - 1
    return !nouns(at: part).isDisjoint(with: [.part, .face])
      && (part + 1..<min(words.count, part + 4)).contains {
        groupOf[$0] != nil && ownPart(of: $0) == part..<part + 1
      }
  }

  /// The words for what a framing that is denied would show: `no close-up of the scar`.
  func hiddenParts(_ findings: [PromptFinding]) -> Set<Int> {
    Set(
      findings.flatMap { finding -> [Int] in
        guard finding.denial != nil, finding.meaning == .close || finding.meaning == .insert else {
          return []
        }
        let start = finding.range.upperBound
        return (start..<max(start, min(words.count, start + Self.hiddenReach))).filter {
          isJoined(start - 1, $0)
        }
      })
  }

  /// The most words from a framing to what it shows.
  private static let hiddenReach = 5

  /// The most words that tell where a part is before it is named.
  private static let placeReach = 3

  /// Whether nothing but articles and what describes stands between the start of a clause and `index`.
  private func isSubject(_ index: Int) -> Bool {
    let before = clauseBefore(index)
    // `На столе руки @kael`
    let isPlaced =
      before.count > 1 && before.count <= Self.placeReach && isContent(index - 1)
      && classes(at: before.lowerBound).contains(.preposition)
      && before.allSatisfy { words[$0].mention == nil && !isOwnFace($0) }
    return isPlaced
      || before.allSatisfy {
        words[$0].mention == nil
          && (classes(at: $0).contains(.determiner) || classes(at: $0).contains(.joint)
            || isContent($0) && index - $0 == 1)
      }
  }
}
