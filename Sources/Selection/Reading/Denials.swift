/// Which phrases of a prompt are denied: `not in profile`, `rather than from behind`, `顔は見せない`.
struct Denials: Sendable {
  private let clauses: Clauses
  /// By the word after it, and by its first word, the denials that stand before and after a phrase.
  private var before: [Int: [Match]] = [:]
  private var after: [Int: [Match]] = [:]

  /// Words for how much, which neither part a denial from what it denies nor deny.
  private let degrees: Set<Int>
  /// Words that tell that it never was as it is now.
  private let unlikeBefore: [Int]

  /// By the word after it, what says that another thing is preferred: `als` of `eher müde als traurig`.
  private var preferred: [Int: String] = [:]

  /// Where phrases for a mood or act begin.
  private let feelings: Set<Int>

  private typealias Match = PhraseTable<Lexicon.Denying>.Match

  /// The most words from a denial to what it denies, as in `not seen quite from behind`.
  private static let wordReach = 3
  /// The same where the denial speaks of showing: `don't show us anything of her face`.
  private static let strongReach = 8
  /// The same in a script without spaces, in characters: `不要拍她的背影`.
  private static let prefixReach = 6
  /// The most words or characters between a phrase and a denial after it.
  private static let nearReach = 2
  /// The most words for how much between them.
  private static let degreeReach = 4
  /// The most words from a denial of the past to words for how it is now.
  private static let unlikeReach = 10

  init(_ clauses: Clauses, feelings: Set<Int> = []) {
    self.clauses = clauses
    self.feelings = feelings
    let words = clauses.lexicon.denialWords
    degrees = clauses.degrees
    unlikeBefore = words.unlikeBefore.matches(in: clauses.text).map(\.range.lowerBound)
    preferred = Self.preferred(in: clauses)
    let foreign = clauses.homographs
    for match in clauses.lexicon.denials.matches(in: clauses.text)
    where match.meaning.language != "en" || !foreign.contains(match.range.lowerBound) {
      before[match.range.upperBound, default: []].append(match)
    }
    for match in clauses.lexicon.denialsAfter.matches(in: clauses.text) {
      after[match.range.lowerBound, default: []].append(match)
    }
  }

  /// For each of `ranges`, in order, the phrase that denies it.
  func denials(of ranges: [Range<Int>]) -> [String?] {
    guard !before.isEmpty || !after.isEmpty || !preferred.isEmpty else {
      return Array(repeating: nil, count: ranges.count)
    }
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
    for index in ranges.indices.dropLast().reversed()
    where denied[index] == nil && denied[index + 1] != nil
      && deniedBehind(ranges[index + 1]) && joins(ranges[index], ranges[index + 1])
    {
      denied[index] = denied[index + 1]
    }
    return denied
  }

  /// Whether a denial behind `range` is one, in a script without spaces: `笑っても泣いてもいない`.
  private func deniedBehind(_ range: Range<Int>) -> Bool {
    clauses.words[range.lowerBound].isWhole && behind(range) != nil
  }

  private func behind(_ range: Range<Int>) -> Match? {
    let starts = range.upperBound - 1...range.upperBound + Self.nearReach + Self.degreeReach
    return starts.lazy.compactMap { after[$0]?.first { follows($0.range, range) } }.first
  }

  private func denial(of range: Range<Int>) -> String? {
    let behind = behind(range)
    if behind?.meaning.denial == Lexicon.Denial.none { return nil }
    let first = range.lowerBound - Self.strongReach - Self.degreeReach
    let ends = (first...range.lowerBound + 1).reversed()
    let found = ends.flatMap { before[$0] ?? [] }.filter { precedes($0, range) }
    if ends.contains(where: { end in
      before[end]?.contains {
        isUnlike($0, range) && clauses.isJoined($0.range.lowerBound, range.lowerBound)
      } ?? false
    }) {
      return nil
    }
    if let nearest = found.first { return nearest.phrase }
    if let than = preference(before: range) { return than }
    return behind.flatMap { isUnlike($0, range) ? nil : $0.phrase }
  }

  private static func preferred(in clauses: Clauses) -> [Int: String] {
    var preferred: [Int: String] = [:]
    let pairs = clauses.lexicon.denialWords.rather
    for index in clauses.words.indices {
      guard let rathers = pairs[clauses.words[index].hash], index > 1 else { continue }
      let before = max(0, index - Self.strongReach)..<index - 1
      let isPreferred = before.contains {
        rathers.contains(clauses.words[$0].hash) && clauses.isJoined($0, index)
      }
      if isPreferred { preferred[index + 1] = clauses.words[index].text }
    }
    return preferred
  }

  /// The word before `range` by which another thing is preferred to it.
  private func preference(before range: Range<Int>) -> String? {
    (max(0, range.lowerBound - Self.nearReach)...range.lowerBound).lazy.compactMap { end in
      preferred[end].flatMap { than in
        let isNear =
          clauses.isJoined(end - 1, range.lowerBound)
          && !(end..<range.lowerBound).contains { clauses.words[$0].mention != nil }
        return isNear ? than : nil
      }
    }.first
  }

  /// Whether a denial says that it never was as it is now: `has never cried so hard`.
  private func isUnlike(_ denial: Match, _ range: Range<Int>) -> Bool {
    guard clauses.lexicon.denialWords.nevers.contains(clauses.words[denial.range].map(\.hash))
    else {
      return false
    }
    let low = min(denial.range.lowerBound, range.lowerBound)
    let high = max(denial.range.upperBound, range.upperBound) - 1
    return unlikeBefore.near(low..<high + 1, reach: Self.unlikeReach).contains {
      clauses.isJoined(min(low, $0), max(high, $0))
    }
  }

  private func count(_ range: Range<Int>) -> Int { range.count { !degrees.contains($0) } }

  private func reach(of denial: Match) -> Int? {
    switch denial.meaning.denial {
    case .word: Self.wordReach - 1
    case .strong, .refusal: Self.strongReach
    case .prefix: denial.range.count > 1 ? Self.prefixReach : 0
    case .after, .none: nil
    }
  }

  private func precedes(_ match: Match, _ range: Range<Int>) -> Bool {
    guard let reach = reach(of: match) else { return false }
    let denial = match.range
    if match.meaning.denial == .refusal { return refuses(denial, range) }
    if tellsWhatIs(denial) { return false }
    let between = denial.upperBound..<max(denial.upperBound, range.lowerBound)
    // They may share a word: `en vez de frente`.
    guard denial.lowerBound < range.lowerBound, denial.upperBound <= range.lowerBound + 1,
      denial.upperBound < range.upperBound, count(between) <= reach,
      clauses.isJoined(denial.lowerBound, range.lowerBound),
      !clauses.classes(at: denial.upperBound).contains(.exception)
    else { return false }
    if isSeen(between, by: denial) || isNext(range, after: between) { return false }
    return !between.contains {
      !degrees.contains($0) && clauses.classes(at: $0).contains(.contrast) || leadsToSubject($0)
    }
  }

  /// Whether someone whose own act follows is not seen by another: `no ve a @yuki llorar`.
  private func isSeen(_ between: Range<Int>, by denial: Range<Int>) -> Bool {
    (denial.lowerBound..<between.upperBound).contains {
      clauses.lexicon.subjects.perceptions.contains(clauses.words[$0].hash)
    }
      && between.contains { clauses.groupOf[$0] != nil && !clauses.words[$0].isPossessive }
      && clauses.clauseBefore(denial.lowerBound).contains { clauses.groupOf[$0] != nil }
  }

  /// Whether a mood follows a face that is hidden: `nasconde il viso tra le mani e piange`.
  private func isNext(_ range: Range<Int>, after between: Range<Int>) -> Bool {
    feelings.contains(range.lowerBound)
      && clauses.classes(at: range.lowerBound - 1).contains(.conjunction)
      && between.contains { !clauses.nouns(at: $0).isDisjoint(with: [.face, .part]) }
  }

  /// Whether the word at `index` leads to a clause that tells of someone: `no ve que @yuki llora`.
  private func leadsToSubject(_ index: Int) -> Bool {
    clauses.words.indices.contains(index + 1) && clauses.words[index + 1].mention != nil
      && !clauses.words[index + 1].isPossessive && clauses.isJoined(index, index + 1)
      && !clauses.classes(at: index).isDisjoint(with: [.relative, .joint])
  }

  /// Whether a clause that could be a wish tells what is: `sieht, dass @tomas weint`.
  private func tellsWhatIs(_ denial: Range<Int>) -> Bool {
    guard denial.contains(where: { clauses.words[$0].mention != nil }) else { return false }
    let before = max(0, denial.lowerBound - Self.wordReach)..<denial.lowerBound
    return before.contains { clauses.lexicon.subjects.perceptions.contains(clauses.words[$0].hash) }
  }

  /// Whether what is refused at `denial` is the infinitive at `range`: `weigert sich, vor @tomas zu knien`.
  private func refuses(_ denial: Range<Int>, _ range: Range<Int>) -> Bool {
    guard denial.upperBound <= range.lowerBound,
      clauses.segments[denial.lowerBound] == clauses.segments[range.lowerBound],
      clauses.lexicon.subjects.infinitives.contains(clauses.words[range.lowerBound - 1].hash)
    else { return false }
    return !(denial.upperBound..<range.lowerBound).contains {
      !clauses.classes(at: $0).isDisjoint(with: [.conjunction, .contrast])
    }
  }

  private func follows(_ denial: Range<Int>, _ range: Range<Int>) -> Bool {
    !isAttribute(range) && denial.lowerBound >= range.upperBound - 1
      && denial.upperBound > range.upperBound
      && count(range.upperBound..<max(range.upperBound, denial.lowerBound)) <= Self.nearReach
      && (clauses.isJoined(range.upperBound - 1, denial.lowerBound) || isTurn(denial, range))
  }

  /// Whether the words at `range` stand between an article and a mention, so that what is denied behind that is another
  /// thing: `die weinende @kael versteckt sich`.
  private func isAttribute(_ range: Range<Int>) -> Bool {
    clauses.hasMention(at: range.upperBound)
      && clauses.classes(at: range.lowerBound - 1).contains(.determiner)
      && clauses.isJoined(range.lowerBound - 1, range.lowerBound)
  }

  /// Whether a denial takes back what stands before its comma: `about to cry, but holds it back`.
  private func isTurn(_ denial: Range<Int>, _ range: Range<Int>) -> Bool {
    denial.lowerBound == range.upperBound && denial.count > 1
      && clauses.words[denial.lowerBound].breakBefore == .clause
      && clauses.isJoined(denial.lowerBound, denial.upperBound - 1)
      && clauses.classes(at: denial.lowerBound).contains(.contrast)
  }

  /// Whether only conjunctions and articles stand between two phrases, so that one denial holds for
  /// both.
  private func joins(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    if first == second { return true }
    guard first.upperBound <= second.lowerBound,
      clauses.isJoined(first.upperBound - 1, second.lowerBound)
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
