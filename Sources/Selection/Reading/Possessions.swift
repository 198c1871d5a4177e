/// Hands and feet that a prompt names in place of their owner.
extension Clauses {
  /// The words between an owner and what is his: `@kael's old scarred hands`.
  private static let nounReach = 3
  private static let shown: Set = ["hand", "foot"]

  /// For each group whose every mention only owns a hand or foot, and of whom nothing else is said, that it is shown alone:
  /// `@kael's hands on the keys`.
  func possessions(besides findings: [PromptFinding]) -> [PromptFinding] {
    var owned: [Int: Range<Int>] = [:]
    var others: Set<Int> = []
    for mention in mentions.all {
      guard let group = groupOf[mention] else { continue }
      if let part = part(of: mention), owned[group] == nil, isAlone(part, of: group, findings) {
        owned[group] = part
      } else {
        others.insert(group)
      }
    }
    return owned.filter { !others.contains($0.key) }.sorted { $0.key < $1.key }.map { group, part in
      PromptFinding(
        meaning: .insert, phrase: words[part.lowerBound].text, range: part, scope: .group(group),
        denial: nil, framed: .thing(of: group))
    }
  }

  /// The hand or foot that the mention at `index` owns.
  private func part(of index: Int) -> Range<Int>? {
    guard words[index].isPossessive, hasCharacter(groupOf[index] ?? -1) else { return nil }
    for word in index + 1..<min(index + 1 + Self.nounReach, words.count) {
      guard words[word].breakBefore == .none, !words[word].isWhole,
        isContent(word) || nouns(at: word).contains(.part)
      else { return nil }
      if let name = lexicon.partGroups[words[word].hash] {
        return Self.shown.contains(name) ? word..<word + 1 : nil
      }
    }
    return nil
  }

  /// Whether the sentence of `part` says nothing else of its owner, by pronoun or by a phrase for a view or mood.
  private func isAlone(_ part: Range<Int>, of group: Int, _ findings: [PromptFinding]) -> Bool {
    let sentence = sentences[part.lowerBound]
    let hasPronoun = words.indices.contains {
      sentences[$0] == sentence && classes(at: $0).contains(.pronoun)
    }
    return !hasPronoun
      && !findings.contains { finding in
        guard finding.idle == nil, finding.denial == nil,
          finding.scope == .group(group) || finding.scope == .segment(segments[part.lowerBound])
        else { return false }
        return switch finding.meaning {
        case .view, .cue, .close, .behind, .turnaround: finding.framed == nil
        default: false
        }
      }
  }
}
