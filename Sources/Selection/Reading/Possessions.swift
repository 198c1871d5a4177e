/// Hands and feet that a prompt names in place of their owner.
extension Clauses {
  /// The words between an owner and what is his: `@kael's old scarred hands`.
  private static let nounReach = 3
  private static let shown: Set = ["hand", "foot"]

  /// For each group whose every mention only owns a hand or foot, and of whom nothing else is said, that it is shown alone:
  /// `@kael's hands on the keys`.
  func possessions(besides findings: [PromptFinding]) -> [PromptFinding] {
    let said = SaidOfOwners(self, findings)
    var owned: [Int: Range<Int>] = [:]
    var others: Set<Int> = []
    for mention in mentions.all {
      guard let group = groupOf[mention] else { continue }
      if let part = part(of: mention), owned[group] == nil,
        !said.isMore(of: group, with: part, self)
      {
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
}

/// What a prompt says of owners besides what is theirs: a pronoun in their sentence, a phrase for a view or mood.
private struct SaidOfOwners {
  private var sentences: Set<Int> = []
  private var groups: Set<Int> = []
  private var segments: Set<Int> = []

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
      switch finding.scope {
      case .group(let group): groups.insert(group)
      case .segment(let segment): segments.insert(segment)
      default: break
      }
    }
  }

  /// Whether more is said of `group`, whose hand or foot stands at `part`.
  func isMore(of group: Int, with part: Range<Int>, _ clauses: Clauses) -> Bool {
    sentences.contains(clauses.sentences[part.lowerBound]) || groups.contains(group)
      || segments.contains(clauses.segments[part.lowerBound])
  }
}
