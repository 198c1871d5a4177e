import Foundation
import Testing
import Troupe

/// What the record says afterwards.
@Suite struct RecordTests {
  @Test func aGenerationIsFoundByEachOfItsNames() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    #expect(await code { _ = try await library.generation(.last()) } == "unknown_generation")
    let first = try await scratch.shot("a roof")
    let second = try await scratch.shot("a bridge")
    #expect(try await library.generation(.last()) == second)
    #expect(try await library.generation("@last~1") == first)
    #expect(try await library.generation(.id(first.id)) == first)
    #expect(try await library.generation(.prefix("\(first.id)".lowercased())) == first)
    #expect(await code { _ = try await library.generation("01") } == "unknown_generation")
    let years = String("\(first.id)".prefix(4))
    #expect(await code { _ = try await library.generation(.prefix(years)) } == "ambiguous")
    #expect(try await library.laterSuccess(of: second.id) == nil)
  }

  @Test func whatWasSentAndCameCanBeRead() async throws {
    let scratch = try await TemporaryLibrary()
    let made = try await scratch.shot("a red cube")
    let exchange = try #require(try await scratch.library.exchange(of: .id(made.id)))
    #expect(exchange.sent.body.byteCount > 0)
    #expect(exchange.answer?.status == 200)
    let digests = exchange.answer?.body.digests ?? []
    #expect(digests.contains(made.outputs[0].digest))
  }

  @Test func modelsInUseAreKnownWithWhatDependsOnThem() async throws {
    let scratch = try await TemporaryLibrary()
    #expect(try await scratch.library.modelLives().isEmpty)
    let first = try await scratch.shot("a roof")
    _ = try await scratch.library.edit(.last(), "at dawn")
    let lives = try await scratch.library.modelLives(within: 30)
    #expect(
      try await scratch.library.modelLives(within: 30, onlyEnding: true).allSatisfy(\.isEnding))
    #expect(lives.map(\.use.model) == [first.model])
    let use = try #require(lives.first?.use)
    #expect(use.generations == 2 && use.images == 2 && use.lineages == 1 && use.openSessions == 0)
    #expect(lives.first?.isEnding == false && lives.first?.status?.stage == .available)
    // The offline model's answers count no tokens.
    #expect(try await scratch.library.billed(first.model) == nil)
    #expect(try await scratch.library.tooLarge(first.model) == nil)
  }

  @Test func wordsAndFiltersFindGenerations() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    for prompt in ["@kael on a roof", "雨夜，@米拉回头", "a harbor"] {
      _ = try await scratch.shot(prompt)
    }
    let all = try await library.search("")
    #expect(all.generations.map(\.prompt) == ["a harbor", "雨夜，@米拉回头", "@kael on a roof"])
    #expect(try await library.search("with:@kael").generations.map(\.prompt) == ["@kael on a roof"])
    #expect(try await library.search("雨").generations.count == 1)
    #expect(try await library.search("model:troupe -harbor").generations.count == 2)
    #expect(try await library.search("", limit: 1).generations.map(\.prompt) == ["a harbor"])
    #expect(try await library.search("", limit: .max).generations.count == 3)
    #expect(try await library.search("\"unfinished").interpretation.isEmpty == false)
    for limit in [0, -1, .min] {
      #expect(await code { _ = try await library.search("", limit: limit) } == "invalid_value")
    }
  }

  @Test func lineageGoesBothWays() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let roof = try await scratch.shot("a roof")
    let rain = try #require(try await library.edit(.last(), "make it rain").last).generation
    let lineage = try await library.lineage(.id(roof.id))
    #expect(lineage.focus == roof.id && lineage.generations.map(\.id) == [roof.id, rain.id])
    #expect(lineage.stem(of: rain) == roof.id && lineage.stem(of: roof) == nil)
    #expect(try await library.lineage(.last()).focus == rain.id)
    #expect(await code { _ = try await library.lineage("zzzz") } == "unknown_generation")
  }

  @Test func aLineageIsReadInPages() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    var line = [try await scratch.shot("a roof")]
    for words in ["make it rain", "at dawn", "from above"] {
      line.append(try #require(try await library.edit(.last(), words).last).generation)
    }
    let focus = GenerationName.id(line[1].id)
    let first = try await library.lineage(focus, limit: 2)
    #expect(first.focus == line[1].id && first.generations.map(\.id) == [line[1].id, line[2].id])
    #expect(first.total.all == 3 && first.remaining == .init(ancestors: 1, descendants: 1))
    #expect(first.roots == [line[0].id] && first.depth == 1)
    let next = try #require(first.next)
    #expect(LineageCursor("\(next)") == next)
    let second = try await library.lineage(focus, limit: 2, after: next)
    #expect(second.generations.map(\.id) == [line[0].id, line[3].id] && second.next == nil)
    #expect(second.generations[1].parent == line[2].outputs.first?.id)
    #expect(try await library.pairs(of: first).isEmpty)
    #expect(try await library.generations(line.reversed().map(\.id)) == line.reversed())
    #expect(await code { _ = try await library.lineage(focus, limit: 0) } == "invalid_value")
    let foreign = LineageCursor(ancestor: line[3].id, descendant: line[3].id)
    #expect(
      await code { _ = try await library.lineage(focus, limit: 1, after: foreign) }
        == "invalid_value")
  }

  @Test func costsAreSummedUnderEachHeading() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    #expect(try await library.costs().lines.isEmpty)
    try await scratch.addCast()
    _ = try await scratch.shot("@kael and @米拉")
    _ = try await scratch.shot("a harbor")
    for grouping in Ledger.Grouping.allCases {
      let ledger = try await library.costs(by: grouping)
      #expect(ledger.grouping == grouping && ledger.total.requests == 2)
      #expect(ledger.total.costUSD == 0 && ledger.total.openRequests == 0)
    }
    let assets = try await library.costs(by: .asset).lines.map(\.heading)
    #expect(assets.sorted() == ["", "@kael", "@米拉"])
    #expect(try await library.costs(by: .model).lines.map(\.heading) == ["troupe/storyboard"])
  }

  @Test func aClosedLibraryRefusesWork() async throws {
    let scratch = try await TemporaryLibrary()
    let library = try await scratch.reopened()
    try library.close()
    try library.close()
    #expect(await code { _ = try await library.assets() } != nil)
    #expect(try await scratch.library.assets().isEmpty)
  }
}
