internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// Counts what a search finds, by what it is like.
struct SearchFacetReader {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func facets(_ query: SearchQuery, named: NamedGenerations) throws -> SearchFacets {
    let walk = try SearchWalk(connection, query, named: named)
    let seqs = query.expression == .all([]) ? nil : try walk.all()
    // A list of all would be a list of the library.
    let list = try seqs.map { try CanonicalJSON.text($0) }
    let which =
      list == nil ? "generation g" : "json_each(?) j CROSS JOIN generation g ON g.seq = j.value"
    func counts(_ value: String, _ rest: String, order: String) throws -> [SearchFacets.Count] {
      try connection.rows(
        """
        SELECT \(value) AS value, count(*) AS count FROM \(which) \(rest)
        GROUP BY 1 ORDER BY \(order)
        """, arguments: list.map { [$0] } ?? []
      ).map { .init(value: try $0.text("value"), count: try $0.int("count")) }
    }
    let most = "count DESC, value"
    let months = try counts(
      "strftime('%Y-%m', g.created_at / 1000, 'unixepoch')", "", order: "value DESC")
    return SearchFacets(
      total: months.reduce(0) { $0 + $1.count },
      models: try counts("g.profile", "", order: most),
      assets: try counts(
        "'@' || coalesce(n.handle, c.handle)",
        """
        CROSS JOIN cast_member c ON c.generation = g.id AND NOT EXISTS
          (SELECT 1 FROM cast_member b WHERE b.generation = g.id AND b.asset = c.asset
            AND b.handle = c.handle AND b.position < c.position)
        LEFT JOIN asset n ON n.id = c.asset
        """, order: most),
      states: try counts(
        "s.state", "CROSS JOIN current_state s ON s.generation = g.id", order: most),
      months: months)
  }
}
