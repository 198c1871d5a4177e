internal import TroupeVocabulary

/// What a trait says, as far as a prompt can contradict it: of what, and which values.
struct TraitMeaning {
  typealias Values = [String: Set<String>]

  /// Names of nouns in `TraitWords`.
  private(set) var nouns: Set<String> = []
  /// The noun as it is written, where the words do not know it.
  private(set) var written: WordPhrase?
  private(set) var values: Values = [:]
  /// The language in which it says most; `nil` where it says nothing.
  private(set) var own: LabelLanguage?

  /// - Parameter language: that of the prompt, in which an unknown noun is looked for.
  init(_ trait: String, language: LabelLanguage) {
    let tokens = ClauseTokens(trait).tokens
    let likely = Self.best(
      of: Set([language, .english, LabelLanguage(of: trait)]), tokens, language)
    // A few words hardly tell their language: one that says much more of them may be theirs.
    var found = likely
    if found?.found.nouns.isEmpty ?? true {
      let any = Self.best(of: Set(LabelLanguage.allCases), tokens, language)
      let score = found?.found.score ?? 0
      if let any, score == 0 || any.found.score > score + 1 { found = any }
    }
    guard let best = found else { return }
    own = best.language
    nouns = best.found.nouns
    values = Hairstyle.values(best.found.values, of: nouns)
    if Hairstyle.nouns.keys.contains(where: nouns.contains) { nouns.insert("hair") }
    guard nouns.isEmpty, best.language == language else { return }
    written = Self.head(tokens, best.language, values: best.found.ranges)
  }

  private static func best(
    of languages: Set<LabelLanguage>, _ tokens: [ClauseTokens.Token], _ language: LabelLanguage
  ) -> (language: LabelLanguage, found: Found)? {
    let all = languages.map { (language: $0, found: read(tokens, .of($0))) }
    func rank(_ one: (language: LabelLanguage, found: Found)) -> (Int, Int, String) {
      (one.found.score, one.language == language ? 1 : 0, one.language.rawValue)
    }
    return all.max { rank($0) < rank($1) }
  }

  /// Under this a trait says that what its nouns name is not there: `bald`, `clean-shaven`.
  static let presence = "presence"

  private struct Found {
    var nouns: Set<String> = []
    var values: Values = [:]
    var ranges: [Range<Int>] = []

    var score: Int { 2 * nouns.count + ranges.count }
  }

  private static func read(_ tokens: [ClauseTokens.Token], _ words: TraitWords) -> Found {
    var found = Found()
    let end = stop(tokens, words)
    var carried: Set<String> = []
    var index = 0
    while index < tokens.count {
      func isHere(_ phrases: [WordPhrase]) -> Bool {
        phrases.contains { $0.length(in: tokens, from: index) != nil }
      }
      // Of `auburn hair in a loose bun`, the bun too.
      let isOfHair = found.nouns.contains("hair")
      let here = words.nouns(at: index, in: tokens)
      found.nouns.formUnion(
        here.filter { index < end || isOfHair && Hairstyle.nouns[$0] != nil })
      carried.formUnion(here.intersection(Self.carried))
      for (noun, phrases) in words.absent where isHere(phrases) {
        found.nouns.insert(noun)
        found.values[Self.presence] = ["none"]
      }
      guard let value = words.value(at: index, in: tokens) else {
        index += 1
        continue
      }
      found.values.merge(value.meanings) { $0.union($1) }
      found.ranges.append(index..<index + value.length)
      index += value.length
    }
    // `walks with a cane`
    if found.nouns.isEmpty { found.nouns = carried }
    return found
  }

  /// Names of nouns for what someone has at hand.
  private static let carried = ["cane", "bag", "umbrella", "cigarette"]

  /// Where the noun phrase at the start of a trait ends: of `a scar over the left eye`, before `over`.
  private static func stop(_ tokens: [ClauseTokens.Token], _ words: TraitWords) -> Int {
    tokens.indices.dropFirst().first { index in
      tokens[index].startsClause
        || words.stops.contains { $0.length(in: tokens, from: index) != nil }
    } ?? tokens.count
  }

  /// The noun that the trait is about, among what is left without its values.
  private static func head(
    _ tokens: [ClauseTokens.Token], _ language: LabelLanguage, values: [Range<Int>]
  ) -> WordPhrase? {
    let words = TraitWords.of(language)
    let skipped = words.own + words.fill + words.wear
    let rest = tokens[..<stop(tokens, words)].indices.filter { index in
      !values.contains { $0.contains(index) }
        && !skipped.contains { $0.length(in: tokens, from: index) != nil }
    }.map { tokens[$0].text }
    if language.isWrittenWithoutSpaces {
      return rest.count > 1 ? WordPhrase(rest.joined()) : nil
    }
    let noun = LabelPhrases.of(language).head.isLast ? rest.last : rest.first
    // A word of a letter or two is hardly a noun: of `A courier`, read as Italian, `a`.
    return noun.flatMap { $0.count > 2 ? WordPhrase($0) : nil }
  }
}
