internal import TroupeVocabulary

/// What the look, caption and tags of one picture say, as far as a prompt asks for it.
struct PictureWords: Sendable {
  /// The demanded cues that it shows, by their places.
  let cues: [Int]
  /// Whether it shows an expression that is not asked for, and none that is.
  let isOtherExpression: Bool

  static let none = PictureWords(cues: [], isOtherExpression: false)

  private init(cues: [Int], isOtherExpression: Bool) {
    self.cues = cues
    self.isOtherExpression = isOtherExpression
  }

  init(_ reference: Reference, demand: Demand, own: OwnWords) {
    let said = Self.cues(saidBy: reference, own: own)
    cues = demand.cues.indices.filter { said.names.contains(demand.cues[$0].name) }
    let asked = Set(demand.cues.filter(\.isExpression).map(\.name))
    isOtherExpression =
      !asked.isEmpty && !said.expressions.isEmpty && said.expressions.isDisjoint(with: asked)
  }

  /// The cues that the words of a picture name, tags of `own` among them, and which are expressions.
  static func cues(
    saidBy reference: Reference, own: OwnWords? = nil, words: DemandWords = .standard
  ) -> (names: Set<String>, expressions: Set<String>) {
    var names: Set<String> = []
    var expressions: Set<String> = []
    for text in texts(of: reference) {
      let matches = words.phrases.matches(in: text)
      let denied = words.negations.denied(matches, in: text)
      for (match, isDenied) in zip(matches, denied) where !isDenied {
        guard case .cue(let name, let isExpression) = match.meaning else { continue }
        names.insert(name)
        if isExpression { expressions.insert(name) }
      }
      for match in own?.table.matches(in: text) ?? [] {
        if case .tag(let tag) = match.meaning { names.insert(tag) }
      }
    }
    return (names, expressions)
  }

  private static func texts(of reference: Reference) -> [TokenText] {
    ([reference.caption, reference.look ?? ""] + reference.tags).filter { !$0.isEmpty }
      .map { TokenText($0) }
  }
}
