import Foundation
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

@Suite struct FindingTests {
  private func find(_ query: String, in workshop: Workshop) async throws -> [String] {
    try await GenerationSearch(database: workshop.context.database)
      .find(SearchQuery(parsing: query), limit: 50).map(\.prompt)
  }

  @Test func wordsAndFiltersFindGenerations() async throws {
    let workshop = try Workshop([.image(), .image(), .blockedPrompt])
    try await workshop.addCharacter("kael")
    try await workshop.addCharacter("凯尔")
    _ = try await workshop.make(workshop.request("@kael on a Roof, café"))
    _ = try await workshop.make(workshop.request("@凯尔在咖啡馆"))
    _ = try await workshop.make(
      workshop.request("a storm", model: "gemini-nano-banana-2.1"))
    let roof = "@kael on a Roof, café"
    let cafe = "@凯尔在咖啡馆"
    #expect(try await find("roof", in: workshop) == [roof])
    #expect(try await find("CAFE", in: workshop) == [roof])
    #expect(try await find("馆", in: workshop) == [cafe])
    #expect(try await find("咖啡", in: workshop) == [cafe])
    #expect(try await find("啡咖", in: workshop) == [])
    #expect(try await find("ro*", in: workshop) == [roof])
    #expect(try await find("with:@凯尔", in: workshop) == [cafe])
    #expect(try await find("state:refused", in: workshop) == ["a storm"])
    #expect(try await find("model:gemini-nano", in: workshop) == ["a storm"])
    #expect(try await find("-storm", in: workshop) == [cafe, roof])
    #expect(try await find("-state:refused -roof", in: workshop) == [cafe])
    #expect(try await find("after:2026 before:2027", in: workshop).count == 3)
    #expect(try await find("before:2026-01-01", in: workshop) == [])
    #expect(try await find("", in: workshop).count == 3)
  }

  @Test func aRenamedAssetIsFoundByBothNames() async throws {
    let workshop = try Workshop()
    try await workshop.addCharacter("kael")
    _ = try await workshop.make(workshop.request("@kael on a roof"))
    _ = try await workshop.context.catalog.rename(Handle("kael"), to: Handle("kay"))
    #expect(try await find("with:@kay", in: workshop).count == 1)
    #expect(try await find("with:@kael", in: workshop).count == 1)
  }

  @Test(arguments: ["\"", "AND OR NOT", "a:b:c", "(((", "*", "-", "with:", "' ; DROP TABLE x", "^"])
  func anyTextParses(_ query: String) async throws {
    let workshop = try Workshop()
    _ = try await workshop.make(workshop.request("a red cube"))
    _ = try await find(query, in: workshop)
  }

  @Test func generationsAndImagesAreFoundByShortNames() async throws {
    let workshop = try Workshop()
    let first = try await workshop.make(workshop.request("one")).generation
    let second = try await workshop.make(workshop.request("two")).generation
    let locator = GenerationLocator(database: workshop.context.database)
    #expect(try await locator.generation("@last") == second.id)
    #expect(try await locator.generation("@last~1") == first.id)
    #expect(try await locator.generation("\(first.id)") == first.id)
    #expect(try await locator.generation("\(first.id)".lowercased()) == first.id)
    #expect(try await locator.output("@last/1").generation == second.id)
    let digest = try #require(first.outputs.first?.digest)
    #expect(try await locator.output(digest.short).position == 1)
    await #expect(throws: TroupeError.unknownGeneration("@last~2")) {
      try await locator.generation("@last~2")
    }
    await #expect(throws: TroupeError.noOutput("@last/2", state: .done)) {
      try await locator.output("@last/2")
    }
    await #expect(throws: TroupeError.unknownGeneration("zz")) {
      try await locator.generation("zz")
    }
  }

  @Test(arguments: ["generation", "attempt", "exchange", "input", "output", "event", "cast_member"])
  func verifyFindsAChangedRow(_ table: String) async throws {
    let workshop = try Workshop()
    try await workshop.addCharacter("kael")
    _ = try await workshop.make(workshop.request("@kael on a roof"))
    let column = [
      "generation": "prompt", "attempt": "url", "exchange": "response_id", "input": "reason",
      "output": "media_type", "event": "message", "cast_member": "name",
    ][table, default: ""]
    try await workshop.context.database.write { connection in
      try connection.execute("UPDATE \(table) SET \(column) = coalesce(\(column), '') || 'x'")
    }
    let report = try await workshop.verify()
    #expect(!report.problems.isEmpty)
    #expect(report.problems.contains { $0.subject.contains(table) }, "\(report.problems)")
  }

  @Test func verifyCountsLeftoversWithoutCallingThemProblems() async throws {
    let workshop = try Workshop()
    _ = try workshop.context.objects.put(Data("leftover".utf8), fileExtension: "bin")
    let report = try await workshop.verify()
    #expect(report.orphans == 1)
    #expect(report.problems.isEmpty)
  }
}
