internal import TroupeVocabulary

/// What an asset is for the words about it: of objects, places are told apart by what they are called.
enum AssetKind {
  /// `character`, `object`, `place` or `style`.
  static func name(of asset: Asset, _ phrases: LabelPhrases) -> String {
    guard asset.kind == .object else { return asset.kind.rawValue }
    let languages = [
      phrases, .of(.english), .of(LabelLanguage(of: asset.name + asset.description)),
    ]
    return languages.contains { isPlace(asset, $0) } ? "place" : "object"
  }

  private static func isPlace(_ asset: Asset, _ phrases: LabelPhrases) -> Bool {
    let places = Set(phrases.places)
    if asset.tags.contains(where: { places.contains($0.lowercased()) }) { return true }
    return [asset.name, asset.handle.text, asset.description].contains { text in
      head(of: text, phrases).contains { head in
        // Where words are written together, the last of them says what the whole is.
        places.contains(head) || phrases.isCompounding && places.contains(where: head.hasSuffix)
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
