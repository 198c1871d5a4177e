internal import TroupeVocabulary

/// People and animals besides the cast.
struct Others {
  private let words: OtherWords
  private let tokens: [ClauseTokens.Token]

  /// Whether `prompt` speaks of any, in its own language.
  static func areNamed(in prompt: ParsedPrompt) -> Bool { Others(prompt).areNamed }

  private init(_ prompt: ParsedPrompt) {
    words = .of(LabelLanguage(of: prompt))
    tokens = ClauseTokens(prompt).tokens
  }

  private var areNamed: Bool {
    tokens.indices.contains { index in
      guard let length = words.others.longest(in: tokens, from: index) else { return false }
      return !isInCompound(index) && !isOfCast(index)
        && words.likeAfter.longest(in: tokens, from: index + length) == nil
    }
  }

  /// Words of a phrase for something else, as in `children's book`.
  private static let reach = 4

  private func isInCompound(_ index: Int) -> Bool {
    (max(0, index - Self.reach)...index).contains { start in
      words.compounds.longest(in: tokens, from: start) ?? 0 > index - start
    }
  }

  /// Whether it is said of someone named, as in `@mira is the tall girl`, or compared: `like a cat`.
  private func isOfCast(_ index: Int) -> Bool {
    var end = index
    for _ in 0..<3 where end > 0 {
      if tokens[end].startsClause { return false }
      if words.like.contains(where: { $0.length(in: tokens, to: end) != nil }) { return true }
      let isSame = words.same.contains { phrase in
        guard let length = phrase.length(in: tokens, to: end), end > length else { return false }
        return tokens[end - length - 1].mention != nil
      }
      if isSame { return true }
      end -= 1
    }
    return false
  }
}
