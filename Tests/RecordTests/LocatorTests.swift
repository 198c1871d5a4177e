import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

@Suite struct LocatorTests {
  private func find(_ query: String, in fixture: LineageFixture) async throws -> [String] {
    try await GenerationSearch(database: fixture.database)
      .find(SearchQuery(parsing: query), limit: 50).map(\.prompt)
  }

  @Test func wordsAndFiltersFindGenerations() async throws {
    let fixture = try LineageFixture([.image(), .image(), .blockedPrompt])
    try await fixture.addCharacter("kael")
    try await fixture.addCharacter("凯尔")
    _ = try await fixture.make(fixture.request("@kael on a Roof, café"))
    _ = try await fixture.make(fixture.request("@凯尔在咖啡馆"))
    _ = try await fixture.make(
      fixture.request("a storm", model: "gemini-nano-banana-2.1"))
    let roof = "@kael on a Roof, café"
    let cafe = "@凯尔在咖啡馆"
    #expect(try await find("roof", in: fixture) == [roof])
    #expect(try await find("CAFE", in: fixture) == [roof])
    #expect(try await find("馆", in: fixture) == [cafe])
    #expect(try await find("咖啡", in: fixture) == [cafe])
    #expect(try await find("啡咖", in: fixture) == [])
    #expect(try await find("ro*", in: fixture) == [roof])
    #expect(try await find("with:@凯尔", in: fixture) == [cafe])
    #expect(try await find("state:refused", in: fixture) == ["a storm"])
    #expect(try await find("model:gemini-nano", in: fixture) == ["a storm"])
    #expect(try await find("-storm", in: fixture) == [cafe, roof])
    #expect(try await find("-state:refused -roof", in: fixture) == [cafe])
    #expect(try await find("after:2026 before:2027", in: fixture).count == 3)
    #expect(try await find("before:2026-01-01", in: fixture) == [])
    #expect(try await find("", in: fixture).count == 3)
  }

  @Test func aRenamedAssetIsFoundByBothNames() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    _ = try await fixture.make(fixture.request("@kael on a roof"))
    _ = try await fixture.catalog.rename(Handle("kael"), to: Handle("kay"))
    #expect(try await find("with:@kay", in: fixture).count == 1)
    #expect(try await find("with:@kael", in: fixture).count == 1)
  }

  @Test(arguments: ["\"", "AND OR NOT", "a:b:c", "(((", "*", "-", "with:", "' ; DROP TABLE x", "^"])
  func anyTextParses(_ query: String) async throws {
    let fixture = try LineageFixture()
    _ = try await fixture.make(fixture.request("a red cube"))
    _ = try await find(query, in: fixture)
  }

  @Test func generationsAndImagesAreFoundByShortNames() async throws {
    let fixture = try LineageFixture()
    let first = try await fixture.make(fixture.request("one")).generation
    let second = try await fixture.make(fixture.request("two")).generation
    let locator = GenerationLocator(database: fixture.database)
    #expect(try await locator.generation("@last") == second.id)
    #expect(try await locator.generation("@last~1") == first.id)
    #expect(try await locator.generation("\(first.id)") == first.id)
    #expect(try await locator.generation("\(first.id)".lowercased()) == first.id)
    #expect(try await locator.output("@last/1").generation == second.id)
    let digest = try #require(first.outputs.first?.digest)
    #expect(try await locator.output(digest.short).position == 1)
    await #expect(throws: TroupeError.request(.unknownGeneration("@last~2"))) {
      try await locator.generation("@last~2")
    }
    await #expect(throws: TroupeError.request(.noOutput("@last/2", state: .done))) {
      try await locator.output("@last/2")
    }
    await #expect(throws: TroupeError.request(.unknownGeneration("zz"))) {
      try await locator.generation("zz")
    }
  }

  @Test(arguments: ["generation", "attempt", "exchange", "input", "output", "event", "cast_member"])
  func verifyFindsAChangedRow(_ table: String) async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    _ = try await fixture.make(fixture.request("@kael on a roof"))
    let column = [
      "generation": "prompt", "attempt": "url", "exchange": "response_id", "input": "reason",
      "output": "media_type", "event": "message", "cast_member": "name",
    ][table, default: ""]
    try await fixture.database.write { connection in
      try connection.execute("UPDATE \(table) SET \(column) = coalesce(\(column), '') || 'x'")
    }
    let report = try await fixture.verify()
    #expect(!report.problems.isEmpty)
    #expect(report.problems.contains { $0.subject.contains(table) }, "\(report.problems)")
  }

  @Test func verifyCountsLeftoversWithoutCallingThemProblems() async throws {
    let fixture = try LineageFixture()
    _ = try fixture.objects.put(Data("leftover".utf8), fileExtension: "bin")
    let report = try await fixture.verify()
    #expect(report.orphans == 1)
    #expect(report.problems.isEmpty)
  }
}
