/// How hair is worn and cut, by the names that its values and nouns have in every language.
enum Hairstyle {
  /// Under this a text says how hair is worn.
  static let category = "style"

  /// By noun that hair has in one form, what the noun itself says.
  static let nouns: [String: TraitMeaning.Values] = [
    "bun": [category: ["bun"]], "braid": [category: ["braid"]],
    "ponytail": [category: ["ponytail"]], "dreadlocks": [category: ["dreadlocks"]],
    "bob": [category: ["bob"], "length": ["short", "medium"]], "curls": ["texture": ["curly"]],
  ]
  /// Nouns for hair, that hair has, or that are like it: what begins a clause is that of the one spoken of.
  static let own = Set(nouns.keys).union(["hair", "beard", "mustache", "eyes"])

  /// Those of long hair, which pins hold.
  static let ofLongHair: Set = ["bun", "braid", "ponytail"]
  /// By style, the others that say nothing against it.
  private static let together: [String: Set<String>] = [
    "bun": ["up", "messy", "neat"], "up": ["bun", "ponytail", "braid", "messy", "neat", "slicked"],
    "braid": ["messy", "neat"], "ponytail": ["up", "messy", "neat", "slicked"],
    "dreadlocks": ["loose", "up", "ponytail", "messy"], "loose": ["messy", "neat"],
    "bob": ["loose", "messy", "neat", "slicked"], "slicked": ["up", "bun", "ponytail", "neat"],
    "curly": ["loose", "up", "bun", "ponytail", "braid", "messy", "neat"],
    "messy": ["loose", "up", "bun", "ponytail", "braid"], "shorn": ["neat"],
    "neat": ["loose", "up", "bun", "ponytail", "braid", "bob", "slicked", "shorn"],
  ]

  /// What a text with `nouns` says of hair: of `a loose bun`, that it is a bun.
  static func values(_ values: TraitMeaning.Values, of nouns: Set<String>) -> TraitMeaning.Values {
    var values = values
    guard nouns.contains("hair") || self.nouns.keys.contains(where: nouns.contains) else {
      values[category] = nil
      return values
    }
    let forms = nouns.compactMap { self.nouns[$0]?[category] }.reduce(Set()) { $0.union($1) }
    if !forms.isEmpty { values[category] = forms }
    for noun in nouns {
      values.merge((self.nouns[noun] ?? [:]).filter { $0.key != category }) { $0.union($1) }
    }
    if !nouns.isDisjoint(with: ofLongHair) { values["length", default: []].insert("long") }
    return values
  }

  /// The styles that go with what a trait of these `values` says; `nil` where it says nothing of any.
  static func kept(_ values: TraitMeaning.Values) -> Set<String>? {
    var styles = values[category] ?? []
    if values["texture"]?.contains("curly") == true, styles.isEmpty { styles = ["curly"] }
    return styles.isEmpty
      ? nil : styles.union(styles.flatMap { together[$0] ?? [] })
  }

  /// Where the text names a form of hair in several words, which may be those for animals: `queue de cheval`.
  static func phrases(in clauses: ClauseTokens, _ words: TraitWords) -> [Range<Int>] {
    let phrases = nouns.keys.flatMap { words.nouns[$0] ?? [] }
    return clauses.tokens.indices.compactMap { index in
      phrases.compactMap { $0.length(in: clauses.tokens, from: index) }.max()
        .map { index..<index + $0 }
    }
  }
}
