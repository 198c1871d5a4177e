import Foundation
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// What requests cost, summed up from the record itself each time it is asked.
struct SlowLedger {
  let connection: Connection

  /// One heading; money in millionths of a dollar.
  struct Line: Hashable {
    var requests = 0
    var images = 0
    var cost = 0
    var openRequests = 0
    var unpriced = 0
    var openCost = 0

    var openUSD: Double? { unpriced > 0 ? nil : Double(openCost) / 1e6 }
  }

  /// The lines under the headings of `grouping`.
  func lines(by grouping: Ledger.Grouping) throws -> [String: Line] {
    let (heading, join) = Self.heading(grouping)
    return try lines(heading, join)
  }

  /// Every request once.
  func total() throws -> Line { try lines("''", "").values.first ?? Line() }

  private func lines(_ heading: String, _ join: String) throws -> [String: Line] {
    var lines: [String: Line] = [:]
    for sql in [
      """
      SELECT \(heading) AS heading, count(*) AS requests,
        sum((SELECT count(*) FROM output o WHERE o.generation = g.id)) AS images,
        \(Self.sums(Self.cost)) \(Self.requests) \(join)
      WHERE s.state <> 'planned' AND \(Self.isOwn) GROUP BY heading
      """,
      """
      SELECT \(heading) AS heading, count(*) AS requests, 0 AS images,
        \(Self.sums(Self.checkCost)) \(Self.checks) \(join)
      WHERE e.state <> 'planned' GROUP BY heading
      """,
    ] {
      for row in try connection.rows(sql) {
        var line = lines[try row.text("heading")] ?? Line()
        line.requests += try row.int("requests")
        line.images += try row.int("images")
        line.cost += try row.int("cost")
        line.openRequests += try row.int("open_requests")
        line.unpriced += try row.int("unpriced")
        line.openCost += try row.int("open_cost")
        lines[try row.text("heading")] = line
      }
    }
    return lines
  }

  /// What counts for a month's bound.
  func spent(since date: Date) throws -> Int {
    let since = Int(date.timeIntervalSince1970 * 1000)
    let generations = try connection.row(
      """
      SELECT coalesce(sum(max(coalesce(\(Self.micros("cost")), \(Self.micros("price")), 0), 0)), 0)
        AS spent
      FROM (SELECT \(Self.cost) AS cost, g.price_usd AS price \(Self.requests)
        WHERE g.created_at >= ? AND \(Self.isOwn))
      """, since)
    let checks = try connection.row(
      """
      SELECT coalesce(sum(max(\(Self.micros("coalesce(\(Self.checkCost), g.price_usd, 0)")), 0)), 0)
        AS spent \(Self.checks) WHERE e.state <> 'failed' AND g.created_at >= ?
      """, since)
    return (try generations?.int("spent") ?? 0) + (try checks?.int("spent") ?? 0)
  }

  private static func heading(_ grouping: Ledger.Grouping) -> (String, join: String) {
    switch grouping {
    case .month: ("strftime('%Y-%m', g.created_at / 1000, 'unixepoch')", "")
    case .day: ("strftime('%Y-%m-%d', g.created_at / 1000, 'unixepoch')", "")
    case .model: ("g.profile", "")
    case .provider: ("g.provider", "")
    case .asset:
      (
        "coalesce('@' || coalesce(n.handle, c.handle), '')",
        """
        LEFT JOIN (SELECT DISTINCT generation, asset, handle FROM cast_member) c
          ON c.generation = g.id
        LEFT JOIN asset n ON n.id = c.asset
        """
      )
    case .tag:
      (
        "coalesce(t.name, '')",
        """
        LEFT JOIN (SELECT DISTINCT generation, name FROM \(AnnotationReader.standing)
          WHERE kind = 'tag' AND value = 1) t ON t.generation = g.id
        """
      )
    case .member:
      ("coalesce(m.member, '')", "LEFT JOIN generation_member m ON m.generation = g.id")
    case .scene:
      (
        "coalesce(f.path, '')",
        """
        LEFT JOIN (SELECT DISTINCT generation, scene FROM shot_take) t ON t.generation = g.id
        LEFT JOIN scene_file f ON f.scene = t.scene
          AND f.number = (SELECT max(number) FROM scene_file WHERE scene = t.scene)
        """
      )
    }
  }

  private static func sums(_ cost: String) -> String {
    """
    coalesce(sum(\(micros(cost))), 0) AS cost, sum((\(cost)) IS NULL) AS open_requests,
    sum((\(cost)) IS NULL AND g.price_usd IS NULL) AS unpriced,
    coalesce(sum(CASE WHEN (\(cost)) IS NULL THEN \(micros("g.price_usd")) END), 0) AS open_cost
    """
  }

  private static func micros(_ dollars: String) -> String {
    "CAST(round((\(dollars)) * 1000000) AS INTEGER)"
  }

  private static let cost = """
    CASE WHEN s.state = 'failed' AND x.attempt IS NULL THEN 0
      WHEN g.price_usd = 0 THEN coalesce(x.cost_usd, 0) ELSE x.cost_usd END
    """

  private static let requests = """
    FROM generation g JOIN current_state s ON s.generation = g.id
    LEFT JOIN attempt a ON a.generation = g.id
      AND a.number = (SELECT max(number) FROM attempt WHERE generation = g.id)
    LEFT JOIN exchange x ON x.attempt = a.id
    """

  /// What was made elsewhere was paid elsewhere.
  private static let isOwn =
    "NOT EXISTS (SELECT 1 FROM imported m WHERE m.generation = g.id)"

  private static let checkCost = "CASE WHEN e.state = 'failed' THEN 0 ELSE x.cost_usd END"

  private static let checks = """
    FROM (SELECT id AS check_id, generation AS id, created_at, profile, provider, price_usd
      FROM picture_check) g
    JOIN check_event e ON e.picture_check = g.check_id
      AND e.number = (SELECT max(number) FROM check_event WHERE picture_check = g.check_id)
    LEFT JOIN check_answer x ON x.picture_check = g.check_id
    """
}
