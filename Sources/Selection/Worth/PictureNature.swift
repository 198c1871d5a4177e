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
    var reader = SignReader(lexicon: lexicon, own: own?.phrases)
    self.init(
      view: reference.view, signs: reader.signs(of: [reference], at: 0), lexicon.phrases.meanings,
      own?.phrases.meanings ?? [])
  }

  /// A picture with this view whose words name `signs`, by their numbers among `meanings` and an asset's `own`.
  init(
    view: View?, signs: [PictureSign], _ meanings: [Lexicon.Meaning],
    _ own: [AssetLexicon.Meaning]
  ) {
    self.init(view: view)
    var views: Set<View> = []
    var isCalm = false
    for sign in signs {
      switch sign {
      case .phrase(let number):
        switch meanings[number] {
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
      case .own(let number):
        if case .tag(let tag) = own[number] { cues.insert(tag) }
      case .left, .right:
        guard self.view == .profile || self.view == nil else { continue }
        if self.view == .profile || views.contains(.profile) {
          self.view = sign == .left ? .profileLeft : .profileRight
        }
      }
    }
    if self.view == nil, views.count == 1 { self.view = views.first }
    if self.view == .expression, isCalm, expressions.isEmpty { self.view = .face }
  }
}
