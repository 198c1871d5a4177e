internal import TroupeVocabulary

/// What an asset is for the words about it: among objects too, places are told apart by what they are called, and of characters,
/// animals and other creatures by what they are said to be.
enum AssetKind {
  /// `character`, `creature`, `object`, `place` or `style`.
  static func name(of asset: Asset, _ phrases: LabelPhrases) -> String {
    let languages = [
      phrases, .of(.english), .of(LabelLanguage(of: asset.name + asset.description)),
    ]
    switch asset.kind {
    case .object:
      let texts = [asset.name, asset.handle.text, asset.description]
      return languages.contains { isAmong($0.places, asset, texts, $0) } ? "place" : "object"
    case .character:
      // A name says nothing: Raven may be a woman.
      return languages.contains { isAmong($0.creatures, asset, [asset.description], $0) }
        ? "creature" : "character"
    case .style, .place: return asset.kind.rawValue
    }
  }

  /// Letters of a word at the end of a compound; in scripts without spaces one character tells.
  private static let suffix = 5

  private static func isAmong(
    _ words: [String], _ asset: Asset, _ texts: [String], _ phrases: LabelPhrases
  ) -> Bool {
    let known = Set(words)
    if asset.tags.contains(where: { known.contains($0.lowercased()) }) { return true }
    return texts.contains { text in
      head(of: text, phrases).contains { head in
        // Where words are written together, the last of them says what the whole is.
        known.contains(head)
          || phrases.isCompounding
            && known.contains { word in
              (word.beginsWithIdeograph || word.count >= suffix) && head.hasSuffix(word)
            }
      }
    }
  }

  /// The words that may be the noun that `text` is about: of `A small harbor in the north`, `harbor`.
  private static func head(of text: String, _ phrases: LabelPhrases) -> [String] {
    let clause = text.lowercased().prefix { !",.;:()，。、；：（）\n".contains($0) }
    let words = clause.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let stops = Set(phrases.head.stops)
    let articles = phrases.language.common
    // An article at the start is not where a phrase ends.
    let named = words.drop { stops.contains($0) }
    let phrase = named.prefix { !stops.contains($0) }
    if phrases.head.isLast { return phrase.last.map { [$0] } ?? [] }
    return Array(phrase.filter { !articles.contains($0) }.prefix(1)) + Array(phrase.suffix(1))
  }
}

extension LabelPhrases {
  /// Whether its nouns are written together with what tells them apart.
  fileprivate var isCompounding: Bool { head.isLast && possessive.isEmpty }
}
