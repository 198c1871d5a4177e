import Foundation
import LineageFixture
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// How the database keeps what users say of images.
@Suite struct AnnotationTests {
  /// An empty database of `version`, in a folder that is removed behind `body`.
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

  @Test(arguments: [
    "rating:4..", "pick:yes", "pick:rejected", "rating:5",
  ])
  func filtersAreAnsweredByAnIndex(query: String) async throws {
    try await withDatabase(of: OldLibrary.newest) { database, _ in
      let plan = try await database.read { connection in
        let branches = try SearchBranch.all(
          of: SearchQuery(parsing: query).expression, SearchConditions(connection))
        let (sql, arguments) = branches[0].statement(limit: 20)
        return try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments: arguments)
          .map { try $0.text("detail") }
      }
      #expect(plan.contains { $0.contains("annotation_value (kind=? AND name=?") }, "\(plan)")
      #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("CONSTANT") }, "\(plan)")
    }
  }

  @Test func aLibraryOfVersion15IsMigrated() async throws {
    try await withDatabase(of: 15) { old, path in
      try await old.checkpoint()
      try old.close()
      let database = try OldLibrary.open(path, create: false, versions: OldLibrary.newest)
      defer { try? database.close() }
      #expect(try await database.schemaDifferences().map(\.subject) == [])
      let board = try await database.write {
        try BoardWriter($0, at: .now).save("tag:hero", as: "Covers")
      }
      #expect(board.name == "covers")
      let error = await #expect(throws: TroupeError.self) {
        try await database.write { try AnnotationWriter($0, at: .now, by: "").undo() }
      }
      #expect(error == .request(.nothingToUndo))
    }
  }
}
