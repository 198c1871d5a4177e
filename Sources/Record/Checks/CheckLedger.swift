internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// What checks cost, in millionths of a dollar; part of every ledger and of every bound.
struct CheckLedger {
  let connection: Connection

  /// What those since `date` have cost, those that are perhaps billed or about to be sent at their prices.
  func spent(since date: Date) throws -> Int {
    let cost = Self.micros("coalesce(\(Self.cost), g.price_usd, 0)")
    return try connection.row(
      """
      SELECT coalesce(sum(max(\(cost), 0)), 0) AS spent \(Self.requests)
      WHERE e.state <> 'failed' AND g.created_at >= ?
      """, Int(date.timeIntervalSince1970 * 1000))?.int("spent") ?? 0
  }

  /// Sums under the headings that `heading` and `join` say of `g`, which stands for the generation that was looked at.
  func lines(_ heading: String, join: String = "") throws -> [Ledger.Line] {
    try connection.rows(
      """
      SELECT \(heading) AS heading, count(*) AS requests,
        coalesce(sum(\(Self.micros(Self.cost))), 0) AS cost,
        sum((\(Self.cost)) IS NULL) AS open_requests,
        sum((\(Self.cost)) IS NULL AND g.price_usd IS NULL) AS unpriced,
        coalesce(sum(CASE WHEN (\(Self.cost)) IS NULL THEN \(Self.micros("g.price_usd")) END), 0)
          AS open_cost
      \(Self.requests) \(join)
      WHERE e.state <> 'planned' GROUP BY heading ORDER BY heading
      """
    ).compactMap { row in
      guard try row.int("requests") > 0 else { return nil }
      return Ledger.Line(
        heading: try row.optionalText("heading") ?? "", requests: try row.int("requests"),
        images: 0, costUSD: Double(try row.int("cost")) / 1e6,
        openRequests: try row.int("open_requests"),
        openUSD: try row.int("unpriced") > 0 ? nil : Double(try row.int("open_cost")) / 1e6)
    }
  }

  private static func micros(_ dollars: String) -> String {
    "CAST(round((\(dollars)) * 1000000) AS INTEGER)"
  }

  /// What failed was certainly not answered.
  private static let cost = "CASE WHEN e.state = 'failed' THEN 0 ELSE x.cost_usd END"

  private static let requests = """
    FROM (SELECT id AS check_id, generation AS id, created_at, profile, price_usd
      FROM picture_check) g
    JOIN check_event e ON e.picture_check = g.check_id
      AND e.number = (SELECT max(number) FROM check_event WHERE picture_check = g.check_id)
    LEFT JOIN check_answer x ON x.picture_check = g.check_id
    """
}

extension [Ledger.Line] {
  /// These and `others`, those of one heading as one, in order of heading.
  func joined(with others: [Ledger.Line]) -> [Ledger.Line] {
    var sums = Dictionary(map { ($0.heading, $0) }, uniquingKeysWith: { first, _ in first })
    for other in others {
      sums[other.heading] = sums[other.heading].map { $0.joined(with: other) } ?? other
    }
    return sums.values.sorted { $0.heading.utf8.lexicographicallyPrecedes($1.heading.utf8) }
  }
}

extension Ledger.Line {
  fileprivate func joined(with other: Ledger.Line) -> Ledger.Line {
    Ledger.Line(
      heading: heading, requests: requests + other.requests, images: images + other.images,
      costUSD: costUSD + other.costUSD, openRequests: openRequests + other.openRequests,
      openUSD: openUSD.flatMap { one in other.openUSD.map { one + $0 } })
  }
}
