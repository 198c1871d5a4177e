internal import TroupeVocabulary

/// What a picture shows besides a view of its asset, by its view and its words.
struct PictureNature: Hashable, Sendable {
  /// The expressions that it shows, but for calm ones.
  var expressions: Set<String> = []
  var postures: Set<String> = []
  /// All cues that its words name, tags of the asset among them.
  var cues: Set<String> = []
  /// Its view as its words make it: a left profile, or the view that a picture without one names.
  var view: View?

  /// A picture of nothing but a view.
  init(view: View?) { self.view = view }

  /// The expressions that no request needs to ask for.
  static let calm: Set<String> = ["calm"]

  init(_ reference: Reference, own: AssetLexicon?, lexicon: Lexicon) {
    self.init(view: reference.view)
    var views: Set<View> = []
    var isCalm = false
    for text in Self.texts(of: reference) {
      let matches = lexicon.phrases.matches(in: text)
      let denied = Self.denials(of: matches, in: text, lexicon)
      for (match, denial) in zip(matches, denied) where denial == nil {
        switch match.meaning {
        case .cue(let name, let isExpression):
          cues.insert(name)
          if !isExpression {
            postures.insert(name)
          } else if Self.calm.contains(name) {
            isCalm = true
          } else {
            expressions.insert(name)
          }
        case .view(let view): views.insert(view)
        case .close: views.insert(.face)
        default: break
        }
      }
      for match in own?.phrases.matches(in: text) ?? [] {
        if case .tag(let tag) = match.meaning { cues.insert(tag) }
      }
      if view == .profile || view == nil, let side = lexicon.side(in: text) {
        if view == .profile || views.contains(.profile) { view = side }
      }
    }
    if view == nil, views.count == 1 { view = views.first }
    if view == .expression, isCalm, expressions.isEmpty { view = .face }
  }

  /// For each match the phrase of a caption that denies it, as in `not smiling`.
  private static func denials(
    of matches: [PhraseTable<Lexicon.Meaning>.Match], in text: TokenizedText, _ lexicon: Lexicon
  ) -> [String?] {
    let denies =
      !matches.isEmpty
      && !(lexicon.denials.matches(in: text).isEmpty
        && lexicon.denialsAfter.matches(in: text).isEmpty)
    guard denies else { return Array(repeating: nil, count: matches.count) }
    let words = text.tokens.map { token in
      PromptWord(hash: token.hash, breakBefore: token.breakBefore, text: "", mention: nil)
    }
    let clauses = Clauses(
      words, lexicon: lexicon, phrases: [], isSubject: { _ in false }, isCharacter: { _ in false })
    return Denials(clauses).denials(of: matches.map(\.range))
  }

  private static func texts(of reference: Reference) -> [TokenizedText] {
    ([reference.caption, reference.look ?? ""] + reference.tags).filter { !$0.isEmpty }
      .map { TokenizedText($0) }
  }
}

extension Lexicon {
  /// The side of the subject that `text` names.
  fileprivate func side(in text: TokenizedText) -> View? {
    let isLeft = text.hashes.contains { classes(of: $0).contains(.left) }
    let isRight = text.hashes.contains { classes(of: $0).contains(.right) }
    return isLeft == isRight ? nil : isLeft ? .profileLeft : .profileRight
  }
}
