internal import TroupeVocabulary

/// Finds what a prompt says against a trait: that the thing is taken away, that it has another color or form, or that
/// something else is worn in its place.
///
/// Only what is said of the very noun counts, with nothing between but what belongs to both. A trait that is merely
/// repeated, and what is said of others, contradict nothing.
struct TraitConflicts {
  /// That of the text.
  let language: LabelLanguage
  let words: TraitWords
  let clauses: ClauseTokens
  let subjects: [Set<Handle>]
  /// The ages at which it shows someone.
  private let ages: [StatedAge]

  var tokens: [ClauseTokens.Token] { clauses.tokens }

  /// Whether the text is a description of one asset, so that all in it is that one's.
  let isDescription: Bool
  private let isOfThings: Bool

  /// - Parameters:
  ///   - cast: the assets that are spoken of.
  ///   - isOfThings: whether they are objects, of which nothing is that someone else has.
  ///   - names: those of one word by which the prompt may speak of them again.
  init(
    _ prompt: ParsedPrompt, cast: Set<Handle>, isOfThings: Bool = false,
    names: [String: Handle] = [:]
  ) {
    isDescription = false
    self.isOfThings = isOfThings
    language = LabelLanguage(of: prompt)
    words = .of(language)
    clauses = ClauseTokens(prompt, names: names)
    ages = StatedAge.all(in: clauses, words.asAge, words, isPrompt: true)
    subjects = clauses.subjects(
      cast: cast, others: OtherWords.of(language).phrases, and: words.and,
      same: ages.map(\.range) + Hairstyle.phrases(in: clauses, words), articles: words.fill,
      with: words.with, wear: words.wear, of: words.of)
  }

  /// - Parameter description: what is said of the asset called `handle`, of a look for instance.
  init(description: String, of handle: Handle) {
    isDescription = true
    isOfThings = false
    language = LabelLanguage(of: description)
    words = .of(language)
    clauses = ClauseTokens(description)
    ages = StatedAge.all(in: clauses, words.ages, words)
    subjects = clauses.tokens.map { _ in [handle] }
  }

  /// The ages at which the asset called `handle` is shown, with the words for them.
  func ages(of handle: Handle) -> [(age: StatedAge, words: String)] {
    ages.filter { age in
      age.mention.map { $0 == handle } ?? subjects[age.range.lowerBound].contains(handle)
    }.map { ($0, quote($0.range)) }
  }

  /// The words that contradict `trait` of the asset called `handle`; `nil` where none do.
  func words(against trait: String, of handle: Handle) -> String? {
    let meaning = TraitMeaning(trait, language: language)
    if isOfThings { return denial(of: meaning, handle) ?? removal(of: trait, handle) }
    return denial(of: meaning, handle) ?? clothes(inPlaceOf: trait, of: handle)
      ?? removal(of: trait, handle) ?? skirt(over: trait, of: handle)
  }

  /// Whether the text names what `noun` does.
  func names(_ noun: String) -> Bool {
    tokens.indices.contains { index in
      (words.nouns[noun] ?? []).contains { $0.length(in: tokens, from: index) != nil }
    }
  }

  private func denial(of meaning: TraitMeaning, _ handle: Handle) -> String? {
    let isOfHair = meaning.nouns.contains("hair")
    let nouns = isOfHair ? meaning.nouns.union(Hairstyle.nouns.keys) : meaning.nouns
    var kept = meaning.values
    kept[Hairstyle.category] = isOfHair ? styles(toKeep: meaning, handle) : nil
    for index in tokens.indices where subjects[index].contains(handle) {
      let absent =
        meaning.values[TraitMeaning.presence] == nil
        ? meaning.nouns.flatMap { words.absent[$0] ?? [] } : []
      if let length = absent.compactMap({ $0.length(in: tokens, from: index) }).max(),
        !isDenied(at: index)
      {
        return quote(index..<index + length)
      }
      let alike = Clothing.alike(meaning.nouns)
      for place in places(of: alike, at: index, handle) where place.isRemoved && !isOfThings {
        return quote(place.range)
      }
      for place in places(of: nouns, or: meaning.written, at: index, handle)
      where (!place.isRemoved || place.name.map(meaning.nouns.contains) ?? true)
        && !(isOfThings && place.isOfSomeone)
      {
        if let range = place.conflict(with: kept) { return quote(range) }
      }
    }
    return nil
  }

  /// The words said of the asset called `handle`.
  func indices(of handle: Handle) -> [Int] {
    tokens.indices.filter { subjects[$0].contains(handle) }
  }

  /// Whether what `noun` names is said not to be there from the word at `index` on.
  func isAbsent(_ noun: String, at index: Int) -> Bool {
    (words.absent[noun] ?? []).contains { $0.length(in: tokens, from: index) != nil }
      && !isDenied(at: index)
  }

  func places(
    of nouns: Set<String>, or written: WordPhrase? = nil, at index: Int, _ handle: Handle
  ) -> [NounPlace] {
    let named: [(name: String?, phrase: WordPhrase)] = nouns.flatMap { noun in
      (words.nouns[noun] ?? []).map { (noun, $0) }
    }
    return (named + [written].compactMap(\.self).map { (nil, $0) }).compactMap {
      noun -> NounPlace? in
      guard let length = noun.phrase.length(in: tokens, from: index) else { return nil }
      let range = index..<index + length
      let isOwn =
        isDescription || isBare(range, nouns, handle) || isBeforeMention(range, nouns, handle)
        || isOfThings && subjects[index] == [handle]
      let place = NounPlace(range, clauses, words, isOwn: isOwn, name: noun.name)
      return !isOwn && isWornToo(place)
        ? NounPlace(range, clauses, words, isOwn: true, name: noun.name) : place
    }
  }

  /// Whether nothing goes on with the noun of `place`, as `long hair pens` does.
  private func isWhole(_ place: NounPlace) -> Bool {
    let end = place.noun.upperBound
    return end >= tokens.count || tokens[end].startsClause
      || [words.wear, words.stops, words.and].contains { longest($0, from: end) != nil }
  }

  /// Whether hair stands before the name of the one who has it: `white-haired @kael`.
  private func isBeforeMention(
    _ noun: Range<Int>, _ nouns: Set<String>, _ handle: Handle
  ) -> Bool {
    guard !nouns.isDisjoint(with: Hairstyle.own) else { return false }
    let end = noun.upperBound
    return [0, longest(words.beforeMention, from: end) ?? 0].contains { length in
      end + length < tokens.count && tokens[end + length].mention == handle
        && !tokens[end + length].startsClause
    }
  }

  /// The styles of hair that go with a trait of this `meaning`; `nil` for all: where it tells none, and where the text
  /// names the same form.
  private func styles(toKeep meaning: TraitMeaning, _ handle: Handle) -> Set<String>? {
    let forms = meaning.nouns.intersection(Hairstyle.nouns.keys)
    let isRepeated = tokens.indices.contains { index in
      subjects[index].contains(handle)
        && places(of: forms, at: index, handle).contains { !$0.isRemoved }
    }
    if isRepeated { return nil }
    // A look tells its own hair; two forms of it are not told together.
    return isDescription ? meaning.values[Hairstyle.category] : Hairstyle.kept(meaning.values)
  }

  /// Whether the prompt says how the hair of the asset called `handle` is worn, and none of `traits` says so too.
  func restyles(_ handle: Handle, unlike traits: [String]) -> Bool {
    let own = traits.compactMap {
      Hairstyle.kept(TraitMeaning($0, language: language).values)
    }
    let told = traits.map { TraitMeaning($0, language: language) }
      .filter { $0.nouns.contains("hair") }.map(\.values)
    let nouns = Set(Hairstyle.nouns.keys).union(["hair"])
    return tokens.indices.contains { index in
      guard subjects[index].contains(handle) else { return false }
      return places(of: nouns, at: index, handle).contains { place in
        let isStyled =
          !place.style.isEmpty && (place.name == "hair" || place.isWorn)
          && own.allSatisfy(place.style.isDisjoint)
        let isTold = isBeforeMention(place.noun, nouns, handle) || place.isWorn && isWhole(place)
        return isStyled
          || isTold
            && ["color", "length", "texture"].contains { category in
              let said = place.said(category)
              return !said.isEmpty && told.allSatisfy { said.isDisjoint(with: $0[category] ?? []) }
            }
      }
    }
  }

  /// Whether hair or a beard begins a clause with its color or form, so that it is that of the one spoken of: `@mira at
  /// seventy, white hair`, `@mira, cheveux longs`.
  private func isBare(_ noun: Range<Int>, _ nouns: Set<String>, _ handle: Handle) -> Bool {
    guard !nouns.isDisjoint(with: Hairstyle.own), subjects[noun.lowerBound] == [handle] else {
      return false
    }
    var start = noun.lowerBound
    while start > 0, !tokens[start].startsClause,
      let length = words.value({ $0.length(in: tokens, to: start) })?.length
        ?? longest(words.fill + words.and, to: start)
    { start -= length }
    let end = noun.upperBound
    let isAtEnd = end >= tokens.count || tokens[end].startsClause
    let isFollowed =
      !isAtEnd
      && [end, end + (longest(words.link, from: end) ?? 0)].contains { next in
        words.value { $0.length(in: tokens, from: next) } != nil
      }
    guard start == 0 || tokens[start].startsClause else { return false }
    // `Gray hair cream for @mira`
    return isFollowed || start < noun.lowerBound && (start > 0 || isAtEnd)
  }

  func longest(_ phrases: [WordPhrase], to end: Int) -> Int? {
    phrases.compactMap { $0.length(in: tokens, to: end) }.max()
  }

  func longest(_ phrases: [WordPhrase], from start: Int) -> Int? {
    phrases.compactMap { $0.length(in: tokens, from: start) }.max()
  }

  /// Words that take away what `trait` names in words that are not known.
  private func removal(of trait: String, _ handle: Handle) -> String? {
    guard !isDescription else { return nil }
    let named = NamedTraits.content(ClauseTokens(trait), language).filter { $0.count > 2 }
    for index in tokens.indices where subjects[index].contains(handle) {
      guard named.contains(where: { OwnWords.areAlike($0, tokens[index].text) }) else { continue }
      let place = NounPlace(index..<index + 1, clauses, words)
      if place.isRemoved, !(isOfThings && place.isOfSomeone) { return quote(place.range) }
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
      .isDisjoint(with: Clothing.nouns.union(["hair", "beard", "mustache", "glasses"]))
  }

  /// Whether the prompt changes what `noun` names, whatever it is like before.
  func changes(_ noun: String, of handle: Handle) -> Bool {
    tokens.indices.contains { index in
      guard subjects[index].contains(handle) else { return false }
      return isAbsent(noun, at: index)
        || (words.nouns[noun] ?? []).contains { phrase in
          phrase.length(in: tokens, from: index).map {
            NounPlace(index..<index + $0, clauses, words).isChanged
          } ?? false
        }
    }
  }

  func quote(_ range: Range<Int>) -> String {
    clauses.quote(range, possessives: words.own + words.fill)
  }

  private func isDenied(at index: Int) -> Bool {
    !tokens[index].startsClause
      && words.never.contains { $0.length(in: tokens, to: index) != nil }
  }
}
