internal import TroupeVocabulary

/// What a request asks to see of one asset, each with the words that ask.
struct Demand: Hashable, Sendable {
  /// A group of words that mean the same, or a tag.
  struct Cue: Hashable, Sendable {
    let name: String
    let isExpression: Bool
    /// The words of the prompt that ask for it.
    let phrase: String
  }

  /// By view, the longest phrase found.
  private(set) var phrases: [View: String] = [:]
  /// In order of name; a picture must say it in its look, caption or tags to show it.
  private(set) var cues: [Cue] = []
  /// Looks that the prompt describes in words, by name, with those words.
  private(set) var looks: [String: String] = [:]

  /// What `words` ask of every asset.
  init(in words: String) { self.init(passages: [TokenText(words)], table: PhraseTable()) }

  /// What `passages` and `wishes` ask of an asset whose own words are in `table`.
  init(
    passages: [TokenText], table: PhraseTable<OwnWords.Meaning>, wishes: [ViewWish] = [],
    words: DemandWords = .standard
  ) {
    var cues: [String: Cue] = [:]
    for passage in passages {
      for match in Self.asked(words.phrases, passage, words) {
        switch match.meaning {
        case .view(let view): ask(view, match.phrase)
        case .cue(let name, let isExpression):
          cues[name] = Self.longer(
            Cue(name: name, isExpression: isExpression, phrase: match.phrase), cues[name])
        }
      }
      guard !table.isEmpty else { continue }
      for match in Self.asked(table, passage, words) {
        switch match.meaning {
        case .view(let view): ask(view, match.phrase)
        case .look(let name): looks[name] = match.phrase
        case .tag(let tag):
          cues[tag] = Self.longer(
            Cue(name: tag, isExpression: false, phrase: match.phrase), cues[tag])
        }
      }
    }
    for wish in wishes { phrases[wish.view] = "--view \(wish)" }
    self.cues = cues.values.sorted { $0.name < $1.name }
  }

  /// Nothing: what is asked of a style or a pose.
  static let nothing = Demand(passages: [], table: PhraseTable())

  private mutating func ask(_ view: View, _ phrase: String) {
    if phrase.count > phrases[view]?.count ?? 0 { phrases[view] = phrase }
  }

  private static func longer(_ new: Cue, _ old: Cue?) -> Cue {
    guard let old, old.phrase.count >= new.phrase.count else { return new }
    return old
  }

  private static func asked<Meaning>(
    _ table: PhraseTable<Meaning>, _ text: TokenText, _ words: DemandWords
  ) -> [PhraseTable<Meaning>.Match] {
    let matches = table.matches(in: text)
    let denied = words.negations.denied(matches, in: text)
    return zip(matches, denied).filter { !$0.1 }.map(\.0)
  }
}
