internal import TroupeStorage

/// What each request and each check of an image counts, as tables of SQL over the record. The one place that says what counts.
struct CostEntries {
  /// Where the state of a generation is read.
  enum States {
    /// In the table that is derived from events.
    case derived
    /// In the events themselves.
    case events

    fileprivate var join: String {
      switch self {
      case .derived: "JOIN current_state s ON s.generation = g.id"
      case .events:
        "JOIN event s ON s.id = (SELECT max(id) FROM event WHERE generation = g.id)"
      }
    }
  }

  /// A row for each request and each check, with the generation that it made or looked at.
  let all: String
  /// The same for the generations of a list of JSON, `?1`.
  static let listed = table(
    "generation g", .derived, "exchange x", ofGeneration: "AND g.id IN \(list)",
    ofCheck: "WHERE c.generation IN \(list)")

  /// Those of the whole record, read from indexes where they are: a row of a generation or an exchange holds a whole request
  /// or answer before what it cost.
  init(_ connection: Connection, states: States) throws {
    func indexed(_ table: String, by index: String) throws -> String {
      let known = try connection.row(
        "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?", index)
      return known == nil ? table : "\(table) INDEXED BY \(index)"
    }
    all = Self.table(
      try indexed("generation g", by: "generation_cost"), states,
      try indexed("exchange x", by: "exchange_cost"))
  }

  /// The generations of a list of JSON.
  private static let list = "(SELECT value FROM json_each(?1))"

  /// What failed without an answer was certainly not billed, nor is what was free when it was planned. What is planned
  /// counts at its price, as it is about to be sent. What was made elsewhere was paid elsewhere.
  private static func table(
    _ generation: String, _ states: States, _ exchange: String, ofGeneration: String = "",
    ofCheck: String = ""
  ) -> String {
    """
    (SELECT generation, day, model, provider, is_sent AS requests, is_sent * images AS images,
      is_sent * coalesce(cost, 0) AS cost, is_sent AND cost IS NULL AS open_requests,
      is_sent AND cost IS NULL AND price IS NULL AS unpriced,
      CASE WHEN is_sent AND cost IS NULL THEN coalesce(price, 0) ELSE 0 END AS open_cost,
      CASE WHEN is_sent THEN 0 ELSE coalesce(cost, price, 0) END AS planned_cost
    FROM (
      SELECT g.id AS generation, \(day("g")) AS day, g.profile AS model, g.provider,
        s.state <> 'planned' AS is_sent,
        (SELECT count(*) FROM output o WHERE o.generation = g.id) AS images,
        CASE WHEN s.state = 'failed' AND x.attempt IS NULL THEN 0
          WHEN g.price_usd = 0 THEN coalesce(\(micros("x.cost_usd")), 0)
          ELSE \(micros("x.cost_usd")) END AS cost, \(micros("g.price_usd")) AS price
      FROM \(generation) \(states.join)
      LEFT JOIN attempt a ON a.generation = g.id
        AND a.number = (SELECT max(number) FROM attempt WHERE generation = g.id)
      LEFT JOIN \(exchange) ON x.attempt = a.id
      WHERE NOT EXISTS (SELECT 1 FROM imported m WHERE m.generation = g.id) \(ofGeneration)
      UNION ALL
      SELECT c.generation, \(day("c")), c.profile, c.provider, e.state <> 'planned', 0,
        CASE WHEN e.state = 'failed' THEN 0 ELSE \(micros("x.cost_usd")) END,
        \(micros("c.price_usd"))
      FROM picture_check c JOIN check_event e ON e.picture_check = c.id
        AND e.number = (SELECT max(number) FROM check_event WHERE picture_check = c.id)
      LEFT JOIN check_answer x ON x.picture_check = c.id \(ofCheck)
    ))
    """
  }

  private static func day(_ table: String) -> String {
    "coalesce(strftime('%Y-%m-%d', \(table).created_at / 1000, 'unixepoch'), '')"
  }

  /// Millionths of a dollar. What no request costs counts nothing, so that no row keeps another from being written: while
  /// there is one, `LedgerReader` gives no sums at all.
  private static func micros(_ dollars: String) -> String {
    """
    CASE WHEN \(dollars) BETWEEN 0 AND 1e6 THEN CAST(round(\(dollars) * 1000000) AS INTEGER)
      WHEN \(dollars) IS NOT NULL THEN 0 END
    """
  }

  /// Under which subjects each generation counts, once each, as a table of SQL. An asset goes with its handle of then, by which
  /// it is called where no asset of the library is meant.
  static let subjects = subjects(where: "")
  /// The same for the generations of a list of JSON, `?1`.
  static let listedSubjects = subjects(where: "AND generation IN \(list)")

  private static func subjects(where condition: String) -> String {
    """
    (SELECT generation, 'asset' AS kind, asset || ' ' || handle AS subject FROM cast_member WHERE 1 \(condition)
    UNION SELECT generation, 'tag', name FROM \(AnnotationReader.standing)
      WHERE +kind = 'tag' AND value = 1 \(condition)
    UNION SELECT generation, 'scene', scene FROM shot_take WHERE 1 \(condition)
    UNION SELECT generation, 'member', member FROM generation_member WHERE 1 \(condition))
    """
  }
}
