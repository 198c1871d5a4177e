/// Finds negated phrases: `not in profile`, `不要侧面`.
struct Negations: Sendable {
  private let words: Set<UInt64>
  private let exceptions: Set<UInt64>
  private let prefixes: [[UInt64]]
  private let conjunctions: Set<UInt64>

  /// The most words from a negation to the phrase that it negates, as in `not seen quite from behind`.
  private static let wordReach = 3
  /// The most characters between a prefix of several characters and the phrase that it negates.
  private static let prefixReach = 2

  init(_ file: Lexicon.File.Negations) {
    words = Lexicon.hashes(file.words)
    exceptions = Lexicon.hashes(file.exceptions)
    prefixes = file.prefixes.map { TokenizedText($0).hashes }
    conjunctions = Lexicon.hashes(file.conjunctions)
  }

  /// For each of `matches` whether it is negated: directly, or by a conjunction with a negated one.
  func areNegated<Meaning>(
    _ matches: [PhraseTable<Meaning>.Match], in text: TokenizedText
  ) -> [Bool] {
    var negated: [Bool] = []
    for (index, match) in matches.enumerated() {
      let isJoined =
        index > 0 && negated[index - 1]
        && joins(matches[index - 1].range, match.range, in: text.tokens)
      negated.append(isJoined || isNegated(at: match.range.lowerBound, in: text.tokens))
    }
    return negated
  }

  private func joins(
    _ first: Range<Int>, _ second: Range<Int>, in tokens: [TokenizedText.Token]
  ) -> Bool {
    if first == second { return true }
    guard first.upperBound < second.lowerBound, tokens[second.lowerBound].breakBefore == .none
    else { return false }
    return tokens[first.upperBound..<second.lowerBound].allSatisfy {
      conjunctions.contains($0.hash)
    }
  }

  private func isNegated(at start: Int, in tokens: [TokenizedText.Token]) -> Bool {
    var index = start
    while index > 0, start - index < Self.wordReach, tokens[index].breakBefore == .none {
      index -= 1
      if words.contains(tokens[index].hash) { return !exceptions.contains(tokens[index + 1].hash) }
    }
    return prefixes.contains { prefix in
      (0...(prefix.count > 1 ? Self.prefixReach : 0)).contains { gap in
        let first = start - gap - prefix.count
        return PhraseTable<Void>.contains(prefix, in: tokens, at: first)
          && tokens[(first + prefix.count)...start].allSatisfy { $0.breakBefore == .none }
      }
    }
  }
}
