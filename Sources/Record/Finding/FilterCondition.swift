internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// What generations must meet for a filter to hold of them, in SQL, where the index of words cannot tell.
struct FilterCondition {
  private let conditions: SearchConditions
  private let hasWords: Bool

  /// - Parameter hasWords: whether few generations are left by words when this is asked of them.
  init(_ conditions: SearchConditions, hasWords: Bool) {
    self.conditions = conditions
    self.hasWords = hasWords
  }

  func of(_ filter: SearchFilter) throws -> SearchConditions.Condition {
    switch filter {
    // The index tells of these; what is left are those of which it has no fact.
    case .with, .look, .model, .provider, .tag: return ("FALSE", [])
    case .state(let state):
      let all = "SELECT 1 FROM current_state WHERE state = ?"
      let isCommon = try hasWords || conditions.isCommon(all, [state.rawValue])
      return ("\(isCommon ? "+" : "")s.state = ?", [state.rawValue])
    case .reason(let words):
      let pattern = "%" + Self.literal(words) + "%"
      return (
        """
        (s.message LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM attempt a
          JOIN exchange x ON x.attempt = a.id
          WHERE a.generation = g.id AND x.finish_reason LIKE ? ESCAPE '\\'))
        """, [pattern, pattern]
      )
    case .after(let date): return ("g.created_at >= ?", [date])
    case .before(let date): return ("g.created_at < ?", [date])
    case .during(let start, let end):
      return ("g.created_at >= ? AND g.created_at < ?", [start, end])
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
    case .note(let words):
      let pattern = "%" + Self.literal(words) + "%"
      return ("g.id IN (\(Self.said) 'note' AND value LIKE ? ESCAPE '\\')", [pattern])
    case .by(let who):
      return (
        """
        (EXISTS (SELECT 1 FROM generation_member m
            WHERE m.generation = g.id AND m.member LIKE ? ESCAPE '\\')
          OR EXISTS (SELECT 1 FROM annotation n JOIN annotation_act t ON n.act = t.id
            WHERE n.generation = g.id AND t.who LIKE ? ESCAPE '\\'
            AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = t.id)))
        """, [Self.literal(who), Self.literal(who)]
      )
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
    case .cost(let range): return cost(range)
    case .parent(let name):
      return conditions.named.generations[name].map(EdgeConditions.made) ?? ("FALSE", [])
    case .under(let name):
      return conditions.named.generations[name].map(EdgeConditions.under) ?? ("FALSE", [])
    case .like(let name):
      return (
        "g.seq IN (SELECT value FROM json_each(?))",
        [try CanonicalJSON.text(conditions.named.like[name] ?? [])]
      )
    case .size(let size): return Self.size(size)
    case .aspect(let aspect): return Self.aspect(aspect)
    case .stale(let isStale):
      let (stale, arguments) = try StaleSearch.condition(conditions.connection)
      return (isStale ? stale : "NOT (\(stale))", arguments)
    }
  }

  /// What is on a list, or found by a saved search; that one names no board.
  private func board(_ name: String) throws -> SearchConditions.Condition {
    let board = try BoardReader(conditions.connection).board(name)
    guard let query = board.query else {
      return ("g.id IN (SELECT generation FROM board_item WHERE board = ?)", [board.name])
    }
    return try conditions.condition(SearchQuery(parsing: query).expression)
  }

  private func cost(_ range: NumberRange?) -> SearchConditions.Condition {
    guard let range else { return ("\(SearchCost.sql) IS NULL", []) }
    var (parts, arguments): ([String], [(any SQLValue)?]) = ([], [])
    if let low = range.low {
      parts.append("\(SearchCost.sql) \(range.excludesLow ? ">" : ">=") ?")
      arguments.append(low + (range.excludesLow ? Self.dust : -Self.dust))
    }
    if let high = range.high {
      parts.append("\(SearchCost.sql) \(range.excludesHigh ? "<" : "<=") ?")
      arguments.append(high + (range.excludesHigh ? -Self.dust : Self.dust))
    }
    return (parts.joined(separator: " AND "), arguments)
  }

  /// Less than any price tells apart: costs are sums of fractions that binary numbers have not.
  private static let dust = 1e-9

  private static func size(_ size: SearchFilter.Size) -> SearchConditions.Condition {
    let sent = "lower(g.sent_json ->> '$.size') = ?"
    let output = "EXISTS (SELECT 1 FROM output o WHERE o.generation = g.id AND"
    switch size {
    case .named(let name): return (sent, [name])
    case .pixels(let width, let height):
      return ("\(output) o.width = ? AND o.height = ?)", [width, height])
    case .side(let range):
      let side = "max(o.width, o.height)"
      var (parts, arguments): ([String], [(any SQLValue)?]) = ([], [])
      if let low = range.low {
        parts.append("\(side) \(range.excludesLow ? ">" : ">=") ?")
        arguments.append(low)
      }
      if let high = range.high {
        parts.append("\(side) \(range.excludesHigh ? "<" : "<=") ?")
        arguments.append(high)
      }
      let measured = "\(output) \(parts.joined(separator: " AND ")))"
      guard let low = range.low, low == range.high else { return (measured, arguments) }
      return ("(\(measured) OR \(sent))", arguments + ["\(Int(low))"])
    }
  }

  private static func aspect(_ aspect: SearchFilter.Aspect) -> SearchConditions.Condition {
    let output = "EXISTS (SELECT 1 FROM output o WHERE o.generation = g.id AND"
    switch aspect {
    case .landscape: return ("\(output) o.width > o.height)", [])
    case .portrait: return ("\(output) o.width < o.height)", [])
    case .ratio(let width, let height):
      // Models make sides of whole blocks of pixels: what they call 16:9 is off by up to some percent.
      return (
        """
        (g.sent_json ->> '$.aspect' = ? OR \(output) o.height > 0
          AND abs(1.0 * o.width * ? / (o.height * ?) - 1) <= 0.02))
        """, ["\(width):\(height)", height, width]
      )
    }
  }

  /// Generations of which, or of an image of which, something is said of the kind that follows.
  private static let said =
    "SELECT generation FROM \(AnnotationReader.standing) WHERE kind ="

  /// For LIKE, with what has a meaning there taken as it is.
  private static func literal(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }
}

/// What a generation `g` in the state `s` cost, in US dollars; NULL where it is not known.
enum SearchCost {
  static let sql = """
    (CASE WHEN s.state = 'failed' AND NOT EXISTS (SELECT 1 FROM attempt fa
        JOIN exchange fx ON fx.attempt = fa.id WHERE fa.generation = g.id) THEN 0
      ELSE coalesce((SELECT cx.cost_usd FROM attempt ca JOIN exchange cx ON cx.attempt = ca.id
          WHERE ca.generation = g.id ORDER BY ca.number DESC LIMIT 1),
        CASE WHEN g.price_usd = 0 THEN 0 END) END)
    """
}
