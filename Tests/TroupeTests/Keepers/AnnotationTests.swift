import Foundation
import Testing
import Troupe

/// What users say of images stands until it is taken back, and is found.
@Suite struct AnnotationTests {
  private func found(_ query: String, _ library: Library) async throws -> [String] {
    try await library.search(query).generations.map(\.prompt)
  }

  @Test func whatIsSaidIsKeptFoundAndTakenBackActByAct() async throws {
    let scratch = try await TemporaryLibrary()
    let library = try await scratch.reopened(adding: ["USER": "lin"])
    for prompt in ["a roof", "a bridge", "a harbor"] { _ = try await scratch.shot(prompt) }
    let ids = try await library.search("").generations.map(\.id)
    #expect(try await library.annotations(of: ids).isEmpty)

    try await library.rate(["@last", "@last~1"], 4)
    try await library.rate(["@last~1"], 2)
    let tagged = try await library.tag(["@last", "@last~1", "@last"], "Hero")
    #expect(tagged.map(\.tags) == [["hero"], ["hero"], ["hero"]])
    #expect(tagged[0].target == AnnotationTarget(generation: ids[0]))
    try await library.tag(["@last"], "night")
    // What changes nothing is no act: there is nothing in it to take back.
    try await library.tag(["@last"], "HERO")
    try await library.note("@last/1", "  Left hand: 100%_ wrong ")

    #expect(try await found("rating:4..", library) == ["a harbor"])
    #expect(try await found("rating:..2", library) == ["a bridge"])
    #expect(try await found("rating:0", library) == ["a roof"])
    #expect(try await found("tag:hero tag:night", library) == ["a harbor"])
    #expect(try await found("tag:hero -tag:night", library) == ["a bridge"])
    #expect(try await found("note:\"left hand\"", library) == ["a harbor"])
    #expect(try await found("note:100%_", library) == ["a harbor"])
    #expect(try await found("note:1%", library).isEmpty)
    #expect(try await library.annotations(of: ids).count == 4)

    #expect(try await library.undo().kind == .note)
    #expect(try await library.undo().annotations.map(\.tags) == [["hero"]])
    let undone = try await library.undo()
    #expect(undone.kind == .tag && undone.who == "lin")
    #expect(undone.annotations.count == 2 && undone.annotations.allSatisfy(\.tags.isEmpty))
    #expect(try await library.undo().annotations.map(\.rating) == [4])
    #expect(try await found("rating:4", library) == ["a harbor", "a bridge"])
    #expect(try await library.undo().annotations.map(\.rating) == [nil, nil])
    #expect(await code { try await library.undo() } == "nothing_to_undo")
    #expect(try await library.annotations(of: ids).isEmpty)
    try await library.rate(["@last"], 3)
    #expect(try await library.rate(["@last"], 0).map(\.rating) == [nil])
    #expect(try await library.undo().annotations.map(\.rating) == [3])
    try library.close()
  }

  @Test func aPickStandsForItsBatch() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    var options = GenerateOptions.offline
    options.count = 3
    let ids = try await library.generate("a roof", options).map(\.generation.id)
    let names = ids.map { ImageName("\($0)/1") }
    func primaries() async throws -> [ULID] {
      try await library.annotations(of: ids).filter(\.isPrimary).map(\.target.generation)
    }
    #expect(try await library.pick([names[0], names[2]]).map(\.isPrimary) == [false, true])
    #expect(try await library.pick([names[1]]).map(\.isPrimary) == [true])
    #expect(try await primaries() == [ids[1]])
    #expect(try await library.undo().kind == .pick)
    #expect(try await primaries() == [ids[2]])
    try await library.setPrimary(names[0])
    #expect(try await primaries() == [ids[0]])
    #expect(try await library.pick([names[0]], .rejected).map(\.pick) == [.rejected])
    #expect(try await primaries() == [])
    #expect(try await library.search("pick:yes").generations.map(\.id) == [ids[2]])
    #expect(try await library.search("pick:rejected").generations.map(\.id) == [ids[0]])
    #expect(try await Set(library.search("pick:no").generations.map(\.id)) == [ids[0], ids[1]])
    #expect(try await library.pick([names[2]], nil).map(\.pick) == [nil])
    let alone = try await scratch.shot("a harbor")
    #expect(try await library.pick(["@last"]).map(\.isPrimary) == [false])
    #expect(
      await code { try await library.setPrimary(.prefix("\(alone.id)")) } == "invalid_value")
  }

  @Test func aMistakeChangesNothing() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let id = try await scratch.shot("a roof").id
    for rating in [6, -1] {
      #expect(await code { try await library.rate(["@last"], rating) } == "invalid_value")
    }
    for tag in ["", "a b", "a,b", "\"a\"", String(repeating: "a", count: 65)] {
      #expect(await code { try await library.tag(["@last"], tag) } == "invalid_value")
      #expect(await code { try await library.untag(["@last"], tag) } == "invalid_value")
    }
    for name: ImageName in ["01ZZZZZZ", "@last~5", "a.png"] {
      #expect(await code { try await library.rate(["@last", name], 4) } == "unknown_generation")
      #expect(await code { try await library.tag(["@last", name], "a") } == "unknown_generation")
    }
    #expect(await code { try await library.pick(["@last", "@last/2"]) } == "no_output")
    let long = String(repeating: "a", count: 2_001)
    #expect(await code { try await library.note("@last", long) } == "invalid_value")
    #expect(try await library.annotations(of: [id]).isEmpty)
  }

  @Test func boardsAreSearchesAndLists() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let ids = [try await scratch.shot("a roof").id, try await scratch.shot("a harbor").id]
    try await library.rate(["@last"], 5)
    try await library.saveBoard("Best", query: "rating:5")
    try await library.saveBoard("best", query: "rating:4..")
    let list = try await library.addToBoard(["@last", "@last~1/1", "@last"], "chapter-1")
    #expect(
      list.items == [
        AnnotationTarget(generation: ids[1]), AnnotationTarget(generation: ids[0], position: 1),
      ])
    #expect(try await library.boards().map(\.name) == ["best", "chapter-1"])
    #expect(try await found("board:BEST", library) == ["a harbor"])
    #expect(try await found("-board:best board:chapter-1", library) == ["a roof"])
    #expect(try await library.takeFromBoard(["@last"], "chapter-1").items.count == 1)
    #expect(try await found("board:chapter-1", library) == ["a roof"])

    #expect(await code { _ = try await library.board("x") } == "unknown_board")
    #expect(await code { _ = try await library.search("board:x") } == "unknown_board")
    #expect(await code { try await library.addToBoard(["@last"], "best") } == "invalid_value")
    for query in [" ", "board:chapter-1", "roof -board:best"] {
      #expect(await code { try await library.saveBoard("new", query: query) } == "invalid_value")
    }
    #expect(
      await code { try await library.saveBoard("chapter-1", query: "roof") } == "invalid_value")
    #expect(try await library.removeBoard("chapter-1").items.count == 1)
    #expect(try await library.boards().map(\.query) == ["rating:4.."])
    #expect(try await library.search("").generations.count == 2)
  }

  @Test func costsAreSummedByTagAndABackupTakesAllAlong() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    for prompt in ["a roof", "a bridge", "a harbor"] { _ = try await scratch.shot(prompt) }
    try await library.tag(["@last", "@last~1"], "hero")
    try await library.tag(["@last", "@last/1"], "night")
    try await library.untag(["@last~1"], "hero")
    try await library.saveBoard("best", query: "tag:hero")
    try await library.addToBoard(["@last", "@last~1/1"], "chapter-1")
    let lines = try await library.costs(by: .tag).lines
    #expect(lines.map(\.heading) == ["", "hero", "night"] && lines.map(\.requests) == [2, 1, 1])
    let copy = scratch.base.appending(path: "copy")
    #expect(try await library.backup(to: copy).verification.problems.isEmpty)
    let other = try await Library.open(at: copy)
    #expect(try await found("board:best board:chapter-1 tag:night", other) == ["a harbor"])
    try other.close()
  }
}
