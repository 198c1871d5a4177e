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
      let (conditions, arguments) = try SearchConditions(connection).of(query)
      let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
      let ids = try connection.rows(
        """
        SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
        \(filter) ORDER BY g.seq DESC LIMIT ? OFFSET ?
        """, arguments: arguments + [limit, offset]
      ).map { try $0.ulid("id") }
      return try GenerationReader(connection).generations(ids)
    }
  }
}
