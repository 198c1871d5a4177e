internal import TroupeVocabulary

/// A noun in a prompt with what is said of it directly before and after.
struct NounPlace {
  /// Words of a clause on either side in which a verb is looked for.
  private static let reach = 12

  /// That of the noun in `TraitWords`.
  let name: String?
  let noun: Range<Int>
  private let tokens: [ClauseTokens.Token]
  private let words: TraitWords
  /// From the first word that belongs to it to the last.
  private(set) var range: Range<Int>
  private(set) var values: TraitMeaning.Values = [:]
  /// Whether someone is said to own it, to wear it or to change it.
  private(set) var isAttributed: Bool
  private(set) var isRemoved = false
  /// Whether it is said to be hers or his.
  private(set) var isOfSomeone = false
  /// Whether another is put in its place, so that it is worn now.
  private(set) var isExchanged = false
  /// Whether it is said to be worn or had.
  private(set) var isWorn = false
  /// Whether someone is given it to wear: it is then another than before.
  private(set) var isDressed = false
  /// Whether a verb gives it a value.
  private(set) var isGivenValue = false
  /// Whether its values are said to be so no longer.
  private(set) var isDenied = false
  /// What the noun itself says of hair; `nil` where it names none.
  private let hair: TraitMeaning.Values?

  /// - Parameters:
  ///   - isOwn: whether all of the text is about the one who has it.
  ///   - name: that of the noun in `TraitWords`.
  init(
    _ noun: Range<Int>, _ clauses: ClauseTokens, _ words: TraitWords, isOwn: Bool = false,
    name: String? = nil
  ) {
    self.name = name
    hair = name.flatMap { $0 == "hair" ? [:] : Hairstyle.nouns[$0] }
    let before = noun.lowerBound - 1
    isAttributed =
      isOwn
      || before >= 0 && !clauses.tokens[noun.lowerBound].startsClause
        && clauses.tokens[before].mention != nil
    self.noun = noun
    self.tokens = clauses.tokens
    self.words = words
    range = noun
    readBefore()
    readAfter()
    if let hair, let name {
      values = Hairstyle.values(values.merging(hair) { $0.union($1) }, of: [name])
    }
    guard let change = changeInClause else { return }
    isAttributed = true
    isGivenValue = !values.isEmpty
    range = min(range.lowerBound, change.lowerBound)..<max(range.upperBound, change.upperBound)
  }

  private mutating func readBefore() {
    var start = noun.lowerBound
    // Words that are not known may stand before the noun: `an oversized charcoal suit`.
    var unknown = tokens[noun.lowerBound].text.first?.isIdeographic ?? false ? 0 : 2
    while start > 0, !tokens[start].startsClause {
      if let length = longest(words.remove, to: start) {
        isRemoved = !isNegated(before: start - length)
        range = start - length..<range.upperBound
        return
      }
      if let value = value({ $0.length(in: tokens, to: start) }) {
        values.merge(value.meanings) { $0.union($1) }
        if tokens[noun.lowerBound].text.beginsWithIdeograph { attribute(value.meanings) }
        start -= value.length
      } else if let length = longest(words.and, to: start), start < noun.lowerBound,
        value({ $0.length(in: tokens, to: start - length) }) != nil
      {
        // `long and gray hair`
        start -= length
      } else if let length = longest(words.own, to: start) {
        isAttributed = true
        isOfSomeone = longest(words.its, to: start) == nil
        start -= length
        unknown = 0
      } else if tokens[start - 1].mention != nil {
        if let length = longest(words.dress, to: start - 1) {
          // `give @kael a hat`
          (isWorn, isAttributed, isDressed) = (true, true, true)
          range = start - 1 - length..<range.upperBound
          return
        }
        // `take off @kael's scarf`
        guard let length = longest(words.remove, to: start - 1) else {
          return readSplit(before: start - 1)
        }
        isRemoved = !isNegated(before: start - 1 - length)
        range = start - 1 - length..<range.upperBound
        return
      } else if let length = longest(words.fill, to: start),
        longest(words.wear, to: start) ?? 0 <= length
      {
        start -= length
        unknown = 0
      } else if let length = longest(words.dress, to: start), let end = dressedOn {
        // `put a hat on @kael`
        (isWorn, isAttributed, isDressed) = (true, true, true)
        range = start - length..<end
        return
      } else if let length = longest(words.wear, to: start) {
        isWorn = !isNegated(before: start - length)
        isAttributed = isAttributed || isWorn
        range = start - length..<range.upperBound
        return readSplit(before: start)
      } else if unknown > 0, tokens[start - 1].mention == nil,
        longest(words.stops, to: start) == nil,
        longest(words.split.compactMap(\.first), to: start) == nil
      {
        start -= 1
        unknown -= 1
        continue
      } else {
        break
      }
      range = start..<range.upperBound
    }
    readSplit(before: start)
  }

  /// Verbs around the noun: `takes her glasses off`, `change the coat of @kael to a dress`.
  private mutating func readSplit(before start: Int) {
    var end = afterOwner
    // `шарф @kael`
    if end < tokens.count, tokens[end].mention != nil, !startsClause(end) { end += 1 }
    for pair in words.split where pair.count == 2 {
      guard let first = pair[0].length(in: tokens, to: start),
        let second = pair[1].length(in: tokens, from: end), start < tokens.count,
        !tokens[start].startsClause, !startsClause(end)
      else { continue }
      isRemoved = !isNegated(before: start - first)
      isExchanged = isRemoved && longest(words.removeAfter, from: end) == nil
      range = start - first..<end + second
    }
  }

  /// Past the name of the one on whom the noun is put; `nil` where there is none.
  private var dressedOn: Int? {
    let end = noun.upperBound
    guard end < tokens.count, !startsClause(end), let length = longest(words.dressOn, from: end),
      end + length < tokens.count, tokens[end + length].mention != nil
    else { return nil }
    return end + length + 1
  }

  /// Past the noun and its owner: `the scarf of @kael`.
  private var afterOwner: Int {
    let end = noun.upperBound
    let isOwned =
      end + 1 < tokens.count && !startsClause(end) && tokens[end + 1].mention != nil
      && tokens[end].mention == nil && longest(words.and, from: end) == nil
    return isOwned ? end + 2 : end
  }

  /// Where it is exchanged for another: `眼鏡をサングラスに変えて`.
  private var exchange: Range<Int>? {
    guard !words.exchangeAfter.isEmpty else { return nil }
    var isOther = false
    for index in noun.upperBound..<min(tokens.count, noun.upperBound + Self.reach) {
      guard !tokens[index].startsClause, tokens[index].mention == nil else { return nil }
      if let length = longest(words.exchangeAfter, from: index) {
        return isOther ? range.lowerBound..<index + length : nil
      }
      isOther = isOther || isOtherNoun(at: index)
    }
    return nil
  }

  private mutating func readAfter() {
    if let exchange {
      (isRemoved, range) = (true, exchange)
      return
    }
    var end = afterOwner
    // `scarf: blue`
    if end < tokens.count, tokens[end].before == .colon,
      let value = value({ $0.length(in: tokens, from: end) })
    {
      values.merge(value.meanings) { $0.union($1) }
      isAttributed = true
      end += value.length
      range = range.lowerBound..<end
    }
    while end < tokens.count, !startsClause(end) {
      if longest(words.wearAfter, from: end) != nil {
        (isWorn, isAttributed) = (true, true)
        return
      }
      if let length = longest(words.removeAfter, from: end), !isStyle(at: end) {
        isRemoved = true
        range = range.lowerBound..<end + length
        return
      }
      if let value = value({ $0.length(in: tokens, from: end) }) {
        // `mit offenem Haar in gelbem Mantel`
        if end > range.upperBound, isOtherNoun(at: end + value.length) { return }
        values.merge(value.meanings) { $0.union($1) }
        attribute(value.meanings)
        end += value.length
        range = range.lowerBound..<end
      } else if let length = longest(words.and, from: end), end == range.upperBound,
        end > noun.upperBound,
        value({ $0.length(in: tokens, from: end + length) }) != nil
      {
        // `cheveux longs et gris`
        end += length
      } else if let length = longest(words.change, from: end) {
        isAttributed = true
        end += length
      } else if let length = longest(words.link, from: end) {
        isDenied = isDenied || longest(words.never, to: end + length) != nil
        end += length
      } else if let length = longest(words.never, from: end) {
        isDenied = true
        end += length
      } else {
        return
      }
    }
  }

  private func isOtherNoun(at index: Int) -> Bool {
    guard index < tokens.count, !startsClause(index) else { return false }
    return words.nouns(at: index, in: tokens).contains { Hairstyle.nouns[$0] == nil }
  }

  /// How hair is worn says nothing of another noun, and its words may dress it: `披着`.
  private func value(_ length: (WordPhrase) -> Int?) -> (
    length: Int, meanings: TraitMeaning.Values
  )? {
    guard let found = words.value(length) else { return nil }
    return hair == nil && Set(found.meanings.keys) == [Hairstyle.category] ? nil : found
  }

  private func isStyle(at index: Int) -> Bool {
    hair != nil
      && value { $0.length(in: tokens, from: index) }?.meanings[Hairstyle.category] != nil
  }

  /// Hair that is said to be worn so is that of the one spoken of: `hair down`, `hair slicked back`.
  private mutating func attribute(_ meanings: TraitMeaning.Values) {
    if hair != nil, meanings[Hairstyle.category] != nil { isAttributed = true }
  }

  /// What gives a new value anywhere in the clause.
  private var changeInClause: Range<Int>? {
    var start = noun.lowerBound
    // The last mention before it may be its owner: `dye @kael's scarf blue`.
    while start > 0, noun.lowerBound - start < Self.reach, !tokens[start].startsClause,
      tokens[start].mention == nil || isOwner(start)
    { start -= 1 }
    var end = noun.upperBound
    while end < tokens.count, end - noun.upperBound < Self.reach, !startsClause(end),
      tokens[end].mention == nil
    { end += 1 }
    for index in start..<end {
      guard let length = longest(words.change, from: index), index + length <= end else { continue }
      return isNegated(before: index) ? nil : index..<index + length
    }
    return nil
  }

  /// Whether the mention at `index` names who has the noun.
  private func isOwner(_ index: Int) -> Bool {
    (index + 1..<noun.lowerBound).allSatisfy { between in
      (words.own + words.fill).contains { $0.length(in: tokens, from: between) == 1 }
    }
  }

  private func startsClause(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].startsClause
  }

  private func isNegated(before index: Int) -> Bool {
    index < tokens.count && index > 0 && !tokens[index].startsClause
      && longest(words.never, to: index) != nil
  }

  private func longest(_ phrases: [WordPhrase], to end: Int) -> Int? {
    phrases.compactMap { $0.length(in: tokens, to: end) }.max()
  }

  private func longest(_ phrases: [WordPhrase], from start: Int) -> Int? {
    phrases.compactMap { $0.length(in: tokens, from: start) }.max()
  }
}
