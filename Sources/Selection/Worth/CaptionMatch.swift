internal import TroupeVocabulary

/// The requested cues that the look, caption and tags of one picture name.
struct CaptionMatch: Sendable {
  /// The requested cues that the picture shows, by their indices in the demand.
  let cues: [Int]
  /// Whether it shows an expression, and none of those requested.
  let showsOtherExpression: Bool

  /// A picture that names nothing requested.
  static let none = CaptionMatch(cues: [], showsOtherExpression: false)

  private init(cues: [Int], showsOtherExpression: Bool) {
    self.cues = cues
    self.showsOtherExpression = showsOtherExpression
  }

  init(_ reference: Reference, demand: Demand, assetLexicon: AssetLexicon) {
    let named = Self.cues(of: reference, assetLexicon: assetLexicon)
    let requested = Set(demand.cues.filter(\.isExpression).map(\.name))
    cues = demand.cues.indices.filter { named.all.contains(demand.cues[$0].name) }
    showsOtherExpression =
      !requested.isEmpty && !named.expressions.isEmpty
      && named.expressions.isDisjoint(with: requested)
  }

  /// The cues that the look, caption and tags of `reference` name, including tags of `assetLexicon`, and
  /// those of them that are expressions.
  static func cues(
    of reference: Reference, assetLexicon: AssetLexicon? = nil, lexicon: Lexicon = .standard
  ) -> (all: Set<String>, expressions: Set<String>) {
    var all: Set<String> = []
    var expressions: Set<String> = []
    for text in texts(of: reference) {
      let matches = lexicon.phrases.matches(in: text)
      let negated = lexicon.negations.areNegated(matches, in: text)
      for (match, isNegated) in zip(matches, negated) where !isNegated {
        guard case .cue(let name, let isExpression) = match.meaning else { continue }
        all.insert(name)
        if isExpression { expressions.insert(name) }
      }
      for match in assetLexicon?.phrases.matches(in: text) ?? [] {
        if case .tag(let tag) = match.meaning { all.insert(tag) }
      }
    }
    return (all, expressions)
  }

  private static func texts(of reference: Reference) -> [TokenizedText] {
    ([reference.caption, reference.look ?? ""] + reference.tags).filter { !$0.isEmpty }
      .map { TokenizedText($0) }
  }
}
