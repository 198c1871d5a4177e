internal import TroupeVocabulary

/// What of a trait of hair still holds where a part of it is contradicted: of `auburn hair in a loose bun`, let down,
/// `auburn hair`.
struct TraitRemainder {
  private let units: [String]
  private let separator: String
  private let words: TraitWords
  /// That of the prompt, and that of the trait.
  private let language: LabelLanguage
  private let own: LabelLanguage

  /// `nil` for a trait of something else.
  /// - Parameter language: that of the prompt.
  init?(_ trait: String, language: LabelLanguage) {
    let meaning = TraitMeaning(trait, language: language)
    guard meaning.nouns.contains("hair"), let own = meaning.own else { return nil }
    (self.language, self.own) = (language, own)
    words = .of(own)
    (units, separator) =
      own.isWrittenWithoutSpaces
      ? (trait.map(String.init), "") : (trait.split(separator: " ").map(String.init), " ")
  }

  /// The longest part that says something and that `isContradicted` does not find.
  func longest(_ isContradicted: (String) -> Bool) -> String? {
    parts.sorted { $0.count > $1.count }.lazy.map(text)
      .first { saysSomething($0) && !isContradicted($0) }
  }

  /// What is left without a beginning or an end, and of words, without one in the middle.
  private var parts: [[String]] {
    units.indices.flatMap { start in
      (start + 1...units.count).flatMap { end -> [[String]] in
        let span = Array(units[start..<end])
        if cutsNounPhrase(before: end) || cutsWord(at: start) || cutsWord(at: end) { return [] }
        guard span.count > 1, !separator.isEmpty else { return [span] }
        return [span]
          + span.indices.dropFirst().dropLast().map { without in
            span.indices.filter { $0 != without }.map { span[$0] }
          }
      }
    }
  }

  /// Whether the noun of what stands before `end` follows: of `a loose bun`, the bun.
  private func cutsNounPhrase(before end: Int) -> Bool {
    guard end < units.count, LabelPhrases.of(own).head.isLast else { return false }
    let tokens = ClauseTokens(units[end]).tokens
    return !tokens.isEmpty && !separator.isEmpty
      && (words.value { $0.length(in: tokens, from: 0) } != nil
        || hair.contains { $0.length(in: tokens, from: 0) != nil })
  }

  /// Whether `place` is within a word of a script without spaces.
  private func cutsWord(at place: Int) -> Bool {
    guard separator.isEmpty else { return false }
    let tokens = ClauseTokens(units.joined()).tokens
    guard tokens.count == units.count else { return false }
    return (0..<place).contains { start in
      let noun = hair.compactMap { $0.length(in: tokens, from: start) }.max() ?? 0
      let value = words.value { $0.length(in: tokens, from: start) }?.length ?? 0
      return start + max(noun, value) > place
    }
  }

  private func text(_ part: [String]) -> String {
    let text = part.joined(separator: separator)
    let marks = text.reversed().prefix { $0.isPunctuation }.count
    let bare = String(text.dropLast(marks))
    let particle = words.particles.first { particle in
      bare.hasSuffix(particle) && isNoun(String(bare.dropLast(particle.count)))
    }
    return String(bare.dropLast(particle?.count ?? 0))
  }

  private func isNoun(_ text: String) -> Bool {
    let tokens = ClauseTokens(text).tokens
    return hair.contains { $0.length(in: tokens, to: tokens.count) != nil }
  }

  private var hair: [WordPhrase] {
    Set(Hairstyle.nouns.keys).union(["hair"]).flatMap { words.nouns[$0] ?? [] }
  }

  /// Whether it tells how the hair is, and begins and ends with words that do.
  private func saysSomething(_ text: String) -> Bool {
    let meaning = TraitMeaning(text, language: language)
    guard meaning.nouns.contains("hair"),
      meaning.values.keys.contains(where: { $0 != TraitMeaning.presence })
    else { return false }
    let tokens = ClauseTokens(text).tokens
    func tells(_ length: (WordPhrase) -> Int?) -> Bool {
      words.value(length) != nil || hair.contains { length($0) != nil }
    }
    let ends =
      separator.isEmpty ? isNoun(text) : tells { $0.length(in: tokens, to: tokens.count) }
    return ends && tells { $0.length(in: tokens, from: 0) }
  }
}
