internal import Foundation
internal import TroupeSearch
internal import TroupeStorage

/// Orders what is found by BM25 of the prompts, as FTS5 counts it (k1 = 1.2, b = 0.75); of equal ones the newest is first.
/// What holds the words elsewhere than in its prompt comes after all of those, newest first.
///
/// FTS5's own ranking looks up each hit's length in a tree. Here lengths stand in a megabyte for a million prompts, and how
/// often a prompt says a word is a word of the index; of very many hits the shortest prompts and those that repeat a word are
/// walked through first, and the others only as far as they could still be better.
struct RelevanceRanking {
  private let connection: Connection
  private let branches: [SearchBranch]
  private let terms: [RankedTerm]
  private let lengths: PromptLengths
  /// Whether every hit holds every term.
  private let isConjunctive: Bool
  private let most: Int
  /// What finds the hits whose prompts hold every term; `nil` where some need not.
  private let inPrompt: String?

  static let usualMost = 25_000

  /// - Parameter most: of how many hits each is weighed.
  init(
    _ connection: Connection, _ expression: SearchExpression, _ branches: [SearchBranch],
    most: Int = usualMost
  ) throws {
    self.connection = connection
    self.branches = branches
    self.most = most
    let lengths = try PromptLengths(connection)
    self.lengths = lengths
    var seen: Set<SearchTerm> = []
    let wanted = expression.wantedTerms.filter { seen.insert($0).inserted }
    isConjunctive = Set(expression.conjuncts).isSuperset(of: wanted.map(SearchExpression.term))
    let facts = try FactMatches(connection)
    inPrompt =
      isConjunctive
      ? try MatchExpression.match(
        expression, term: { "prompt : \($0.match)" }, fact: facts.narrowing) : nil
    terms = try wanted.map { try RankedTerm($0, connection, prompts: lengths.prompts) }
  }

  /// The numbers of the `count` best.
  func best(_ count: Int) throws -> [Int64] {
    if terms.isEmpty || branches.count > 1 || !branches[0].conditions.isEmpty {
      return try bestOfAll(count)
    }
    guard let match = branches[0].match else { return [] }
    let inPrompt = inPrompt ?? "(\(match)) AND prompt : (\(any))"
    let hits = try walk(inPrompt, most: most + 1)
    var ranked: [Int64]
    if hits.count > most, isConjunctive {
      ranked = try bestOfMany(count, inPrompt, hits: hits)
    } else {
      let whole = hits.count > most ? try walk(inPrompt) : hits
      ranked = try weigh(whole, inPrompt, count).map(\.seq)
    }
    if ranked.count < count {
      let known = Set(ranked)
      // All that is ranked is known here: fewer than are wanted were found.
      let others = try walk(match, most: count + known.count).filter { !known.contains($0) }
      ranked += others.prefix(count - ranked.count)
    }
    return ranked
  }

  private var any: String { terms.map(\.match).joined(separator: " OR ") }

  private func walk(_ match: String, most: Int = -1) throws -> [Int64] {
    try connection.integers(
      """
      SELECT rowid FROM generation_text WHERE generation_text MATCH ?
      ORDER BY rowid DESC LIMIT ?
      """, arguments: [match, most])
  }

  /// Where more must hold than the index tells, each is found first.
  private func bestOfAll(_ count: Int) throws -> [Int64] {
    var found: Set<Int64> = []
    for branch in branches {
      let (sql, arguments) = branch.statement()
      found.formUnion(try connection.integers(sql, arguments: arguments))
    }
    let hits = found.sorted(by: >)
    guard !terms.isEmpty else { return Array(hits.prefix(count)) }
    let weighed = try weigh(hits, "prompt : (\(any))", count, withOthers: true)
    return weighed.map(\.seq)
  }

  /// The best of very many: `hits` are the newest of those that `match` finds.
  private func bestOfMany(_ count: Int, _ match: String, hits: [Int64]) throws -> [Int64] {
    let span = Double((hits.first ?? 1) - (hits.last ?? 0) + 1)
    let share = Double(hits.count) / max(span, Double(hits.count))
    let shortest = lengths.histogram.indices.first { length in
      let below = lengths.histogram[...length].reduce(0, +)
      return Double(below) * share >= Double(max(Self.first, count * 4))
    }
    var bound = min(shortest ?? IndexedText.longest, IndexedText.longest)
    var best = try weigh(walk(match, 0...bound), match, count)
    guard bound < IndexedText.longest else { return best.map(\.seq) }
    // Longer prompts that say each word once.
    let further = reach(1, beating: best, count)
    if further > bound {
      best = merged(best, try weigh(walk(match, (bound + 1)...further), match, count), count)
      bound = further
    }
    // Longer ones that say a word several times.
    for times in 2...IndexedText.mostCounted {
      let reach = reach(times, beating: best, count)
      let repeated = terms.compactMap { $0.match(times: times) }
      guard reach > bound, !repeated.isEmpty else { continue }
      let more = "(\(match)) AND (\(repeated.joined(separator: " OR ")))"
      best = merged(best, try weigh(walk(more, (bound + 1)...reach), more, count), count)
    }
    return best.map(\.seq)
  }

  /// Of so many hits the first are weighed, where there are very many.
  private static let first = 3_000

  /// The longest prompt that could still be among the `count` best if it said each word so often.
  private func reach(_ times: Int, beating best: [Ranked], _ count: Int) -> Int {
    guard best.count >= count, let last = best.last else { return IndexedText.longest }
    let lengths = (1...IndexedText.longest).reversed()
    return lengths.first { length in
      terms.reduce(0) { $0 + score($1, times: times, length: length) } > last.score
    } ?? 0
  }

  /// Those that `match` finds and whose prompts have so many words.
  private func walk(_ match: String, _ range: ClosedRange<Int>) throws -> [Int64] {
    let isAll = range.lowerBound <= 0 && range.upperBound >= IndexedText.longest
    let words = range.map { IndexedFact.length($0).match }.joined(separator: " OR ")
    return try walk(isAll ? match : "(\(match)) AND (\(words))")
  }

  private struct Ranked {
    let score: Double
    let seq: Int64

    func isBefore(_ other: Ranked) -> Bool { (score, seq) > (other.score, other.seq) }
  }

  private func merged(_ left: [Ranked], _ right: [Ranked], _ count: Int) -> [Ranked] {
    var seen: Set<Int64> = []
    return Array(
      (left + right).filter { seen.insert($0.seq).inserted }.sorted { $0.isBefore($1) }
        .prefix(count))
  }

  /// The `count` best of `hits`, which `match` finds among others.
  /// - Parameter withOthers: whether those are among them that hold no term in their prompt.
  private func weigh(
    _ hits: [Int64], _ match: String, _ count: Int, withOthers: Bool = false
  ) throws -> [Ranked] {
    if hits.isEmpty || count == 0 { return [] }
    var times: [[Int64: Int]] = Array(repeating: [:], count: terms.count)
    for (index, term) in terms.enumerated() {
      if !isConjunctive || withOthers {
        for seq in try walk("(\(match)) AND prompt : (\(term.match))") { times[index][seq] = 1 }
      }
      for number in 2...IndexedText.mostCounted {
        guard let repeated = term.match(times: number) else { break }
        for seq in try walk("(\(match)) AND \(repeated)") { times[index][seq] = number }
      }
    }
    let usual = isConjunctive && !withOthers ? 1 : 0
    let weights = terms.map { term in
      (0...IndexedText.mostCounted).map { times in
        (0..<256).map { score(term, times: times, length: $0) }
      }
    }
    var best: [Ranked] = []
    for seq in hits {
      let length = lengths[seq]
      var score = 0.0
      for index in terms.indices {
        let number = times[index].isEmpty ? usual : times[index][seq] ?? usual
        score += weights[index][number][length]
      }
      if score == 0, !withOthers { continue }
      let one = Ranked(score: score, seq: seq)
      if best.count == count, let last = best.last, !one.isBefore(last) { continue }
      var (low, high) = (0, best.count)
      while low < high {
        let middle = (low + high) / 2
        if best[middle].isBefore(one) { low = middle + 1 } else { high = middle }
      }
      best.insert(one, at: low)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  private func score(_ term: RankedTerm, times: Int, length: Int) -> Double {
    let (k1, b, times) = (1.2, 0.75, Double(times))
    let norm = k1 * (1 - b + b * Double(length) / lengths.average)
    return term.rarity * times * (k1 + 1) / (times + norm)
  }
}

/// A term with how much it tells.
struct RankedTerm {
  /// In FTS5's syntax.
  let match: String
  /// Its inverse document frequency, as FTS5 counts it.
  let rarity: Double
  private let term: SearchTerm

  /// Counts the prompts that hold it to so many, and takes the others to be as close together.
  init(_ term: SearchTerm, _ connection: Connection, prompts: Int) throws {
    self.term = term
    match = term.match
    let hits = try connection.integers(
      """
      SELECT rowid FROM generation_text WHERE generation_text MATCH ?
      ORDER BY rowid DESC LIMIT ?
      """, arguments: ["prompt : \(term.match)", Self.mostCounted])
    var count = Double(hits.count)
    if hits.count == Self.mostCounted, let first = hits.first, let last = hits.last {
      let newest = try connection.row("SELECT max(seq) FROM generation")?.int(0) ?? 0
      count = max(count, count * Double(max(newest, Int(first))) / Double(first - last + 1))
    }
    let all = max(Double(prompts), count)
    let rarity = log((all - count + 0.5) / (count + 0.5))
    self.rarity = rarity <= 0 ? 1e-6 : rarity
  }

  private static let mostCounted = 5_000

  /// What finds the prompts that say it `times` times or more; `nil` where that is not counted.
  func match(times: Int) -> String? { IndexedText.match(term, times: times) }
}
