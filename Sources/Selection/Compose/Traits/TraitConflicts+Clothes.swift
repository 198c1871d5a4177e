internal import TroupeVocabulary

/// What a prompt says that someone wears.
extension TraitConflicts {
  /// The words for a long dress that hides what `trait` tells of the legs.
  func skirt(over trait: String, of handle: Handle) -> String? {
    let own = ClauseTokens(trait).tokens
    // A few words hardly tell their language.
    let isHidden = LabelLanguage.allCases.contains { language in
      own.indices.contains { index in
        TraitWords.of(language).underSkirts.contains { $0.length(in: own, from: index) != nil }
      }
    }
    guard isHidden else { return nil }
    for index in tokens.indices where subjects[index].contains(handle) {
      for place in places(of: ["dress", "skirt", "outfit", "formalwear"], at: index, handle)
      where (place.isWorn || isDescription) && place.isLong {
        return quote(place.range)
      }
    }
    return nil
  }

  /// Whether `text` says something of clothes.
  func isAboutClothes(_ text: String) -> Bool {
    !TraitMeaning(text, language: language).nouns.isDisjoint(with: Clothing.nouns)
  }

  /// The words that dress the asset called `handle` from head to foot in something that `text` does not name.
  func outfit(besides text: String, of handle: Handle) -> String? {
    let named = TraitMeaning(text, language: language).nouns
    return worn(Clothing.outfits.subtracting(named), by: handle)
  }

  /// The words that dress the asset called `handle` in what is worn in place of the clothes that `text` names.
  func clothes(inPlaceOf text: String, of handle: Handle) -> String? {
    let named = Clothing.named(TraitMeaning(text, language: language).nouns)
    guard !named.isEmpty, !isRepeated(text, handle) else { return nil }
    let outfits = named.isSubset(of: Clothing.outfits) ? otherOutfits(than: text) : []
    return worn(Clothing.others(than: named), or: outfits, by: handle) ?? dressed(named, handle)
  }

  /// The words that put another of what `named` names on the asset called `handle`.
  private func dressed(_ named: Set<String>, _ handle: Handle) -> String? {
    for index in indices(of: handle) {
      let places = places(of: named.intersection(Clothing.nouns), at: index, handle)
      if let place = places.first(where: { $0.isDressed && !$0.isRemoved }) {
        return quote(place.range)
      }
    }
    return nil
  }

  /// Whether the prompt names what `text` does, with a value of it: `in pajamas, red scarf around her neck`.
  private func isRepeated(_ text: String, _ handle: Handle) -> Bool {
    let meaning = TraitMeaning(text, language: language)
    return !isDescription
      && indices(of: handle).contains { index in
        places(of: meaning.nouns.intersection(Clothing.nouns), at: index, handle).contains {
          $0.repeats(meaning.values)
        }
      }
  }

  /// Words for clothes from head to foot that `text`, of the same language, does not have.
  private func otherOutfits(than text: String) -> [WordPhrase] {
    guard LabelLanguage(of: text).listed == language.listed else { return [] }
    let own = ClauseTokens(text).tokens
    return (words.nouns["outfit"] ?? []).filter { phrase in
      !own.indices.contains { phrase.length(in: own, from: $0) != nil }
    }
  }

  private func worn(
    _ nouns: Set<String>, or others: [WordPhrase] = [], by handle: Handle
  ) -> String? {
    let phrases = nouns.flatMap { words.nouns[$0] ?? [] } + others
    for index in tokens.indices where subjects[index].contains(handle) {
      guard let length = phrases.compactMap({ $0.length(in: tokens, from: index) }).max() else {
        continue
      }
      let place = NounPlace(index..<index + length, clauses, words, isOwn: isDescription)
      if place.isWorn || isDescription || isWornToo(place), !place.isRemoved {
        return quote(place.range)
      }
      if place.isExchanged { return quote(place.range) }
    }
    return nil
  }

  /// Whether it is joined to something that is worn: `in a red scarf and sunglasses`.
  func isWornToo(_ place: NounPlace) -> Bool {
    guard let and = longest(words.and, to: place.range.lowerBound) else { return false }
    var end = place.range.lowerBound - and
    while end > 0, let value = words.value({ $0.length(in: tokens, to: end) }) {
      end -= value.length
    }
    if end > 0, tokens[end - 1].mention != nil { return longest(words.wear, to: end - 1) != nil }
    return Clothing.nouns.contains { noun in
      (words.nouns[noun] ?? []).contains { phrase in
        guard let length = phrase.length(in: tokens, to: end) else { return false }
        return NounPlace(end - length..<end, clauses, words).isWorn
      }
    }
  }
}
