internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// What generations must meet to answer to a query, in SQL.
struct SearchConditions {
  private let connection: Connection
  private let mostCollected: Int

  static let usualMost = 2500

  /// Reads the boards that queries name through `connection`.
  /// - Parameter mostCollected: of how many it is still as quick to collect and sort them as to ask each of the newest
  ///   generations. On 300,000 with SQLite 3.40 both took about 6 ms at 1,400 of them; it grows with the root of all, so that
  ///   this is the number for a million.
  init(_ connection: Connection, mostCollected: Int = usualMost) {
    self.connection = connection
    self.mostCollected = mostCollected
  }

  /// What a generation `g` in the state `s` must meet to answer to `query`, with the values for its question marks.
  /// - Parameter withoutWords: whether the words that it is to have are left to the caller.
  /// - Throws: `RequestError.unknownBoard`.
  func of(
    _ query: SearchQuery, withoutWords: Bool = false
  ) throws -> ([String], [(any SQLValue)?]) {
    var conditions: [String] = []
    var arguments: [(any SQLValue)?] = []
    func require(_ condition: String, _ values: (any SQLValue)?...) {
      conditions.append(condition)
      arguments += values
    }
    if !withoutWords, let match = query.matchExpression {
      require("g.seq IN (SELECT rowid FROM generation_text WHERE generation_text MATCH ?)", match)
    }
    if let excluded = query.excludedExpression {
      require(
        "g.seq NOT IN (SELECT rowid FROM generation_text WHERE generation_text MATCH ?)",
        excluded)
    }
    for filter in query.filters {
      let (condition, values) = try condition(
        filter.condition, hasWords: query.matchExpression != nil)
      conditions.append(filter.isNegated ? "NOT (\(condition))" : condition)
      arguments += values
    }
    return (conditions, arguments)
  }

  /// - Parameter hasWords: whether few generations are left by words when this is asked of them.
  private func condition(
    _ filter: SearchFilter.Condition, hasWords: Bool
  ) throws -> (String, [(any SQLValue)?]) {
    switch filter {
    case .with(let handle, let look):
      // An asset is found by the handle it had then, and by the one and the aliases it has now.
      let current = """
        SELECT id FROM asset WHERE handle_key = ? UNION
        SELECT asset FROM asset_alias WHERE alias_key = ?
        """
      let cast = "SELECT generation FROM cast_member WHERE"
      let worn = look == nil ? "" : " AND look = ?"
      let looks: [(any SQLValue)?] = look.map { [$0] } ?? []
      let all = "\(cast) asset IN (\(current)) UNION ALL \(cast) handle = ?"
      let names: [(any SQLValue)?] = [handle.key, handle.key, handle.text]
      if try hasWords || isCommon(all, names) {
        return (
          """
          EXISTS (SELECT 1 FROM cast_member c WHERE c.generation = g.id
            AND (c.asset IN (\(current)) OR c.handle = ?)\(worn))
          """, names + looks
        )
      }
      return (
        """
        g.id IN (\(cast) asset IN (\(current))\(worn) UNION ALL \(cast) handle = ?\(worn))
        """, [handle.key, handle.key] + looks + [handle.text] + looks
      )
    case .model(let prefix):
      let pattern = Self.literal(prefix) + "%"
      return ("(g.profile LIKE ? ESCAPE '\\' OR g.model LIKE ? ESCAPE '\\')", [pattern, pattern])
    case .state(let state):
      let all = "SELECT 1 FROM current_state WHERE state = ?"
      let isCommon = try hasWords || isCommon(all, [state.rawValue])
      return ("\(isCommon ? "+" : "")s.state = ?", [state.rawValue])
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
    case .scene(let name):
      let (bare, rest) = (Self.literal(name), "ESCAPE '\\'")
      return (
        """
        g.id IN (SELECT t.generation FROM scene_file f JOIN shot_take t ON t.scene = f.scene
          WHERE f.path LIKE ? \(rest) OR f.path LIKE ? \(rest) OR f.path LIKE ? \(rest)
            OR f.path LIKE ? \(rest))
        """, [bare, "\(bare).%", "%/\(bare)", "%/\(bare).%"]
      )
    case .shot(let id): return ("g.id IN (SELECT generation FROM shot_take WHERE shot = ?)", [id])
    case .session(let id):
      return (
        "g.id IN (SELECT generation FROM turn WHERE session >= ? AND session < ?)", [id, id + "~"]
      )
    case .check(let outcome): return (CheckConditions.sql(outcome), [])
    }
  }

  /// Whether `sql` finds more than are collected.
  private func isCommon(_ sql: String, _ arguments: [(any SQLValue)?]) throws -> Bool {
    let row = try connection.row(
      "SELECT count(*) FROM (SELECT 1 FROM (\(sql)) LIMIT ?)",
      arguments: arguments + [mostCollected + 1])
    return try (row?.int(0) ?? 0) > mostCollected
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
