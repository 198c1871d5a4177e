package import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Finds past generations.
package struct GenerationSearch: Sendable {
  let database: Database

  /// Searches in `database`.
  package init(database: Database) { self.database = database }

  /// The generations that answer to `query`, those that arrived last first.
  /// - Parameters:
  ///   - limit: the most that are returned.
  ///   - offset: how many of these are left out first.
  /// - Throws: `RequestError.unknownBoard` for a board of the query that is not there.
  package func find(
    _ query: SearchQuery, limit: Int, offset: Int = 0
  ) async throws -> [Generation] {
    try await database.read { connection in
      let (sql, arguments) = try Self.statement(query, connection)
      let ids = try connection.rows(sql, arguments: arguments + [limit, offset]).map {
        try $0.ulid("id")
      }
      return try GenerationReader(connection).generations(ids)
    }
  }

  /// Words are looked up newest first, so that what is found is read no further than it is wanted: a common word stands in
  /// most of a million prompts.
  static func statement(
    _ query: SearchQuery, _ connection: Connection, mostCollected: Int = SearchConditions.usualMost
  ) throws -> (sql: String, arguments: [(any SQLValue)?]) {
    let words = query.matchExpression
    let (others, values) = try SearchConditions(
      connection, mostCollected: mostCollected
    ).of(query, withoutWords: true)
    let conditions = (words == nil ? [] : ["generation_text MATCH ?"]) + others
    let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let source =
      words == nil
      ? "generation g JOIN current_state s ON s.generation = g.id"
      : """
      generation_text CROSS JOIN generation g ON g.seq = generation_text.rowid
      CROSS JOIN current_state s ON s.generation = g.id
      """
    return (
      """
      SELECT g.id FROM \(source)
      \(filter) ORDER BY \(words == nil ? "g.seq" : "generation_text.rowid") DESC LIMIT ? OFFSET ?
      """, (words.map { [$0] } ?? []) + values
    )
  }
}
