internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// Orders what is found by BM25 of the prompts, as FTS5 counts it (k1 = 1.2, b = 0.75); of equal ones the newest is first.
/// What holds the words elsewhere than in its prompt comes after all of those, newest first.
///
/// FTS5's own ranking looks up each hit's length in a tree. Here lengths stand in a megabyte for a million prompts; and of very
/// many hits only those are weighed of which a word is so large a share that they could be among the best.
struct RelevanceRanking {
  private let connection: Connection
  private let branches: [SearchBranch]
  private let terms: [RankedTerm]
  private let lengths: PromptLengths
  private let most: Int
  /// Whether every hit holds every term.
  private let isConjunctive: Bool
  /// What else must hold of every hit, where each holds every term, as `MatchExpression.joined` takes it.
  private let rest: (wanted: [String], unwanted: [String])

  static let usualMost = 10_000

  /// - Parameter most: of how many hits each is weighed.
  init(
    _ connection: Connection, _ expression: SearchExpression, _ branches: [SearchBranch],
    _ search: SearchConditions, most: Int = usualMost
  ) throws {
    self.connection = connection
    self.branches = branches
    self.most = most
    let lengths = try PromptLengths(connection)
    self.lengths = lengths
    var seen: Set<SearchTerm> = []
    let wanted = expression.wantedTerms.filter { seen.insert($0).inserted }
    // Of one term alone any measure gives the same order.
    terms =
      wanted.count == 1
      ? [RankedTerm(wanted[0], rarity: 1)]
      : try wanted.map { try RankedTerm($0, connection, prompts: lengths.prompts) }
    let conjuncts = expression.conjuncts
    let others = conjuncts.filter { if case .term = $0 { false } else { true } }
    let (further, unwanted) = others.partitioned
    let matches = (try further.map(search.match), try unwanted.map(search.match))
    isConjunctive = Set(conjuncts).isSuperset(of: wanted.map(SearchExpression.term))
    rest = (matches.0.compactMap(\.self), matches.1.compactMap(\.self))
  }

  /// The numbers of the `count` best.
  func best(_ count: Int) throws -> [Int64] {
    if terms.isEmpty || branches.count > 1 || !branches[0].conditions.isEmpty {
      return try bestOfAll(count)
    }
    guard let match = branches[0].match, count > 0 else { return [] }
    let found = found(match)
    let ranked =
      try self.count(found, most: most + 1) > most
      ? bestOfMany(found, count) : weigh(found, count)
    var seqs = ranked.map(\.seq)
    if seqs.count < count {
      let known = Set(seqs)
      // All that is ranked is known here: fewer than are wanted were found.
      let others = try walk(match, most: count + known.count).filter { !known.contains($0) }
      seqs += others.prefix(count - seqs.count)
    }
    return seqs
  }

  /// What finds the hits that hold a term in their prompt: the terms are its first phrases, as `weigh` has it.
  private func found(_ match: String) -> String {
    let terms = terms.map { "prompt : \($0.match)" }
    return isConjunctive
      ? MatchExpression.joined(terms + rest.wanted, without: rest.unwanted) ?? match
      : "(\(terms.joined(separator: " OR "))) AND (\(match))"
  }

  private func walk(_ match: String, most: Int) throws -> [Int64] {
    try connection.integers(
      """
      SELECT rowid FROM generation_text WHERE generation_text MATCH ?
      ORDER BY rowid DESC LIMIT ?
      """, arguments: [match, most])
  }

  private func count(_ match: String, most: Int) throws -> Int {
    try connection.row(
      """
      SELECT count(*) FROM
        (SELECT 1 FROM generation_text WHERE generation_text MATCH ? LIMIT ?)
      """, match, most
    )?.int(0) ?? 0
  }

  /// Where more must hold than the index tells, each is found first.
  private func bestOfAll(_ count: Int) throws -> [Int64] {
    var found: Set<Int64> = []
    for branch in branches {
      let (sql, arguments) = branch.statement()
      found.formUnion(try connection.integers(sql, arguments: arguments))
    }
    let hits = found.sorted(by: >)
    guard !terms.isEmpty, count > 0 else { return Array(hits.prefix(count)) }
    let any = terms.map { "prompt : \($0.match)" }.joined(separator: " OR ")
    let ranked = try weigh(any, count, among: hits).map(\.seq)
    let known = Set(ranked)
    return ranked + hits.lazy.filter { !known.contains($0) }.prefix(count - ranked.count)
  }

  /// The best of very many. Those of which the telling terms are a large share show what there is to beat; after them come
  /// those of which one term is so large that it could be beaten.
  private func bestOfMany(_ match: String, _ count: Int) throws -> [Ranked] {
    let most = terms.map(\.rarity).max() ?? 0
    let telling = terms.indices.filter { terms[$0].rarity * Self.littleTold >= most }
    for level in WordShare.levels {
      let shares = telling.map { WordShare.match(terms[$0].term, upTo: level) }
        .joined(separator: isConjunctive ? " AND " : " OR ")
      let few = "(\(match)) AND (\(shares))"
      guard try self.count(few, most: count) >= count else { continue }
      let best = try weigh(few, count)
      guard let last = best.last, let levels = levels(beating: last.score) else { break }
      let isCovered = terms.indices.allSatisfy {
        levels[$0] < 0 || levels[$0] <= level && telling.contains($0)
      }
      if isCovered, telling.count == 1 || !isConjunctive { return best }
      let others = terms.indices.filter { levels[$0] >= 0 }.map {
        WordShare.match(terms[$0].term, upTo: levels[$0])
      }
      if others.isEmpty { return best }
      return try weigh("(\(match)) AND (\(others.joined(separator: " OR ")))", count)
    }
    return try weigh(match, count)
  }

  /// A term that tells so many times less than another one is not asked for first.
  private static let littleTold = 8.0

  /// Up to which level each term is to be looked at, below 0 for not at all, so that no other prompt reaches `score`; `nil`
  /// where every one must be looked at.
  private func levels(beating score: Double) -> [Int]? {
    var levels = terms.map { _ in -1 }
    var most = terms.map { self.most(of: $0, beyond: -1) }
    while most.reduce(0, +) >= score {
      let raised = terms.indices.filter { levels[$0] + 1 < WordShare.levels.upperBound }
        .max { most[$0] < most[$1] }
      guard let raised else { return nil }
      levels[raised] += 1
      most[raised] = self.most(of: terms[raised], beyond: levels[raised])
    }
    return levels
  }

  /// The most that `term` adds to the score of a prompt of which it is no share of a step up to `level`.
  private func most(of term: RankedTerm, beyond level: Int) -> Double {
    WordShare.most(of: term.term, beyond: level) { times, length in
      let norm = 1.2 * (0.25 + 0.75 * Double(min(length, 255)) / lengths.average)
      return term.rarity * Double(times) * 2.2 / (Double(times) + norm)
    }
  }

  private struct Ranked {
    let score: Double
    let seq: Int64
  }

  /// The `count` best that `match` finds, whose first phrases are the terms.
  /// - Parameter hits: of which alone it is asked; `nil` for all.
  private func weigh(_ match: String, _ count: Int, among hits: [Int64]? = nil) throws -> [Ranked] {
    let rarities = terms.reduce(into: Data()) { data, term in
      withUnsafeBytes(of: term.rarity) { data.append(contentsOf: $0) }
    }
    // The plus sign keeps SQLite from asking FTS5 for each hit.
    let among = hits == nil ? "" : "AND +rowid IN (SELECT value FROM json_each(?))"
    return try connection.rows(
      """
      SELECT rowid, prompt_score(generation_text, ?, ?, ?) AS score FROM generation_text
      WHERE generation_text MATCH ? \(among) ORDER BY score DESC, rowid DESC LIMIT ?
      """,
      arguments: [lengths.bytes, lengths.average, rarities, match]
        + (try hits.map { [try CanonicalJSON.text($0)] } ?? []) + [count]
    ).map { Ranked(score: try $0.double(1), seq: Int64(try $0.int(0))) }
  }
}

/// A term with how much it tells.
struct RankedTerm {
  let term: SearchTerm
  /// Its inverse document frequency, as FTS5 counts it.
  let rarity: Double

  /// In FTS5's syntax.
  var match: String { term.match }

  init(_ term: SearchTerm, rarity: Double) { (self.term, self.rarity) = (term, rarity) }

  /// Counts the prompts that hold it to so many, and takes the others to be as close together.
  init(_ term: SearchTerm, _ connection: Connection, prompts: Int) throws {
    self.term = term
    let newest = try connection.row(
      """
      SELECT count(*), max(rowid), min(rowid), (SELECT max(seq) FROM generation) FROM
        (SELECT rowid FROM generation_text WHERE generation_text MATCH ?
          ORDER BY rowid DESC LIMIT ?)
      """, "prompt : \(term.match)", Self.mostCounted)
    var count = Double(try newest?.int(0) ?? 0)
    if let newest, count == Double(Self.mostCounted) {
      let (first, last) = (try newest.int(1), try newest.int(2))
      count *= max(1, Double(max(try newest.int(3), first)) / Double(first - last + 1))
    }
    let all = max(Double(prompts), count)
    let rarity = log((all - count + 0.5) / (count + 0.5))
    self.rarity = rarity <= 0 ? 1e-6 : rarity
  }

  private static let mostCounted = 5_000
}
