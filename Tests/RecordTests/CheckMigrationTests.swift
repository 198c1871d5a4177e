import Foundation
import LineageFixture
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// How the database keeps checks.
@Suite struct CheckMigrationTests {
  private func withDatabase(
    of version: Int, _ body: (Database, _ path: String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "troupe.sqlite").path
    let database = try OldLibrary.open(path, create: true, versions: version)
    defer { try? database.close() }
    try await body(database, path)
  }

  @Test func aLibraryOfVersion17IsMigrated() async throws {
    try await withDatabase(of: 17) { old, path in
      try await old.checkpoint()
      try old.close()
      let database = try OldLibrary.open(path, create: false, versions: OldLibrary.newest)
      defer { try? database.close() }
      #expect(try await database.schemaDifferences().map(\.subject) == [])
      #expect(try await database.read { try CheckReader($0).unfinished().count } == 0)
      let costs = try await database.read { try LedgerReader($0).ledger(by: .model) }
      #expect(costs.lines.isEmpty)
    }
  }

  @Test(arguments: CheckOutcome.allCases)
  func filtersAreAnsweredByIndexes(outcome: CheckOutcome) async throws {
    try await withDatabase(of: OldLibrary.newest) { database, _ in
      let plan = try await database.read { connection in
        let query = SearchQuery(parsing: "check:\(outcome.rawValue)")
        let branches = try SearchBranch.all(of: query.expression, SearchConditions(connection))
        let (sql, arguments) = branches[0].statement(limit: 20)
        return try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments: arguments)
          .map { try $0.text("detail") }
      }
      // Checks may be read from end to end; generations and the answers to a check are not.
      let scanned = plan.filter { $0.hasPrefix("SCAN") }
      #expect(scanned.allSatisfy { !$0.contains("check_verdict") }, "\(plan)")
    }
  }
}
