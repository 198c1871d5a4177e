internal import TroupeStorage
package import TroupeVocabulary

/// The sums of the whole record.
extension CostSums {
  /// Makes all sums again.
  package func fill() throws {
    try connection.execute("DELETE FROM cost_sum")
    try connection.execute("INSERT INTO cost_sum \(whole(.derived))")
  }

  /// The first sum that is not the sum of the record; `nil` where all are.
  package func firstDifference() throws -> VerificationReport.Problem? {
    let kept = try rows("SELECT * FROM cost_sum")
    let made = try rows(whole(.events))
    let differing = Set(kept.keys).union(made.keys).filter { kept[$0] != made[$0] }
    guard let first = differing.min() else { return nil }
    let (old, new) = (kept[first]?.values, made[first]?.values)
    let column = CostAmounts.columns.indices.first { old?[$0] != new?[$0] } ?? 0
    return VerificationReport.Problem(
      subject: "cost_sum kind=\(first.kind.rawValue) subject=\(first.name)",
      reason: """
        \(CostAmounts.columns[column]) is \(old?[column] ?? 0), and \(new?[column] ?? 0) by the \
        record; to reindex makes it again
        """)
  }

  private func rows(_ sql: String) throws -> [CostSubject: CostAmounts] {
    var rows: [CostSubject: CostAmounts] = [:]
    for row in try connection.rows(sql) { rows[try CostSubject(row)] = try CostAmounts(row) }
    return rows
  }

  /// The sums as the table has them, made from the record in one pass over it.
  private func whole(_ states: CostEntries.States) throws -> String {
    let sums = CostAmounts.columns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
    let isCounted = CostAmounts.columns.map { "sum(\($0)) <> 0" }.joined(separator: " OR ")
    let own = ["day", "model", "provider"].map {
      """
      SELECT '\($0)' AS kind, \($0) AS subject, \(sums) FROM own GROUP BY 2 HAVING \(isCounted)
      UNION ALL
      """
    }
    return """
      WITH entry AS MATERIALIZED (
        SELECT * FROM \(try CostEntries(connection, states: states).all)),
      own AS MATERIALIZED (SELECT day, model, provider, \(sums) FROM entry GROUP BY 1, 2, 3)
      \(own.joined(separator: "\n"))
      SELECT k.column1, coalesce(s.subject, ''), \(sums)
      FROM entry e CROSS JOIN (VALUES ('asset'), ('tag'), ('scene'), ('member')) k
      LEFT JOIN \(CostEntries.subjects) s ON s.generation = e.generation AND s.kind = k.column1
      GROUP BY 1, 2 HAVING \(isCounted)
      """
  }
}
