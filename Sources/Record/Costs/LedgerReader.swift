package import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads what requests cost from the running sums.
package struct LedgerReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Every request that was sent, under its headings.
  package func ledger(by grouping: Ledger.Grouping) throws -> Ledger {
    try refuseDamagedCosts()
    return Ledger(
      grouping: grouping, lines: try lines(Self.statement(grouping)),
      total: try lines(Self.total).first
        ?? .init(heading: "", requests: 0, images: 0, costUSD: 0, openRequests: 0, openUSD: 0))
  }

  /// What the requests of `month`, as in `2026-11`, and of later ones have cost, those that are perhaps billed or about to
  /// be sent at their prices; in millionths of a dollar.
  func spent(since month: String) throws -> Int {
    try refuseDamagedCosts()
    guard let row = try connection.row(Self.spent, month) else { return 0 }
    try check(row)
    return try row.int("spent")
  }

  /// - Throws: `RequestError.overBudget` when `price` more would pass what the month may cost, or is not known.
  package func check(_ price: Double?, within budget: Budget, at now: Date) throws {
    guard let bound = budget.month, price != 0 else { return }
    let month = String(now.ISO8601Format().prefix(7))
    let spent = try spent(since: month)
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

  private func lines(_ statement: String) throws -> [Ledger.Line] {
    try connection.rows(statement).compactMap { row in
      try check(row)
      guard try row.int("requests") > 0 else { return nil }
      return Ledger.Line(
        heading: try row.text("heading"), requests: try row.int("requests"),
        images: try row.int("images"), costUSD: Double(try row.int("cost")) / 1e6,
        openRequests: try row.int("open_requests"),
        openUSD: try row.int("unpriced") > 0 ? nil : Double(try row.int("open_cost")) / 1e6)
    }
  }

  /// None below zero pays for others.
  private func check(_ row: Row) throws {
    if try row.int("least") < 0 {
      throw TroupeError.library(
        .damagedRow("cost_sum", reason: "a sum is below zero; to reindex makes it again"))
    }
  }
}

/// What is asked of the sums.
extension LedgerReader {
  /// What the days of a month and of later ones have cost.
  static let spent = """
    SELECT coalesce(sum(cost + open_cost + planned_cost), 0) AS spent, \(least) AS least
    FROM cost_sum WHERE kind = 'day' AND subject >= ?
    """

  /// Every request once: each has one provider.
  static let total = statement("''", "cost_sum WHERE kind = 'provider'")

  /// The lines under the headings of `grouping`.
  static func statement(_ grouping: Ledger.Grouping) -> String {
    switch grouping {
    case .month: statement("substr(subject, 1, 7)", "cost_sum WHERE kind = 'day'")
    case .day, .model, .provider, .tag, .member:
      statement("subject", "cost_sum WHERE kind = '\(grouping.rawValue)'")
    case .asset:
      // A ULID has 26 letters. An asset that is not in the library is called as the record calls it.
      statement(
        "coalesce('@' || coalesce(a.handle, nullif(substr(c.subject, 28), '')), '')",
        """
        cost_sum c LEFT JOIN asset a ON a.id = substr(c.subject, 1, 26) WHERE c.kind = 'asset'
        """)
    case .scene:
      statement(
        """
        coalesce((SELECT path FROM scene_file WHERE scene = c.subject
          ORDER BY number DESC LIMIT 1), '')
        """, "cost_sum c WHERE c.kind = 'scene'")
    }
  }

  private static func statement(_ heading: String, _ source: String) -> String {
    let sums = CostAmounts.columns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
    return """
      SELECT \(heading) AS heading, \(sums), \(least) AS least FROM \(source)
      GROUP BY 1 ORDER BY 1
      """
  }

  private static let least =
    "coalesce(min(min(\(CostAmounts.columns.joined(separator: ", ")))), 0)"
}
