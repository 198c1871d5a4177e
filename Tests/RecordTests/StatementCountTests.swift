import Foundation
import LineageFixture
import Testing
import TroupeLineage
import TroupePreparing
import TroupeSearch
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// A list takes as many statements for thirty rows as for three.
@Suite struct StatementCountTests {
  /// Statements that `body` runs.
  private func statements(
    _ database: Database, _ body: () async throws -> Int
  ) async throws -> (rows: Int, statements: Int) {
    let before = database.statementCount
    let rows = try await body()
    return (rows, database.statementCount - before)
  }

  /// A generation with `count` edits of its image.
  private func record(of count: Int) async throws -> (LineageFixture, ULID) {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back])
    let root = try await fixture.make(fixture.request("@kael on a roof")).generation
    let image = try await fixture.resolver.output("\(root.id)/1", role: .parent)
    let edit = try await fixture.preparation.prepare(fixture.request("a roof", parent: image))
    let ids = (0..<count).map { _ in fixture.generations.newID() }
    try await fixture.generations.write { writer in
      for id in ids { try writer.plan(id, edit, links: .init()) }
    }
    return (fixture, root.id)
  }

  @Test func searchAndLineageDoNotGrowWithTheRows() async throws {
    var searches: [Int] = []
    var lineages: [Int] = []
    for count in [3, 30] {
      let (fixture, root) = try await record(of: count)
      let search = GenerationSearch(database: fixture.database)
      let found = try await statements(fixture.database) {
        try await search.find(.init(parsing: "roof"), limit: 100).count
      }
      let line = try await statements(fixture.database) {
        try await fixture.database.read {
          try LineageReader($0).lineage(of: root).generations.count
        }
      }
      #expect(found.rows == count + 1 && line.rows == count + 1)
      searches.append(found.statements)
      lineages.append(line.statements)
    }
    #expect(searches[0] == searches[1] && searches[0] > 0)
    #expect(lineages[0] == lineages[1] && lineages[0] > 0)
  }

  @Test func whatIsStaleIsFoundInAsManyStatementsForAll() async throws {
    var searches: [Int] = []
    for count in [3, 30] {
      let fixture = try LineageFixture()
      try await fixture.addCharacter("kael", views: [.front, .back])
      let shot = try await fixture.preparation.prepare(fixture.request("@kael on a roof"))
      let ids = (0..<count).map { _ in fixture.generations.newID() }
      try await fixture.generations.write { writer in
        for id in ids {
          try writer.plan(id, shot, links: .init())
          try writer.event(id, .done)
        }
      }
      let search = StaleSearch(database: fixture.database)
      let retired = try await fixture.catalog.references(of: "kael", includeRetired: false)
      for one in retired { _ = try await fixture.catalog.retire(one, true) }
      _ = try await fixture.catalog.set("kael", AssetDetails(traits: ["blue scarf"]))
      let found = try await statements(fixture.database) {
        try await search.find(.init(parsing: ""), limit: 100, includesMadeAgain: false).count
      }
      #expect(found.rows == count)
      searches.append(found.statements)
    }
    #expect(searches[0] == searches[1] && searches[0] > 0)
  }

  @Test func listsOfAssetsAndConversationsDoNotGrowWithTheRows() async throws {
    let fixture = try LineageFixture()
    let configuration = Session.Configuration(
      model: "gemini-3-pro-image", parameters: Parameters(), usesHardLimits: false,
      overflow: .fail, from: nil)
    var lists: [Int] = []
    var sessions: [Int] = []
    for number in 1...30 {
      try await fixture.addCharacter("kael\(number)")
      _ = try await fixture.sessions.start(configuration)
      guard number == 3 || number == 30 else { continue }
      let list = try await statements(fixture.database) {
        let assets = try await fixture.catalog.assets(kind: nil, includeRemoved: false)
        let counts = try await fixture.catalog.referenceCounts()
        return min(assets.count, counts.count)
      }
      let all = try await statements(fixture.database) { try await fixture.sessions.all().count }
      #expect(list.rows == number && all.rows == number)
      lists.append(list.statements)
      sessions.append(all.statements)
    }
    #expect(lists[0] == lists[1] && sessions[0] == sessions[1])
  }

  @Test func aWordOfANewerVersionIsAnErrorThatNamesIt() async throws {
    let (fixture, root) = try await record(of: 1)
    for (table, column) in [("input", "role"), ("input", "kind"), ("current_state", "state")] {
      try await fixture.database.write {
        try $0.execute("UPDATE \(table) SET \(column) = 'hologram' WHERE generation = ?", root)
      }
      await #expect {
        try await fixture.generations.read { try $0.generation(root) }
      } throws: { "\($0)".contains("'\(column)' holds 'hologram'") }
      try await fixture.database.write {
        let usual = ["role": "identity", "kind": "character", "state": "done"][column]
        try $0.execute("UPDATE \(table) SET \(column) = ? WHERE generation = ?", usual, root)
      }
    }
  }
}
