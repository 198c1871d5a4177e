internal import TroupeVocabulary

extension PromptReading {
  /// A part that a prompt wants to see of `handle` and that no table knows, with the phrase that asks for it:
  /// `Detail of the volute of @violin`.
  func unknownPart(of handle: Handle) -> (word: String, phrase: String)? {
    for finding in findings where finding.denial == nil && finding.meaning.isFraming {
      let sentence = clauses.sentences[finding.range.lowerBound]
      guard holds(.sentence(sentence), handle), !namesPart(sentence),
        let word = part(shownBy: finding, of: handle)
      else { continue }
      return (word, finding.phrase)
    }
    return nil
  }

  /// Whether a word for a part or a thing stands in the sentence.
  private func namesPart(_ sentence: Int) -> Bool {
    clauses.words.indices.contains { index in
      clauses.sentences[index] == sentence
        && (clauses.things[index] != nil || clauses.nouns(at: index).contains(.part))
    }
  }

  private func part(shownBy finding: PromptFinding, of handle: Handle) -> String? {
    let mentions = clauses.mentions.bySentence[clauses.sentences[finding.range.lowerBound]] ?? []
    guard
      let mention = mentions.first(where: { index in
        clauses.groupOf[index].map { holds(.group($0), handle) } ?? false
      })
    else { return nil }
    if let part = owned(by: mention, besides: finding.range) { return part }
    // `close na voluta do @violin`
    let between = finding.range.upperBound..<max(finding.range.upperBound, mention)
    guard between.count <= Self.reach, clauses.isJoined(between.lowerBound, mention) else {
      return nil
    }
    return between.last { clauses.isContent($0) }.map { clauses.words[$0].text }
  }

  /// The noun that follows a mention as its own: `@violin's pegbox`, `@violin琴头`.
  private func owned(by mention: Int, besides range: Range<Int>) -> String? {
    let next = mention + 1
    guard next < clauses.words.count, clauses.words[next].breakBefore == .none,
      !range.contains(next), clauses.isContent(next),
      clauses.words[mention].isPossessive
        || clauses.words[next].isNounlike && range.upperBound <= mention
    else { return nil }
    return clauses.words[next].text
  }

  /// The most words between a framing and whose part it shows.
  private static let reach = 5
}

extension Lexicon.Meaning {
  /// Whether it shows something from near.
  fileprivate var isFraming: Bool {
    switch self {
    case .close, .insert, .view(.face), .view(.detail): true
    default: false
    }
  }
}
