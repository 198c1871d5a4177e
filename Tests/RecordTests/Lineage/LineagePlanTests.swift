import LineageFixture
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// A lineage among a million generations is found by indexes, also where SQLite has counted its tables.
@Suite struct LineagePlanTests {
  private static let condition = "SELECT g.id FROM generation g WHERE "

  private func plans(_ connection: Connection) throws -> [String: [String]] {
    let id = ULID(at: .now, entropy: 1)
    let conditions = [EdgeConditions.made(from: id), EdgeConditions.under(id)]
    let statements: [(String, [(any SQLValue)?])] =
      [
        (LineageReader.waysBack, [1]), (LineageReader.waysOn, [1, 1, 9]),
        (GenerationReader.summaryRows, ["[1]"]), (GenerationReader.wholeRows, ["[]"]),
        (GenerationReader.sourceRows, ["[]"]), (GenerationReader.parentRows, ["[1]"]),
        (GenerationDetailRows.outputRows, ["[]"]),
        (EdgeWalk.back(from: EdgeWalk.number(1)) + "SELECT seq FROM line", [id]),
        (EdgeWalk.on(from: EdgeWalk.number(1)) + "SELECT seq FROM line", [id]),
      ]
      + conditions.map {
        (Self.condition + $0.sql + " ORDER BY g.seq DESC LIMIT 20", $0.arguments)
      }
    return try Dictionary(
      uniqueKeysWithValues: statements.map { sql, arguments in
        let steps = try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments: arguments)
        return (sql, try steps.map { try $0.text("detail") })
      })
  }

  @Test(arguments: [false, true])
  func noTableIsScanned(isCounted: Bool) async throws {
    let made = try await MadeLineage.chain(200)
    if isCounted { try await made.fixture.database.write { try $0.execute("ANALYZE") } }
    let plans = try await made.fixture.database.read(plans)
    let small: Set = ["line", "whole", "counts", "first", "CONSTANT"]
    for (sql, steps) in plans {
      for step in steps {
        let words = step.split(separator: " ").map(String.init)
        let isScan = words.first == "SCAN" && !step.contains("VIRTUAL TABLE")
        #expect(!isScan || small.contains(words[1]), "\(sql): \(steps)")
        #expect(!step.contains("BLOOM"), "\(sql): \(steps)")
      }
    }
  }

  @Test func whatIsFoundNewestFirstIsNotSorted() async throws {
    let made = try await MadeLineage.chain(3)
    try await made.fixture.database.read { connection in
      for (sql, steps) in try plans(connection) where sql.contains("ORDER BY g.seq DESC") {
        #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(sql): \(steps)")
      }
    }
  }

  @Test func conditionsFindWhatTheySay() async throws {
    let made = try await MadeLineage([
      [], [(0, .image)], [(0, .sheet)], [(1, .conversation), (2, .request)], [(3, .image)], [],
    ])
    func found(_ condition: EdgeConditions.Condition) async throws -> [Int] {
      let (sql, arguments) = condition
      let ids = try await made.fixture.database.read { connection in
        try connection.rows(
          Self.condition + sql + " ORDER BY g.seq DESC LIMIT 20", arguments: arguments
        ).map { try $0.ulid(0) }
      }
      return made.places(ids)
    }
    #expect(try await found(EdgeConditions.made(from: made.ids[0])) == [2, 1])
    #expect(try await found(EdgeConditions.made(from: made.ids[4])) == [])
    #expect(try await found(EdgeConditions.under(made.ids[1])) == [4, 3, 1])
    #expect(try await found(EdgeConditions.under(made.ids[5])) == [5])
    #expect(try await found(EdgeConditions.root) == [5, 0])
  }
}
