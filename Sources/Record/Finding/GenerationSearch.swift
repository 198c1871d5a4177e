package import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Finds past generations.
package struct GenerationSearch: Sendable {
  let database: Database
  let named: NamedGenerations

  /// Searches in `database`.
  /// - Parameter named: the generations and pictures that queries name.
  package init(database: Database, named: NamedGenerations = .init()) {
    self.database = database
    self.named = named
  }

  /// What was found, a page of it.
  package struct Page<Found: Sendable>: Sendable {
    /// The generations, in the order that was asked for.
    package let generations: [Found]
    /// Where to go on; `nil` at the end.
    package let next: SearchCursor?
    /// How many there are in all, as far as it was counted.
    package let total: SearchTotal?
  }

  /// The generations that answer to `query`.
  /// - Parameters:
  ///   - limit: the most that are returned.
  ///   - cursor: where to go on, as a page before told.
  /// - Throws: `RequestError.unknownBoard` for a board of the query that is not there.
  package func page(
    _ query: SearchQuery, limit: Int, after cursor: SearchCursor? = nil
  ) async throws -> Page<Generation> {
    try await page(query, limit: limit, after: cursor) { try $0.generations(numbered: $1) }
  }

  /// The same in short.
  /// - Throws: as `page(_:limit:after:)`.
  package func summaries(
    _ query: SearchQuery, limit: Int, after cursor: SearchCursor? = nil
  ) async throws -> Page<GenerationSummary> {
    try await page(query, limit: limit, after: cursor) { reader, numbers in
      let found = try reader.summaries(numbers: numbers.map(Int.init))
      return numbers.compactMap { found[Int($0)] }
    }
  }

  private func page<Found: Sendable>(
    _ query: SearchQuery, limit: Int, after cursor: SearchCursor?,
    reading: @escaping @Sendable (GenerationReader, [Int64]) throws -> [Found]
  ) async throws -> Page<Found> {
    try await database.read { [named] connection in
      let walk = try SearchWalk(connection, query, named: named)
      let found = try walk.sequence(limit: min(limit, .max - 1) + 1, after: cursor)
      let shown = found.seqs.prefix(limit)
      let next = found.seqs.count > limit ? found.cursor(after: shown.count) : nil
      let total =
        next == nil && cursor == nil
        ? SearchTotal(count: shown.count, isExact: true) : try walk.total()
      return Page(
        generations: try reading(GenerationReader(connection), Array(shown)),
        next: next, total: total)
    }
  }

  /// What a list of them shows, of the first `limit` that answer.
  /// - Throws: as `page(_:limit:after:)`.
  package func hits(
    _ query: SearchQuery, limit: Int, after cursor: SearchCursor? = nil
  ) async throws -> (hits: [SearchHit], next: SearchCursor?) {
    try await database.read { [named] connection in
      let walk = try SearchWalk(connection, query, named: named)
      let found = try walk.sequence(limit: min(limit, .max - 1) + 1, after: cursor)
      let shown = Array(found.seqs.prefix(limit))
      return (
        try SearchHitRows(connection).hits(shown),
        found.seqs.count > limit ? found.cursor(after: shown.count) : nil
      )
    }
  }

  /// How many answer to `query`, and how many of these are by each model and so on.
  /// - Throws: as `page(_:limit:after:)`.
  package func facets(_ query: SearchQuery) async throws -> SearchFacets {
    try await database.read { [named] connection in
      try SearchFacetReader(connection).facets(query, named: named)
    }
  }

  /// The generations that answer to `query`, in its order.
  /// - Throws: as `page(_:limit:after:)`.
  package func find(
    _ query: SearchQuery, limit: Int
  ) async throws -> [Generation] {
    try await page(query, limit: limit).generations
  }
}

/// How many generations answer to a query.
package struct SearchTotal: Hashable, Sendable {
  /// So many, or more where they were not counted to the end.
  package let count: Int
  /// Whether they are no more.
  package let isExact: Bool
}

extension GenerationReader {
  /// The whole records of those that arrived as these numbers, in their order.
  func generations(numbered seqs: [Int64]) throws -> [Generation] {
    let ids = Dictionary(
      uniqueKeysWithValues: try connection.rows(
        "SELECT seq, id FROM generation WHERE seq IN (SELECT value FROM json_each(?))",
        CanonicalJSON.text(seqs)
      ).map { (Int64(try $0.int(0)), try $0.ulid("id")) })
    return try generations(seqs.compactMap { ids[$0] })
  }
}
