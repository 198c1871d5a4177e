internal import TroupeVocabulary

/// The phrases that mean something for one asset alone: its looks, its tags, views without a standard
/// name.
struct AssetLexicon {
  /// What a phrase asks for.
  enum Meaning: Hashable, Sendable {
    case view(View)
    case look(String)
    case tag(String)

    /// Whether it tells of a mood or an act.
    var isFeeling: Bool {
      if case .tag = self { true } else { false }
    }
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
    standard: Lexicon
  ) {
    var phrases = PhraseTable<Meaning>()
    var tags: Set<String> = []
    for reference in references where !reference.tags.isEmpty { tags.formUnion(reference.tags) }
    for (tag, look) in Self.lookTags(references) {
      phrases.add(tag, .look(look))
      tags.remove(tag)
    }
    for name in Set(namedLooks + shownLooks.compactMap(\.self)).sorted() {
      let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
      phrases.add(words, .look(name))
    }
    let ownViews = Set(views.compactMap(\.self)).subtracting(View.named)
    for view in ownViews.sorted(by: { $0.rawValue < $1.rawValue }) {
      phrases.add(view.rawValue, .view(view))
    }
    for tag in tags.sorted()
    where !tag.contains("|")
      && !TokenizedText(tag).hashes.contains(where: { standard.partGroups[$0] != nil })
      && standard.phrases.matches(in: TokenizedText(tag)).isEmpty
    {
      phrases.add(tag, .tag(tag.foldedKey))
    }
    self.phrases = phrases
  }

  /// Tags that every picture of one look has, and no other picture: they name the look.
  private static func lookTags(_ references: [Reference]) -> [(String, String)] {
    let byLook = Dictionary(grouping: references.indices) { references[$0].look ?? "" }
    guard byLook.count > 1 else { return [] }
    return byLook.filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }.flatMap { look, pictures in
      let first = Set(references[pictures[0]].tags)
      let own =
        first.isEmpty
        ? first : pictures.dropFirst().reduce(first) { $0.intersection(references[$1].tags) }
      return own.sorted().filter { tag in
        !tag.contains("|")
          && byLook.allSatisfy {
            $0.key == look || !$0.value.contains { references[$0].tags.contains(tag) }
          }
      }.map { ($0, look) }
    }
  }
}
