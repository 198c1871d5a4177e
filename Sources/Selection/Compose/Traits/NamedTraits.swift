internal import TroupeVocabulary

/// The traits that speak of what a prompt names: of `close-up of @kael's scar`, the trait `a scar over the left eye`. A
/// part of the body is the same in every language.
struct NamedTraits {
  private let language: LabelLanguage
  private let text: String
  private let words: Set<String>
  /// The names of its nouns in `TraitWords`.
  private let nouns: Set<String>

  init(_ prompt: ParsedPrompt) {
    language = LabelLanguage(of: prompt)
    text = prompt.textWithoutMentions
    let clauses = ClauseTokens(prompt)
    words = Set(Self.content(clauses, language))
    let known = TraitWords.of(language).nouns.filter { _, phrases in
      clauses.tokens.indices.contains { index in
        phrases.contains { $0.length(in: clauses.tokens, from: index) != nil }
      }
    }
    nouns = Set(known.keys)
  }

  /// Those of `traits`.
  func among(_ traits: [String]) -> [String] {
    let lexicon = Lexicon.reading([text] + traits)
    func parts(_ text: String) -> Set<String> {
      Set(TokenizedText(text).hashes.compactMap { lexicon.partGroups[$0] })
    }
    let shown = parts(text)
    return traits.filter { trait in
      !shown.isDisjoint(with: parts(trait))
        || !nouns.isDisjoint(with: TraitMeaning(trait, language: language).nouns)
        || Self.content(ClauseTokens(trait), language).contains { word in
          words.contains { OwnWords.areAlike($0, word) }
        }
    }
  }

  /// The words of a text without small ones and those for colors and the like; in Chinese and Japanese, what stands
  /// together, by pairs of characters.
  static func content(_ clauses: ClauseTokens, _ language: LabelLanguage) -> [String] {
    let tokens = clauses.tokens
    let known = TraitWords.of(language)
    let phrases = LabelPhrases.of(language)
    let small = known.own + known.fill + known.wear + known.link + known.stops + known.and
    let skipped = Set(phrases.possessive)
    var content: [String] = []
    var last: Int?
    var index = 0
    while index < tokens.count {
      let value = known.value { $0.length(in: tokens, from: index) }?.length
      let length = value ?? small.compactMap { $0.length(in: tokens, from: index) }.max()
      let text = tokens[index].text
      guard length == nil, !text.isEmpty, !skipped.contains(text) else {
        index += max(1, length ?? 1)
        continue
      }
      if !text.beginsWithIdeograph {
        content.append(text)
      } else if let last, last == index - 1, !tokens[index].startsClause {
        content.append(tokens[last].text + text)
      }
      last = text.beginsWithIdeograph ? index : nil
      index += 1
    }
    return content
  }
}
