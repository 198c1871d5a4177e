internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// Answers one query, inside a transaction.
struct SearchWalk {
  /// What was found.
  struct Found {
    /// The numbers of the generations in the order that was asked for.
    let seqs: [Int64]
    /// How many came before, where the order is none of numbers.
    var skipped: Int?

    /// Where to go on after the first `count`.
    func cursor(after count: Int) -> SearchCursor? {
      if let skipped { return .count(skipped + count) }
      return count > 0 ? .seq(seqs[count - 1]) : nil
    }
  }

  private let connection: Connection
  private let query: SearchQuery
  private let search: SearchConditions
  private let branches: [SearchBranch]
  private let named: NamedGenerations
  private let beginnings: CommonBeginnings?

  init(
    _ connection: Connection, _ query: SearchQuery, named: NamedGenerations = .init(),
    mostCollected: Int = SearchConditions.usualMost, mostPages: Int = CommonBeginnings.usualPages
  ) throws {
    self.connection = connection
    self.query = query
    self.named = named
    search = try SearchConditions(connection, named: named, mostCollected: mostCollected)
    branches = try SearchBranch.all(of: query.expression, search)
    beginnings = try CommonBeginnings(query.expression, connection, mostPages: mostPages)
  }

  /// The first `limit` that answer, after `cursor`.
  func sequence(limit: Int, after cursor: SearchCursor? = nil) throws -> Found {
    let skipped = if case .count(let count)? = cursor { count } else { 0 }
    switch query.sort {
    case .newest, .oldest:
      let beyond: Int64? = if case .seq(let seq)? = cursor { seq } else { nil }
      return Found(
        seqs: try inOrder(
          limit: limit + skipped, beyond: beyond, isNewestFirst: query.sort == .newest
        ).dropFirst(skipped).map(\.self))
    case .relevance:
      let ranking = try RelevanceRanking(connection, query.expression, branches, search)
      return Found(
        seqs: Array(try ranking.best(skipped + limit).dropFirst(skipped)), skipped: skipped)
    case .likeness:
      let names = query.filters.compactMap { if case .like(let name) = $0 { name } else { nil } }
      let found = Set(try all())
      let nearest = names.flatMap { named.like[$0] ?? [] }.filter(found.contains)
      return Found(seqs: Array(nearest.dropFirst(skipped).prefix(limit)), skipped: skipped)
    case .cost: return try sorted("\(SearchCost.sql) DESC NULLS LAST", limit, skipped)
    case .cheapest: return try sorted("\(SearchCost.sql) ASC NULLS LAST", limit, skipped)
    case .rating:
      return try sorted(
        """
        (SELECT max(value) FROM \(AnnotationReader.standing) r
          WHERE r.generation = g.id AND r.kind = 'rating' AND r.value > 0) DESC NULLS LAST
        """, limit, skipped)
    }
  }

  /// All that answer, newest first.
  func all() throws -> [Int64] { try inOrder(limit: .max, beyond: nil, isNewestFirst: true) }

  /// How many answer, as far as the index of words tells.
  func total() throws -> SearchTotal? {
    if query.expression == .all([]) {
      let count = try connection.row("SELECT max(seq) FROM generation")?.int(0) ?? 0
      return SearchTotal(count: count, isExact: true)
    }
    guard branches.count == 1, beginnings == nil,
      let count = try branches[0].count(connection, most: Self.mostCounted + 1)
    else { return nil }
    return SearchTotal(
      count: min(count, Self.mostCounted), isExact: count <= Self.mostCounted)
  }

  /// How many are counted with a page: more would keep it waiting.
  private static let mostCounted = 10_000

  private func inOrder(limit: Int, beyond: Int64?, isNewestFirst: Bool) throws -> [Int64] {
    if let beginnings, limit <= Self.mostPaged {
      let rest = try SearchBranch.all(of: beginnings.rest, search)
      let found = try beginnings.first(limit, beyond: beyond) {
        try inOrder(rest, limit: $0, beyond: $1, isNewestFirst: isNewestFirst)
      }
      if let found { return found }
    }
    return try inOrder(branches, limit: limit, beyond: beyond, isNewestFirst: isNewestFirst)
  }

  /// The most of a page of which each may be read.
  private static let mostPaged = 500

  private func inOrder(
    _ branches: [SearchBranch], limit: Int, beyond: Int64?, isNewestFirst: Bool
  ) throws -> [Int64] {
    let all = try branches.map { branch in
      let (sql, arguments) = branch.statement(
        isNewestFirst: isNewestFirst, beyond: beyond, limit: limit)
      return try connection.integers(sql, arguments: arguments)
    }
    if all.count == 1 { return all[0] }
    let unique = Set(all.joined()).sorted { isNewestFirst ? $0 > $1 : $0 < $1 }
    return Array(unique.prefix(limit))
  }

  private func sorted(_ order: String, _ limit: Int, _ skipped: Int) throws -> Found {
    let whole = branches.count == 1 ? branches[0] : try SearchBranch([query.expression], search)
    let (sql, arguments) = whole.statement(order: order, limit: limit, offset: skipped)
    return Found(
      seqs: try connection.integers(sql, arguments: arguments), skipped: skipped)
  }
}
