/// The words that turn a demand into its opposite: `not in profile`, `不要侧面`.
struct Negations: Sendable {
  private let words: Set<UInt64>
  private let but: Set<UInt64>
  private let prefixes: [[UInt64]]
  private let joiners: Set<UInt64>

  /// How many words may stand between a negation and what it denies, as in `not seen quite from
  /// behind`.
  private static let reach = 3
  /// How many characters may stand between a negation of several characters and what it denies.
  private static let openReach = 2

  init(_ file: DemandWords.File.Negations) {
    words = DemandWords.hashes(file.words)
    but = DemandWords.hashes(file.but)
    prefixes = file.prefixes.map { TokenText($0).hashes }
    joiners = DemandWords.hashes(file.joiners)
  }

  /// Those of `matches` that are denied, by their place: directly, or joined to a denied one by
  /// `or` and the like.
  func denied<Meaning>(_ matches: [PhraseTable<Meaning>.Match], in text: TokenText) -> [Bool] {
    var denied: [Bool] = []
    for (place, match) in matches.enumerated() {
      let isJoined =
        place > 0 && denied[place - 1]
        && joins(matches[place - 1].range, match.range, in: text.tokens)
      denied.append(isJoined || isDenied(at: match.range.lowerBound, in: text.tokens))
    }
    return denied
  }

  private func joins(
    _ first: Range<Int>, _ second: Range<Int>, in tokens: [TokenText.Token]
  ) -> Bool {
    if first == second { return true }
    guard first.upperBound < second.lowerBound, tokens[second.lowerBound].pause == .none else {
      return false
    }
    return tokens[first.upperBound..<second.lowerBound].allSatisfy { joiners.contains($0.hash) }
  }

  private func isDenied(at start: Int, in tokens: [TokenText.Token]) -> Bool {
    var place = start
    while place > 0, start - place < Self.reach, tokens[place].pause == .none {
      place -= 1
      if words.contains(tokens[place].hash) { return !but.contains(tokens[place + 1].hash) }
    }
    return prefixes.contains { prefix in
      (0...(prefix.count > 1 ? Self.openReach : 0)).contains { gap in
        let first = start - gap - prefix.count
        return PhraseTable<Void>.stands(prefix, in: tokens, at: first)
          && tokens[(first + prefix.count)...start].allSatisfy { $0.pause == .none }
      }
    }
  }
}
