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
    let words = NamedThings(
      reader.signs(of: [reference], at: 0, PictureSide(reference.view)), lexicon.phrases.meanings,
      own?.phrases.meanings ?? [])
    self.init(view: reference.view, words)
  }

  /// A picture with this view whose words name `things`.
  init(view: View?, _ things: NamedThings) {
    expressions = things.expressions
    postures = things.postures
    cues = things.cues
    self.view = view
    var views: Set<View> = []
    for direction in things.directions {
      switch direction {
      case .view(let view): views.insert(view)
      case .side(let side):
        guard self.view == .profile || self.view == nil else { continue }
        if self.view == .profile || views.contains(.profile) { self.view = side }
      }
    }
    if self.view == nil, views.count == 1 { self.view = views.first }
    if self.view == .expression, things.isCalm, expressions.isEmpty { self.view = .face }
  }
}

/// What the words of a picture name, whatever its view; the same for many pictures.
struct NamedThings {
  /// As of a nature.
  private(set) var expressions: Set<String> = []
  private(set) var postures: Set<String> = []
  private(set) var cues: Set<String> = []
  private(set) var isCalm = false
  /// What it says of the view, in order.
  private(set) var directions: [Direction] = []

  enum Direction {
    case view(View)
    /// The profile of the side of the subject that is seen.
    case side(View)
  }

  /// What `signs` name, by their numbers among `meanings` and an asset's `own`.
  init(_ signs: [PictureSign], _ meanings: [Lexicon.Meaning], _ own: [AssetLexicon.Meaning]) {
    for sign in signs {
      switch sign {
      case .phrase(let number):
        switch meanings[number] {
        case .cue(let name, let isExpression):
          cues.insert(name)
          if !isExpression {
            postures.insert(name)
          } else if PictureNature.calm.contains(name) {
            isCalm = true
          } else {
            expressions.insert(name)
          }
        case .view(let view): directions.append(.view(view))
        case .close: directions.append(.view(.face))
        default: break
        }
      case .own(let number):
        if case .tag(let tag) = own[number] { cues.insert(tag) }
      case .left: directions.append(.side(.profileLeft))
      case .right: directions.append(.side(.profileRight))
      }
    }
  }
}
