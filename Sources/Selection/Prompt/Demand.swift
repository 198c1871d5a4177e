internal import TroupeVocabulary

/// What a request asks to see of one asset, each with the phrase that asks for it.
struct Demand: Hashable, Sendable {
  /// An expression, a posture or a tag; a picture shows it if its look, caption or tags say so.
  struct Cue: Hashable, Sendable {
    let name: String
    let isExpression: Bool
    /// The phrase in the prompt.
    let phrase: String
  }

  /// By requested view, the longest phrase for it.
  private(set) var views: [View: String] = [:]
  /// The requested cues, sorted by name.
  private(set) var cues: [Cue] = []
  /// By look that the prompt describes in words, the phrase for it.
  private(set) var looks: [String: String] = [:]

  /// What `text` asks of every asset.
  init(in text: String) {
    self.init(passages: [TokenizedText(text)], assetPhrases: PhraseTable())
  }

  /// What `passages` and `wishes` ask of an asset with `assetPhrases`.
  init(
    passages: [TokenizedText], assetPhrases: PhraseTable<AssetLexicon.Meaning>,
    wishes: [ViewWish] = [], lexicon: Lexicon = .standard
  ) {
    var cues: [String: Cue] = [:]
    for passage in passages {
      for match in Self.affirmed(lexicon.phrases, in: passage, lexicon) {
        switch match.meaning {
        case .view(let view): add(view, match.phrase)
        case .cue(let name, let isExpression):
          cues[name] = Self.longer(
            Cue(name: name, isExpression: isExpression, phrase: match.phrase), cues[name])
        }
      }
      guard !assetPhrases.isEmpty else { continue }
      for match in Self.affirmed(assetPhrases, in: passage, lexicon) {
        switch match.meaning {
        case .view(let view): add(view, match.phrase)
        case .look(let name): looks[name] = match.phrase
        case .tag(let tag):
          cues[tag] = Self.longer(
            Cue(name: tag, isExpression: false, phrase: match.phrase), cues[tag])
        }
      }
    }
    for wish in wishes { views[wish.view] = "\(wish)" }
    self.cues = cues.values.sorted { $0.name < $1.name }
  }

  /// Nothing: the demand on a style or a pose.
  static let nothing = Demand(passages: [], assetPhrases: PhraseTable())

  private mutating func add(_ view: View, _ phrase: String) {
    if phrase.count > views[view]?.count ?? 0 { views[view] = phrase }
  }

  private static func longer(_ new: Cue, _ old: Cue?) -> Cue {
    guard let old, old.phrase.count >= new.phrase.count else { return new }
    return old
  }

  /// The phrases in `text` that are not negated.
  private static func affirmed<Meaning>(
    _ phrases: PhraseTable<Meaning>, in text: TokenizedText, _ lexicon: Lexicon
  ) -> [PhraseTable<Meaning>.Match] {
    let matches = phrases.matches(in: text)
    let negated = lexicon.negations.areNegated(matches, in: text)
    return zip(matches, negated).filter { !$0.1 }.map(\.0)
  }
}
