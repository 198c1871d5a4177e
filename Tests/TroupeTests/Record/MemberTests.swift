import Foundation
import Testing
import Troupe

/// The record says who asked for what.
@Suite struct MemberTests {
  private func found(_ query: String, _ library: Library) async throws -> [ULID] {
    try await library.search(query).generations.map(\.id)
  }

  @Test func whoAskedIsRecordedFoundAndCharged() async throws {
    let scratch = try await TemporaryLibrary()
    let ann = try await scratch.reopened(adding: ["USER": "ann"])
    let first = try #require(try await ann.generate("a roof", .offline).last).generation
    #expect(first.member == "ann")
    try scratch.file("lib/troupe.toml", Data(#"member = "Lettering Ä""#.utf8))
    let desk = try await scratch.reopened(adding: ["USER": "ann"])
    #expect(desk.settings.member == "Lettering Ä")
    let second = try #require(try await desk.generate("a roof by the sea", .offline).last)
      .generation
    let third = try await desk.replay("@last").generation
    #expect(second.member == "Lettering Ä" && third.member == "Lettering Ä")
    #expect(try await found("by:ann", desk) == [first.id])
    #expect(try await found("by:\"lettering Ä\"", desk) == [third.id, second.id])
    #expect(try await found("roof -by:ann", desk) == [third.id, second.id])
    #expect(try await found("-by:ann", desk) == [third.id, second.id])
    #expect(try await found("by:an", desk) == [])
    let lines = try await desk.costs(by: .member).lines
    #expect(lines.map(\.heading) == ["Lettering Ä", "ann"] && lines.map(\.requests) == [2, 1])
    #expect(try await desk.searchCompletions("by:") == ["by:\"Lettering Ä\"", "by:ann"])
    for library in [ann, desk] { try library.close() }
  }

  @Test func whoSaysSomethingOfItIsFoundUntilItIsTakenBack() async throws {
    let scratch = try await TemporaryLibrary()
    let made = try await scratch.shot("a roof")
    #expect(made.member == nil)
    let ben = try await scratch.reopened(adding: ["USER": "ben"])
    try await ben.rate(["@last"], 4)
    #expect(try await found("by:BEN roof", ben) == [made.id])
    #expect(try await ben.verify().problems.isEmpty)
    _ = try await ben.undo()
    #expect(try await found("by:ben", ben) == [])
    #expect(try await ben.verify().problems.isEmpty)
    try ben.close()
  }

  @Test(arguments: ["\"\"", "\"  \"", "7", "\"a\\nb\""])
  func whatIsNoNameIsLeftAsideAndSaid(value: String) async throws {
    let scratch = try await TemporaryLibrary()
    try scratch.file("lib/troupe.toml", Data("member = \(value)".utf8))
    let library = try await scratch.reopened(adding: ["USER": "ann"])
    #expect(library.settings.member == nil && library.problems.count == 1)
    try library.close()
  }
}
