internal import TroupeVocabulary

/// The phrases that mean something for one asset alone: its looks, its tags, views without a standard
/// name.
struct AssetLexicon {
  /// What a phrase asks for.
  enum Meaning: Hashable, Sendable {
    case view(View)
    case look(String)
    case tag(String)

    /// Whether it tells of a time of day, which is that of the whole picture.
    var isTime: Bool {
      if case .tag(let tag) = self { TimeOfDay(rawValue: tag) != nil } else { false }
    }

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
  ///   - namedLooks: the looks that the asset has; their tags ask for them too.
  ///   - shownLooks: the distinct looks of `references`.
  ///   - isPlace: whether it is a place, which has angles and times of day.
  init(
    _ references: [Reference], views: [View?], namedLooks: [Look], shownLooks: [String?],
    isPlace: Bool = false, standard: Lexicon
  ) {
    var phrases = PhraseTable<Meaning>()
    var tags: Set<String> = []
    for index in references.indices {
      for tag in references[index].tags { tags.insert(tag) }
    }
    for (tag, look) in Self.lookTags(references, shownLooks) {
      phrases.add(tag, .look(look))
      tags.remove(tag)
    }
    if isPlace {
      for one in standard.ofPlaces { phrases.add(one.phrase, one.meaning) }
      tags.subtract(TimeOfDay.allCases.map(\.rawValue))
    }
    for look in namedLooks { for tag in look.tags { phrases.add(tag, .look(look.name)) } }
    for name in Set(namedLooks.map(\.name) + shownLooks.compactMap(\.self)).sorted() {
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
  private static func lookTags(
    _ references: [Reference], _ looks: [String?]
  ) -> [(String, String)] {
    guard looks.count > 1 else { return [] }
    return looks.compactMap(\.self).sorted().flatMap { look in
      tags(ofAll: look, references).sorted().filter { tag in
        !tag.contains("|")
          && !references.indices.contains {
            references[$0].look != look && references[$0].tags.contains(tag)
          }
      }.map { ($0, look) }
    }
  }

  /// Tags that every picture of `look` has.
  private static func tags(ofAll look: String, _ references: [Reference]) -> Set<String> {
    var common: Set<String>?
    for index in references.indices where references[index].look == look {
      let tags = references[index].tags
      common = common.map { $0.intersection(tags) } ?? Set(tags)
      if common?.isEmpty == true { break }
    }
    return common ?? []
  }
}
