/// Which phrases of a prompt are denied: `not in profile`, `rather than from behind`, `顔は見せない`.
struct Denials: Sendable {
  private let clauses: Clauses
  private let found: [PhraseTable<Lexicon.Denial>.Match]

  /// The most words from a denial to what it denies, as in `not seen quite from behind`.
  private static let wordReach = 3
  /// The same where the denial speaks of showing: `don't show us anything of her face`.
  private static let strongReach = 8
  /// The same in a script without spaces, in characters: `不要拍她的背影`.
  private static let prefixReach = 6
  /// The most words or characters between a phrase and a denial after it.
  private static let nearReach = 2

  init(_ clauses: Clauses) {
    self.clauses = clauses
    found =
      clauses.lexicon.denials.matches(in: clauses.text)
      + clauses.lexicon.denialsAfter.matches(in: clauses.text)
  }

  /// For each of `ranges`, in order, the phrase that denies it.
  func denials(of ranges: [Range<Int>]) -> [String?] {
    var denied: [String?] = []
    for (index, range) in ranges.enumerated() {
      var denial = denial(of: range)
      if denial == nil, index > 0, let before = denied[index - 1],
        joins(ranges[index - 1], range)
      {
        denial = before
      }
      denied.append(denial)
    }
    return denied
  }

  private func denial(of range: Range<Int>) -> String? {
    found.first { denial in
      switch denial.meaning {
      case .none: false
      case .word: precedes(denial.range, range, reach: Self.wordReach - 1)
      case .strong: precedes(denial.range, range, reach: Self.strongReach)
      case .prefix:
        precedes(denial.range, range, reach: denial.range.count > 1 ? Self.prefixReach : 0)
      case .after: follows(denial.range, range)
      }
    }?.phrase
  }

  private func precedes(_ denial: Range<Int>, _ range: Range<Int>, reach: Int) -> Bool {
    let between = denial.upperBound..<max(denial.upperBound, range.lowerBound)
    // They may share a word: `en vez de frente`.
    guard denial.lowerBound < range.lowerBound, denial.upperBound <= range.lowerBound + 1,
      denial.upperBound < range.upperBound, between.count <= reach,
      clauses.isJoined(denial.lowerBound, range.lowerBound),
      !clauses.classes(at: denial.upperBound).contains(.exception)
    else { return false }
    return !between.contains { clauses.classes(at: $0).contains(.contrast) }
  }

  private func follows(_ denial: Range<Int>, _ range: Range<Int>) -> Bool {
    denial.lowerBound >= range.upperBound - 1 && denial.upperBound > range.upperBound
      && denial.lowerBound - range.upperBound <= Self.nearReach
      && clauses.isJoined(range.upperBound - 1, denial.lowerBound)
  }

  /// Whether only conjunctions and articles stand between two phrases, so that one denial holds for
  /// both.
  private func joins(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    if first == second { return true }
    guard first.upperBound <= second.lowerBound,
      clauses.words[first.upperBound...second.lowerBound].allSatisfy({ $0.breakBefore <= .none })
    else { return false }
    let between = first.upperBound..<second.lowerBound
    return !between.isEmpty && between.count <= 4
      && between.contains { clauses.classes(at: $0).contains(.conjunction) }
      && between.allSatisfy {
        !clauses.classes(at: $0).isDisjoint(with: [
          .conjunction, .determiner, .preposition, .filler,
        ])
          && !clauses.classes(at: $0).contains(.contrast)
      }
  }
}

extension Clauses {
  /// The words as a text in which phrases are found.
  var text: TokenizedText {
    TokenizedText(
      tokens: words.map { TokenizedText.Token(hash: $0.hash, breakBefore: $0.breakBefore) })
  }
}
