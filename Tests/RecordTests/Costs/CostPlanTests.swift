import LineageFixture
import Testing
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// No question about costs reads the record from end to end.
@Suite struct CostPlanTests {
  private func plan(
    _ sql: String, _ arguments: [(any SQLValue)?] = []
  ) async throws -> [String] {
    let fixture = try LineageFixture()
    return try await fixture.database.read { connection in
      try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
        try $0.text("detail")
      }
    }
  }

  @Test(arguments: Ledger.Grouping.allCases.map(LedgerReader.statement) + [LedgerReader.total])
  func ledgersReadSumsAlone(_ sql: String) async throws {
    let steps = try await plan(sql)
    #expect(steps.first?.hasSuffix(" USING PRIMARY KEY (kind=?)") == true, "\(steps)")
    #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
    #expect(!steps.contains { $0.contains("generation") || $0.contains("exchange") }, "\(steps)")
  }

  @Test func theMonthsBoundReadsTheDaysOfTheMonth() async throws {
    let steps = try await plan(LedgerReader.spent, ["2026-11"])
    #expect(steps == ["SEARCH cost_sum USING PRIMARY KEY (kind=? AND subject>?)"])
  }

  @Test(arguments: [CostEntries.listed, CostEntries.listedSubjects])
  func whatOneGenerationCountsIsReadByKeys(_ table: String) async throws {
    let steps = try await plan("SELECT * FROM \(table)", ["[]"])
    let scanned = steps.filter { $0.hasPrefix("SCAN") && !$0.contains("json_each") }
    #expect(scanned.allSatisfy { $0.contains("subquery") }, "\(steps)")
    #expect(steps.count { $0.hasPrefix("SEARCH") } > 3, "\(steps)")
    #expect(!steps.contains { $0.contains("annotation_value") }, "every tag is read: \(steps)")
  }

  @Test(arguments: [(CostSums.addition, 9), (CostSums.removal, 2)])
  func aSumIsChangedByItsKey(_ sql: String, _ count: Int) async throws {
    let steps = try await plan(sql, Array(repeating: 0, count: count))
    #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
  }
}
