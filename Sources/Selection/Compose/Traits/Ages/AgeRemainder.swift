internal import TroupeVocabulary

/// A part of a description without the age that it states: of `Ein Kapitän von 62 Jahren`, `Ein Kapitän`.
struct AgeRemainder {
  private let units: [String]
  private let separator: String
  private let language: LabelLanguage
  /// The places of the units that state the age.
  private let stated: Range<Int>

  /// `nil` for a part without one.
  /// - Parameter language: that of the description.
  init?(_ part: String, language: LabelLanguage) {
    self.language = language
    let words = TraitWords.of(language)
    let age = StatedAge.all(in: ClauseTokens(part), words.ages, words).first
    guard let range = age?.range else { return nil }
    (units, separator) =
      language.isWrittenWithoutSpaces
      ? (part.map(String.init), "") : (part.split(separator: " ").map(String.init), " ")
    var count = 0
    var places: [Int] = []
    for (place, unit) in units.enumerated() {
      let next = count + ClauseTokens(unit).tokens.count
      if (count..<next).overlaps(range) { places.append(place) }
      count = next
    }
    guard let first = places.first, let last = places.last else { return nil }
    stated = first..<last + 1
  }

  /// What is left; `nil` for less than two words or characters, and for what an age alone has: `her late`.
  var text: String? {
    let phrases = LabelPhrases.of(language)
    let small = Set(phrases.head.stops)
    var before = Array(units[..<stated.lowerBound])
    while let last = before.last, small.contains(last.lowercased()) { before.removeLast() }
    let rest = before + units[stated.upperBound...]
    let tokens = ClauseTokens(rest.joined(separator: separator)).tokens
    let isOwned = TraitWords.of(language).own.contains { $0.length(in: tokens, from: 0) != nil }
    return rest.count > 1 && !isOwned ? rest.joined(separator: separator) : nil
  }
}
