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

extension GenerationSearch {
  /// How many generations are looked through for the next that has an image.
  static let reach = 200

  /// The images next to those of `id` among what answers to `query`, in its order; `nil` at an end, or where the next image
  /// is too far away.
  /// - Throws: as `page(_:limit:after:)`, and `RequestError.unknownGeneration`.
  package func neighbors(
    of id: ULID, in query: SearchQuery
  ) async throws -> (previous: OutputID?, next: OutputID?) {
    try await database.read { [named] connection in
      guard let row = try connection.row("SELECT seq FROM generation WHERE id = ?", id) else {
        throw GenerationReader.unknown(id)
      }
      let seq = Int64(try row.int(0))
      let (before, after) = try Self.numbers(around: seq, query, connection, named)
      return (
        try Self.image(of: before, last: true, connection),
        try Self.image(of: after, last: false, connection)
      )
    }
  }

  /// The numbers before and after one, the nearest first.
  private static func numbers(
    around seq: Int64, _ query: SearchQuery, _ connection: Connection, _ named: NamedGenerations
  ) throws -> (before: [Int64], after: [Int64]) {
    let walk = try SearchWalk(connection, query, named: named)
    guard query.sort == .newest || query.sort == .oldest else {
      let seqs = try walk.sequence(limit: 5 * reach).seqs
      guard let place = seqs.firstIndex(of: seq) else { return ([], []) }
      return (seqs[..<place].reversed(), Array(seqs[place...].dropFirst()))
    }
    var back = query
    back.sort = query.sort == .newest ? .oldest : .newest
    return (
      try SearchWalk(connection, back, named: named).sequence(limit: reach, after: .seq(seq)).seqs,
      try walk.sequence(limit: reach, after: .seq(seq)).seqs
    )
  }

  /// The first or last image of the first of `seqs` that has any.
  private static func image(
    of seqs: [Int64], last: Bool, _ connection: Connection
  ) throws -> OutputID? {
    try connection.row(
      """
      SELECT o.generation, o.position FROM json_each(?) n CROSS JOIN generation g ON g.seq = n.value
      JOIN output o ON o.generation = g.id ORDER BY n.key, o.position \(last ? "DESC" : "") LIMIT 1
      """, CanonicalJSON.text(seqs)
    )?.outputID("generation", "position")
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
