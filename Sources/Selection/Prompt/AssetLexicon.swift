internal import TroupeVocabulary

/// The phrases that mean something for one asset alone: its looks, its tags, views without a standard
/// name.
struct AssetLexicon {
  /// What a phrase asks for.
  enum Meaning: Hashable, Sendable {
    case view(View)
    case look(String)
    case tag(String)
  }

  let phrases: PhraseTable<Meaning>

  /// The lexicon of an asset with `references`.
  ///
  /// Tags that `standard` knows are left to it: there they match every spelling of the same meaning.
  /// - Parameters:
  ///   - views: the distinct views of `references`.
  ///   - namedLooks: the looks that the asset names.
  ///   - shownLooks: the distinct looks of `references`.
  init(
    _ references: [Reference], views: [View?], namedLooks: [String], shownLooks: [String?],
    standard: Lexicon = .standard
  ) {
    var phrases = PhraseTable<Meaning>()
    var tags: Set<String> = []
    for reference in references where !reference.tags.isEmpty { tags.formUnion(reference.tags) }
    for name in Set(namedLooks + shownLooks.compactMap(\.self)).sorted() {
      let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
      phrases.add(words, .look(name))
    }
    let ownViews = Set(views.compactMap(\.self)).subtracting(View.named)
    for view in ownViews.sorted(by: { $0.rawValue < $1.rawValue }) {
      phrases.add(view.rawValue, .view(view))
    }
    for tag in tags.sorted() where standard.phrases.matches(in: TokenizedText(tag)).isEmpty {
      phrases.add(tag, .tag(tag.foldedKey))
    }
    self.phrases = phrases
  }
}
