internal import TroupeVocabulary

/// One thing to be shown of an asset; each is worth its weight once, as well as the best picture
/// covers it.
enum Facet: Hashable, Sendable {
  /// The asset at all.
  case any
  /// A view.
  case view(View)
  /// A look that was asked for; `nil` is the usual one, asked for beside others.
  case look(String?)
  /// What the prompt says of the asset, by its place among the demand's cues.
  case cue(Int)
}
