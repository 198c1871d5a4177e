internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// What generations must meet to answer to a query, in SQL.
struct SearchConditions {
  private let connection: Connection

  /// Reads the boards that queries name through `connection`.
  init(_ connection: Connection) { self.connection = connection }

  /// What a generation `g` in the state `s` must meet to answer to `query`, with the values for its question marks.
  /// - Throws: `RequestError.unknownBoard`.
  func of(_ query: SearchQuery) throws -> ([String], [(any SQLValue)?]) {
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
      let (condition, values) = try condition(filter.condition)
      conditions.append(filter.isNegated ? "NOT (\(condition))" : condition)
      arguments += values
    }
    return (conditions, arguments)
  }

  private func condition(
    _ filter: SearchFilter.Condition
  ) throws -> (String, [(any SQLValue)?]) {
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
    case .rating(0...0): return ("g.id NOT IN (\(Self.said) 'rating' AND value > 0)", [])
    case .rating(let range):
      return (
        "g.id IN (\(Self.said) 'rating' AND name = '' AND value BETWEEN ? AND ?)",
        [range.lowerBound, range.upperBound]
      )
    case .pick(.yes): return ("g.id IN (\(Self.said) 'pick' AND name = '' AND value = 1)", [])
    case .pick(.no): return ("g.id NOT IN (\(Self.said) 'pick' AND name = '' AND value = 1)", [])
    case .pick(.rejected):
      return ("g.id IN (\(Self.said) 'pick' AND name = '' AND value = -1)", [])
    case .tag(let tag):
      return ("g.id IN (\(Self.said) 'tag' AND name = ? AND value = 1)", [tag])
    case .note(let words):
      let pattern = "%" + Self.literal(words) + "%"
      return ("g.id IN (\(Self.said) 'note' AND value LIKE ? ESCAPE '\\')", [pattern])
    case .board(let name): return try board(name)
    case .check(let outcome): return (CheckConditions.sql(outcome), [])
    }
  }

  /// What is on a list, or found by a saved search; that one names no board.
  private func board(_ name: String) throws -> (String, [(any SQLValue)?]) {
    let board = try BoardReader(connection).board(name)
    guard let query = board.query else {
      return ("g.id IN (SELECT generation FROM board_item WHERE board = ?)", [board.name])
    }
    let (conditions, arguments) = try of(SearchQuery(parsing: query))
    return ("(\(conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")))", arguments)
  }

  /// Generations of which, or of an image of which, something is said of the kind that follows.
  private static let said =
    "SELECT generation FROM \(AnnotationReader.standing) WHERE kind ="

  /// For LIKE, with what has a meaning there taken as it is.
  private static func literal(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }
}
