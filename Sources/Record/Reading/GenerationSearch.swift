internal import Foundation
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
  package func find(
    _ query: SearchQuery, limit: Int, offset: Int = 0
  ) async throws -> [Generation] {
    let (conditions, arguments) = Self.conditions(of: query)
    let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let sql = """
      SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
      \(filter) ORDER BY g.seq DESC LIMIT ? OFFSET ?
      """
    let all = arguments + [limit, offset]
    return try await database.read { connection in
      let ids = try connection.rows(sql, arguments: all).map { try $0.ulid("id") }
      return try GenerationReader(connection).generations(ids)
    }
  }

  /// What a generation `g` in the state `s` must meet to answer to `query`, with the values for its question marks.
  static func conditions(of query: SearchQuery) -> ([String], [(any SQLValue)?]) {
    var conditions: [String] = []
    var arguments: [(any SQLValue)?] = []
    func require(_ condition: String, _ values: (any SQLValue)?...) {
      conditions.append(condition)
      arguments += values
    }
    if let match = query.matchExpression {
      require("g.seq IN (SELECT rowid FROM generation_text WHERE generation_text MATCH ?)", match)
    }
    if let excluded = query.excludedExpression {
      require(
        "g.seq NOT IN (SELECT rowid FROM generation_text WHERE generation_text MATCH ?)",
        excluded)
    }
    for filter in query.filters {
      let (condition, values) = Self.condition(filter.condition)
      conditions.append(filter.isNegated ? "NOT (\(condition))" : condition)
      arguments += values
    }
    return (conditions, arguments)
  }

  private static func condition(_ filter: SearchFilter.Condition) -> (String, [(any SQLValue)?]) {
    switch filter {
    case .with(let handle, let look):
      // An asset is found by the handle it had then, and by the one and the aliases it has now.
      let current = """
        SELECT id FROM asset WHERE handle_key = ? UNION
        SELECT asset FROM asset_alias WHERE alias_key = ?
        """
      let cast = "SELECT generation FROM cast_member WHERE"
      let lookCondition = look == nil ? "" : " AND look = ?"
      return (
        "g.id IN (\(cast) (asset IN (\(current)) OR handle = ?)\(lookCondition))",
        [handle.key, handle.key, handle.text] + (look.map { [$0] } ?? [])
      )
    case .model(let prefix):
      let pattern = Self.literal(prefix) + "%"
      return ("(g.profile LIKE ? ESCAPE '\\' OR g.model LIKE ? ESCAPE '\\')", [pattern, pattern])
    case .state(let state): return ("s.state = ?", [state.rawValue])
    case .reason(let words):
      let pattern = "%" + Self.literal(words) + "%"
      return (
        """
        (s.message LIKE ? ESCAPE '\\' OR g.id IN (SELECT a.generation FROM attempt a
          JOIN exchange x ON x.attempt = a.id WHERE x.finish_reason LIKE ? ESCAPE '\\'))
        """, [pattern, pattern]
      )
    case .after(let date): return ("g.created_at >= ?", [date])
    case .before(let date): return ("g.created_at < ?", [date])
    }
  }

  /// For LIKE, with what has a meaning there taken as it is.
  private static func literal(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }
}
