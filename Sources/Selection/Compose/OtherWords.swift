internal import TroupeVocabulary

/// The words of one language for people besides the cast, arranged once.
struct OtherWords: Sendable {
  let others: PhraseIndex<Void>
  /// The same one by one.
  let phrases: [WordPhrase]
  /// Phrases with such a word for something else.
  let compounds: PhraseIndex<Void>
  let same: [WordPhrase]
  let like: [WordPhrase]
  let likeAfter: PhraseIndex<Void>

  private init(_ phrases: LabelPhrases) {
    self.phrases = phrases.others.map { WordPhrase($0) }
    others = Self.index(phrases.others)
    compounds = Self.index(phrases.notOthers)
    same = phrases.cast.same.map { WordPhrase($0) }
    like = phrases.cast.like.map { WordPhrase($0) }
    likeAfter = Self.index(phrases.cast.likeAfter)
  }

  private static func index(_ texts: [String]) -> PhraseIndex<Void> {
    PhraseIndex(texts.map { (name: (), phrase: WordPhrase($0)) })
  }

  private static let all = LabelPhrases.all.mapValues { OtherWords($0) }

  static func of(_ language: LabelLanguage) -> OtherWords {
    all[language] ?? OtherWords(LabelPhrases())
  }
}

extension PhraseIndex<Void> {
  /// The length of the longest phrase that `tokens` have at `start`.
  func longest(in tokens: [ClauseTokens.Token], from start: Int) -> Int? {
    guard tokens.indices.contains(start) else { return nil }
    return matches(tokens, from: start).map(\.length).max()
  }
}
