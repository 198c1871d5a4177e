package import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Sums up what requests cost, in millionths of a dollar, so that no sum drifts.
package struct LedgerReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Every request that was sent, under its headings.
  package func ledger(by grouping: Ledger.Grouping) throws -> Ledger {
    try refuseDamagedCosts()
    let (heading, join) = Self.heading(grouping)
    let checks = CheckLedger(connection: connection)
    let requests = try requests()
    let lines = try sums(
      "\(heading) AS heading",
      "\(requests) \(join) \(Self.sent) GROUP BY heading ORDER BY heading")
    // Where each request stands under one heading, they need not be read once more.
    let all =
      join.isEmpty
      ? lines.total : try sums("'' AS heading", "\(requests) \(Self.sent)")
    return Ledger(
      grouping: grouping, lines: lines.joined(with: try checks.lines(heading, join: join)),
      total: all.joined(with: try checks.lines("''")).first
        ?? .init(
          heading: "", requests: 0, images: 0, costUSD: 0, openRequests: 0, openUSD: 0))
  }

  /// What the requests since `date` have cost, those that are perhaps billed or about to be sent at their
  /// prices; in millionths of a dollar. A row below zero, as no request costs, is taken for none: it would pay for others.
  package func spent(since date: Date) throws -> Int {
    try refuseDamagedCosts()
    let row = try connection.row(
      """
      SELECT coalesce(sum(max(coalesce(\(Self.micros("cost")), \(Self.micros("price")), 0), 0)), 0)
        AS spent
      FROM (SELECT \(Self.cost) AS cost, g.price_usd AS price \(try requests())
        WHERE g.created_at >= ?)
      """, Int(date.timeIntervalSince1970 * 1000))
    return try (row?.int("spent") ?? 0) + CheckLedger(connection: connection).spent(since: date)
  }

  /// - Throws: `RequestError.overBudget` when `price` more would pass what the month may cost, or is not known.
  package func check(_ price: Double?, within budget: Budget, at now: Date) throws {
    guard let bound = budget.month, price != 0 else { return }
    let month = String(now.ISO8601Format().prefix(7))
    let start = try? Date("\(month)-01T00:00:00Z", strategy: .iso8601)
    let spent = try spent(since: start ?? now)
    if let price, (Double(spent) + price * 1e6).rounded() <= (bound * 1e6).rounded() { return }
    throw TroupeError.request(
      .overBudget(
        month: month, spent: Double(spent) / 1e6, estimate: price, bound: bound))
  }

  /// Amounts that no request costs are not summed up: they would hide what was spent.
  private func refuseDamagedCosts() throws {
    for sql in Self.damaged { _ = try connection.row(sql)?.optionalDollars("amount") }
  }

  /// Each is answered by an index that holds nothing else.
  static let damaged = [
    "SELECT attempt, cost_usd AS amount FROM exchange WHERE NOT cost_usd BETWEEN 0 AND 1e6",
    "SELECT id, price_usd AS amount FROM generation WHERE NOT price_usd BETWEEN 0 AND 1e6",
    "SELECT picture_check, cost_usd AS amount FROM check_answer WHERE NOT cost_usd BETWEEN 0 AND 1e6",
    "SELECT id, price_usd AS amount FROM picture_check WHERE NOT price_usd BETWEEN 0 AND 1e6",
  ]

  private func sums(_ heading: String, _ rest: String) throws -> [Ledger.Line] {
    try connection.rows(
      """
      SELECT \(heading), count(*) AS requests,
        sum((SELECT count(*) FROM output o WHERE o.generation = g.id)) AS images,
        coalesce(sum(\(Self.micros(Self.cost))), 0) AS cost,
        sum((\(Self.cost)) IS NULL) AS open_requests,
        sum((\(Self.cost)) IS NULL AND g.price_usd IS NULL) AS unpriced,
        coalesce(sum(CASE WHEN (\(Self.cost)) IS NULL THEN \(Self.micros("g.price_usd")) END), 0)
          AS open_cost
      \(rest)
      """
    ).compactMap { row in
      guard try row.int("requests") > 0 else { return nil }
      return Ledger.Line(
        heading: try row.optionalText("heading") ?? "", requests: try row.int("requests"),
        images: try row.int("images"), costUSD: Double(try row.int("cost")) / 1e6,
        openRequests: try row.int("open_requests"),
        openUSD: try row.int("unpriced") > 0 ? nil : Double(try row.int("open_cost")) / 1e6)
    }
  }

  private static func heading(_ grouping: Ledger.Grouping) -> (String, join: String) {
    switch grouping {
    case .month: ("strftime('%Y-%m', g.created_at / 1000, 'unixepoch')", "")
    case .day: ("strftime('%Y-%m-%d', g.created_at / 1000, 'unixepoch')", "")
    case .model: ("g.profile", "")
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
    }
  }

  private static func micros(_ dollars: String) -> String {
    "CAST(round((\(dollars)) * 1000000) AS INTEGER)"
  }

  /// What failed without an answer was certainly not billed, nor is what was free when it was planned.
  private static let cost = """
    CASE WHEN s.state = 'failed' AND x.attempt IS NULL THEN 0
      WHEN g.price_usd = 0 THEN coalesce(x.cost_usd, 0) ELSE x.cost_usd END
    """

  private func requests() throws -> String {
    // A row of an exchange holds its whole answer before the cost. By the index it need not be read.
    let index = try connection.row(
      "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'exchange_cost'")
    return """
      FROM generation g JOIN current_state s ON s.generation = g.id
      LEFT JOIN attempt a ON a.generation = g.id
        AND a.number = (SELECT max(number) FROM attempt WHERE generation = g.id)
      LEFT JOIN exchange x \(index == nil ? "" : "INDEXED BY exchange_cost") ON x.attempt = a.id
      """
  }

  private static let sent = "WHERE s.state <> 'planned'"
}

extension [Ledger.Line] {
  /// All of it as one line, in millionths of a dollar as each was; none for none.
  fileprivate var total: [Ledger.Line] {
    if isEmpty { return [] }
    func dollars(_ amounts: [Double]) -> Double {
      Double(amounts.reduce(0) { $0 + Int(($1 * 1e6).rounded()) }) / 1e6
    }
    let open = compactMap(\.openUSD)
    return [
      .init(
        heading: "", requests: reduce(0) { $0 + $1.requests }, images: reduce(0) { $0 + $1.images },
        costUSD: dollars(map(\.costUSD)), openRequests: reduce(0) { $0 + $1.openRequests },
        openUSD: open.count == count ? dollars(open) : nil)
    ]
  }
}
