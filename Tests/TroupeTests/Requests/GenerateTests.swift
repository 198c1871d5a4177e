import Foundation
import Testing
import Troupe

/// Requests on the offline model, and what is kept of them.
@Suite struct GenerateTests {
  @Test func aRequestIsRecordedWithItsImage() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    var options = GenerateOptions.offline
    options.aspect = "3:4"
    options.seed = 7
    let log = EventLog()
    let results = try await scratch.library.generate("@kael waves", options, onEvent: log.note)
    let shot = try #require(results.first).generation
    #expect(results.count == 1 && results[0].error == nil && !results[0].isFromRecord)
    #expect(shot.state == .done && shot.costUSD == 0 && shot.prompt == "@kael waves")
    #expect(shot.inputs.map(\.chosen.asset) == ["kael"])
    #expect(shot.parameters.asked.seed == 7)
    let output = try #require(shot.outputs.first)
    let bytes = try Data(contentsOf: scratch.library.url(of: output.path))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(log.events.count == 1 && !log.threads.isMain)
  }

  @Test func anEqualRequestIsAnsweredFromTheRecord() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let first = try await library.generate("a roof", .offline)
    let log = EventLog()
    let second = try await library.generate("a roof", .offline, onEvent: log.note)
    #expect(second.map(\.isFromRecord) == [true])
    #expect(second.map(\.generation) == first.map(\.generation) && log.events.count == 1)
    var options = GenerateOptions.offline
    options.isFresh = true
    let fresh = try await library.generate("a roof", options)
    #expect(
      fresh.map(\.isFromRecord) == [false] && fresh[0].generation.id != first[0].generation.id)
    options = .offline
    options.count = 3
    let more = try await library.generate("a roof", options)
    #expect(more.count == 3 && more.allSatisfy { !$0.isFromRecord })
    #expect(Set(more.map(\.generation.batch)).count == 1 && more[0].generation.batch != nil)
    #expect(try await library.search("").generations.count == 5)
  }

  @Test func whatIsWrongIsSaidBeforeAnythingIsSent() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    #expect(await code { _ = try await library.generate(" \n", .offline) } == "empty_prompt")
    #expect(await code { _ = try await library.generate("a roof") } == "no_model")
    #expect(await code { _ = try await library.generate("@x waves", .offline) } == "unknown_asset")
    #expect(
      await code { _ = try await library.generate("x", GenerateOptions(model: "none")) }
        == "unknown_model")
    #expect(
      await code {
        _ = try await library.generate("x", GenerateOptions(model: "gemini-3-pro-image"))
      }
        == "no_key")
    var options = GenerateOptions.offline
    options.references = ["none.png"]
    #expect(await code { _ = try await library.generate("x", options) } == "no_file")
    #expect(try await library.search("").generations.isEmpty)
  }

  @Test func aCancelledRequestStopsAndTheLibraryStaysWell() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    var options = GenerateOptions.offline
    options.count = 100
    let work = Work { [options] in try await library.generate("a roof", options, onEvent: $0) }
    for await _ in work { work.cancel() }
    let made = try? await work.value
    #expect((made?.count ?? 0) < 100)
    let kept = try await library.search("", limit: 1000).generations
    #expect(kept.count < 100)
    try await library.recover()
    #expect(try await library.waiting() == 0)
    #expect(try await library.verify().problems.isEmpty)
    #expect(try await library.generate("a bridge", .offline).first?.generation.state == .done)
  }

  @Test func theSettingsModelIsTheUsualOne() async throws {
    let scratch = try await TemporaryLibrary()
    try scratch.file("lib/troupe.toml", Data("model = \"offline\"\nmax_cost = 0.0\n".utf8))
    let library = try await scratch.reopened()
    #expect(library.settings.model == "offline" && library.settings.maxCost == 0)
    #expect(try await library.generate("a roof").first?.generation.model == "troupe/storyboard")
    try library.close()
  }

  @Test func anImageIsEditedByEveryNameItHas() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let file = try scratch.picture("file.png", green: 140)
    try await scratch.addCast()
    let digits = try #require(try await library.references(of: "ink").first).digest.short
    let shot = try await scratch.shot("a roof")
    let output = try #require(shot.outputs.first)
    _ = try await scratch.shot("a bridge")
    let names: [ImageName] = [
      .last(back: 1), .output(output.id), .prefix("\(shot.id)"), .prefix(output.digest.short),
    ]
    for name in names {
      // Each is one and the same request, made once.
      let edited = try await library.edit(name, "at dawn")
      #expect(edited.first?.generation.parent?.origin == output.id, "\(name)")
      #expect(edited.first?.isFromRecord == (name != names.first))
      #expect(edited.first?.generation.model == "troupe/storyboard")
      if name == names.first { _ = try await scratch.shot("a bridge") }
    }
    let drawn = try await library.edit(.file(file), "in snow", .offline)
    #expect(drawn.first?.generation.parent?.origin == nil)
    #expect(drawn.first?.generation.parent?.width == 64)
    let inked = try await library.edit(.reference(digits), "in snow", .offline)
    #expect(inked.first?.generation.parent?.asset == "ink")
    #expect(await code { _ = try await library.edit(.file(file), "in snow") } == "no_model")
    #expect(await code { _ = try await library.edit(.last(back: 99), "x") } == "unknown_generation")
    #expect(await code { _ = try await library.edit(.last(back: -1), "x") } == "unknown_generation")
    let none = OutputID(generation: shot.id, position: 2)
    #expect(await code { _ = try await library.edit(.output(none), "x") } == "no_output")
    let zero = OutputID(generation: shot.id, position: 0)
    #expect(await code { _ = try await library.edit(.output(zero), "x") } == "unknown_generation")
  }
}
