internal import TroupeVocabulary

/// Finds what a prompt says against a trait: that the thing is taken away, or that it has another color or form.
///
/// Only what is said of the very noun counts, with nothing between but what belongs to both. A trait that is merely
/// repeated, and what is said of others, contradict nothing.
struct TraitConflicts {
  private let language: LabelLanguage
  private let words: TraitWords
  private let clauses: ClauseTokens
  private let subjects: [Set<Handle>]

  private var tokens: [ClauseTokens.Token] { clauses.tokens }

  /// Whether the text is a description of one asset, so that all in it is that one's.
  private let isDescription: Bool

  init(_ prompt: ParsedPrompt, cast: Set<Handle>) {
    isDescription = false
    language = LabelLanguage(of: prompt)
    words = .of(language)
    clauses = ClauseTokens(prompt)
    subjects = clauses.subjects(
      cast: cast, others: LabelPhrases.of(language).others.map { WordPhrase($0) }, and: words.and)
  }

  /// - Parameter description: what is said of the asset called `handle`, of a look for instance.
  init(description: String, of handle: Handle) {
    isDescription = true
    language = LabelLanguage(of: description)
    words = .of(language)
    clauses = ClauseTokens(description)
    subjects = clauses.tokens.map { _ in [handle] }
  }

  /// The words that contradict `trait` of the asset called `handle`; `nil` where none do.
  func words(against trait: String, of handle: Handle) -> String? {
    let meaning = TraitMeaning(trait, language: language)
    for index in tokens.indices where subjects[index].contains(handle) {
      let absent =
        meaning.values[TraitMeaning.presence] == nil
        ? meaning.nouns.flatMap { words.absent[$0] ?? [] } : []
      if let length = absent.compactMap({ $0.length(in: tokens, from: index) }).max(),
        !isDenied(at: index)
      {
        return quote(index..<index + length)
      }
      for noun in meaning.nouns.flatMap({ words.nouns[$0] ?? [] })
        + [meaning.written].compactMap(\.self)
      {
        guard let length = noun.length(in: tokens, from: index) else { continue }
        let place = NounPlace(
          index..<index + length, clauses, words, isOwn: isDescription)
        if let range = place.conflict(with: meaning.values) { return quote(range) }
      }
    }
    return nil
  }

  /// Whether `trait` says something of what `noun` names.
  func isAbout(_ noun: String, _ trait: String) -> Bool {
    TraitMeaning(trait, language: language).nouns.contains(noun)
  }

  /// Whether `trait` is of hair, beard, glasses or clothes, which another age has not.
  func changesWithAge(_ trait: String) -> Bool {
    !TraitMeaning(trait, language: language).nouns
      .isDisjoint(with: TraitWords.clothes.union(["hair", "beard", "mustache", "glasses"]))
  }

  /// Whether `text` says something of clothes.
  func isAboutClothes(_ text: String) -> Bool {
    !TraitMeaning(text, language: language).nouns.isDisjoint(with: TraitWords.clothes)
  }

  /// The words that dress the asset called `handle` from head to foot in something that `text` does not name.
  func outfit(besides text: String, of handle: Handle) -> String? {
    let named = TraitMeaning(text, language: language).nouns
    let outfits = TraitWords.outfits.subtracting(named).flatMap { words.nouns[$0] ?? [] }
    for index in tokens.indices where subjects[index].contains(handle) {
      guard let length = outfits.compactMap({ $0.length(in: tokens, from: index) }).max() else {
        continue
      }
      let place = NounPlace(index..<index + length, clauses, words)
      if place.isWorn, !place.isRemoved { return quote(place.range) }
    }
    return nil
  }

  /// Whether the prompt changes what `noun` names, whatever it is like before.
  func changes(_ noun: String, of handle: Handle) -> Bool {
    tokens.indices.contains { index in
      guard subjects[index].contains(handle) else { return false }
      let isAbsent = (words.absent[noun] ?? []).contains {
        $0.length(in: tokens, from: index) != nil && !isDenied(at: index)
      }
      return isAbsent
        || (words.nouns[noun] ?? []).contains { phrase in
          phrase.length(in: tokens, from: index).map {
            NounPlace(index..<index + $0, clauses, words).isChanged
          } ?? false
        }
    }
  }

  private func quote(_ range: Range<Int>) -> String {
    clauses.quote(range, possessives: words.own + words.fill)
  }

  private func isDenied(at index: Int) -> Bool {
    !tokens[index].startsClause
      && words.never.contains { $0.length(in: tokens, to: index) != nil }
  }
}
