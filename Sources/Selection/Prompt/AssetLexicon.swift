internal import TroupeVocabulary

/// The words that mean something for one asset alone: its looks, its tags, its own views.
struct OwnWords {
  enum Meaning: Hashable, Sendable {
    case view(View)
    case look(String)
    case tag(String)
  }

  let table: PhraseTable<Meaning>

  /// Words that the general table knows are left to it: they ask for more than the one spelling.
  init(
    _ references: [Reference], views: [View?], looks: [String], worn: [String?],
    words: DemandWords = .standard
  ) {
    var table = PhraseTable<Meaning>()
    var tags: Set<String> = []
    for reference in references where !reference.tags.isEmpty { tags.formUnion(reference.tags) }
    for name in Set(looks + worn.compactMap(\.self)).sorted() {
      let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
      table.add(words, .look(name))
    }
    let own = Set(views.compactMap(\.self)).subtracting(View.named)
    for view in own.sorted(by: { $0.rawValue < $1.rawValue }) {
      table.add(view.rawValue, .view(view))
    }
    for tag in tags.sorted() where words.phrases.matches(in: TokenText(tag)).isEmpty {
      table.add(tag, .tag(tag.foldedKey))
    }
    self.table = table
  }
}
