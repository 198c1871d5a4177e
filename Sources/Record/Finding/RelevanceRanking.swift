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
  private let lengthBytes: Data
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
    lengthBytes = lengths.bytes
    var seen: Set<SearchTerm> = []
    let wanted = expression.wantedTerms.filter { seen.insert($0).inserted }
    terms = try wanted.map { try RankedTerm($0, connection, prompts: lengths.prompts) }
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

  /// The best of very many. Those of which every term is a large share tell what there is to beat; after them come those of
  /// which one is so large that it could be beaten.
  private func bestOfMany(_ match: String, _ count: Int) throws -> [Ranked] {
    let levels = WordShare.levels
    var level = try levels.first { try self.count(shares($0, .all), most: count) >= count }
    while let one = level, one < levels.upperBound {
      let best = try weigh("(\(match)) AND \(shares(one, .all))", count)
      level = levels[(one + 1)...].first
      guard best.count >= count, let last = best.last else { continue }
      guard let enough = levels.first(where: { most(beyond: $0) < last.score }) else { break }
      if enough <= one, terms.count == 1 || !isConjunctive { return best }
      return try weigh("(\(match)) AND \(shares(enough, .any))", count)
    }
    return try weigh(match, count)
  }

  private enum Quantifier { case all, any }

  /// What finds the prompts of which all terms, or any, are a share of a step up to `level`.
  private func shares(_ level: Int, _ quantifier: Quantifier) -> String {
    let each = terms.map { WordShare.match($0.term, upTo: level) }
    let isAll = quantifier == .all && isConjunctive
    let words = "(\(each.joined(separator: isAll ? " AND " : " OR ")))"
    return isConjunctive && quantifier == .all
      ? MatchExpression.joined([words] + rest.wanted, without: rest.unwanted) ?? words : words
  }

  /// The highest score of a prompt of which no term is a share of a step up to `level`.
  private func most(beyond level: Int) -> Double {
    terms.reduce(0) { sum, term in
      sum
        + WordShare.most(of: term.term, beyond: level) { times, length in
          let norm = 1.2 * (0.25 + 0.75 * Double(min(length, 255)) / lengths.average)
          return term.rarity * Double(times) * 2.2 / (Double(times) + norm)
        }
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
      arguments: [lengthBytes, lengths.average, rarities, match]
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
