internal import TroupeVocabulary

/// That someone is shown at another age than the usual one, by the prompt or in a look.
struct AgeChange {
  /// What says so, and with which words.
  let source: String
  let words: String
  private let group: AgeGroup
  private let own: AgeGroup?
  private let years: Int?
  /// Whether no age that a description states holds.
  private let isShifted: Bool
  /// Other ages at which it is shown as well.
  private(set) var others: [AgeChange] = []
  private let language: LabelLanguage
  /// That of its usual description.
  private let description: LabelLanguage

  /// `nil` where `asset` is of that age anyway.
  /// - Parameter language: that of `stated`.
  init?(
    of asset: Asset, _ stated: (age: StatedAge, words: String), in language: LabelLanguage,
    source: String
  ) {
    self.language = language
    let facts = [asset.description] + asset.traits
    let description = LabelLanguage(of: facts.joined(separator: ". "))
    let age = facts.lazy.compactMap { Self.age(of: $0, or: description) }.first
    self.description = description
    own = age?.group
    group = stated.age.group(of: age)
    (words, self.source) = (stated.words, source)
    (years, isShifted) = (stated.age.years, stated.age.shift != nil)
    let isOther = isShifted || years != nil && age?.years != nil && years != age?.years
    if own == group, !isOther || age == nil { return nil }
    if stated.age.isEpithet, !Self.isFar(group, from: own) { return nil }
  }

  /// Whether `young` or `old` before a name changes something: who is in her thirties may be called either.
  private static func isFar(_ group: AgeGroup, from own: AgeGroup?) -> Bool {
    switch group {
    case .old: own != .adult
    case .child, .teen: own?.isGrown ?? true
    case .young, .adult: own == .old
    }
  }

  /// With other ages at which the same one is shown in the same picture.
  func with(_ others: some Sequence<AgeChange>) -> AgeChange {
    var change = self
    change.others = Array(others)
    return change
  }

  /// That by the look: where its description says how old its asset is.
  init?(of asset: Asset, look: Look) {
    let age = ([look.description] + look.traits).lazy.compactMap { Self.age(of: $0) }.first
    guard let age else { return nil }
    self.init(
      of: asset, (age, look.name), in: LabelLanguage(of: look.description), source: "the look")
  }

  /// - Parameter language: that of the whole of which `text` is a part: few words hardly tell theirs.
  private static func age(of text: String, or language: LabelLanguage? = nil) -> StatedAge? {
    let clauses = ClauseTokens(text)
    return [LabelLanguage(of: text), language].compactMap(\.self).lazy.compactMap { language in
      let words = TraitWords.of(language)
      return StatedAge.all(in: clauses, words.ages, words).first
    }.first
  }

  /// Whether a child is shown grown up, or a grown person as a child: then nothing of the description holds.
  var isOfAnotherBody: Bool {
    own?.isGrown ?? true != group.isGrown || others.contains(where: \.isOfAnotherBody)
  }

  /// Whether what `fact` says does not hold at that age.
  func contradicts(_ fact: String) -> Bool {
    contradictsAlone(fact) || others.contains { $0.contradictsAlone(fact) }
  }

  private func contradictsAlone(_ fact: String) -> Bool {
    let words = TraitWords.of(LabelLanguage(of: fact))
    let tokens = ClauseTokens(fact).tokens
    if let age = Self.age(of: fact, or: description) {
      return isShifted || age.group != group
        || years != nil && age.years != nil && years != age.years
    }
    if group != .old,
      tokens.indices.contains(where: { index in
        words.aging.contains { $0.length(in: tokens, from: index) != nil }
      })
    {
      return true
    }
    let meaning = TraitMeaning(fact, language: language)
    if isOfAnotherBody, !meaning.nouns.isDisjoint(with: Self.grown) { return true }
    guard !meaning.nouns.isDisjoint(with: ["hair", "beard", "mustache"]),
      let colors = meaning.values["color"]
    else { return false }
    let isGray = !colors.isDisjoint(with: ["gray", "white"])
    return group == .old ? !isGray : isGray && own ?? .old == .old
  }

  private static let grown = Clothing.nouns.union(["beard", "mustache", "glasses"])
}
