import Foundation
import TestSupport
import Testing
import Troupe

/// Several shots come in one picture, at the price of one, and are cut.
@Suite struct SceneGridTests {
  typealias Shot = Troupe.Shot

  private static func shots(_ ids: [String]) -> [Shot] {
    ids.map { id in
      Shot(
        id: id, prompt: "a roof, picture \(id)",
        options: GenerateOptions(model: "gemini-2.5-flash-image"))
    }
  }

  private static func open(
    _ replies: [FakeReply] = []
  ) async throws -> (TemporaryLibrary, Library, FakeGemini, URL) {
    let scratch = try await TemporaryLibrary()
    let picture = SamplePicture.noise(width: 64, height: 48, seed: 3)
    let server = try FakeGemini(replies, otherwise: .image(picture))
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    return (scratch, library, server, try scratch.file("s.toml", Data()))
  }

  @Test func eachPanelIsAShotWhoseParentIsTheSheet() async throws {
    let (scratch, library, server, file) = try await Self.open()
    defer { server.stop() }
    var shots = Self.shots(["1", "2", "3", "4", "5", "6"])
    shots[4].edit = .shot("2")
    let scene = Scene(name: "s", shots: shots)
    var options = SceneOptions()
    options.grid = try SceneGrid("2x2")
    let plan = try await library.plan(scene, at: file, options)
    #expect(plan.images == 3)
    let made = try await library.run(scene, at: file, options)
    #expect(made.status.shots.map(\.state) == Array(repeating: .made, count: 6))
    // One sheet of four, one alone, and one that changes another.
    #expect(server.requests.count == 3)
    let first = try #require(made.status.shots[0].primary)
    let second = try #require(made.status.shots[1].primary)
    let cut = try await library.generation(.id(second.generation))
    #expect(cut.model == "troupe/cut" && cut.costUSD == 0)
    #expect(cut.outputs.map(\.width) == [32] && cut.outputs.map(\.height) == [24])
    #expect(!cut.adjustments.contains { $0.field == "references" }, "\(cut.adjustments)")
    let other = try await library.generation(.id(first.generation))
    #expect(other.parent?.origin == cut.parent?.origin)
    #expect(cut.prompt == "a roof, picture 2")
    let sheet = try await library.generation(.id(try #require(cut.parent?.origin).generation))
    #expect(sheet.prompt.contains("a roof, picture 4"))
    #expect(try await library.run(scene, at: file, options).outcomes.isEmpty)
    #expect(try await library.run(scene, at: file).outcomes.isEmpty)
    #expect(server.requests.count == 3)
    #expect(try await library.verify().problems.isEmpty)
    try library.close()
    withExtendedLifetime(scratch) {}
  }

  @Test func aSheetThatMayStillComeIsNotAskedForAgain() async throws {
    let (scratch, library, server, file) = try await Self.open([FakeReply(status: 500, json: "{}")])
    defer { server.stop() }
    let scene = Scene(name: "s", shots: Self.shots(["1", "2"]))
    var options = SceneOptions()
    options.grid = try SceneGrid("2x1")
    let first = try await library.run(scene, at: file, options)
    #expect(first.status.shots.map(\.state) == [.unknown, .unknown])
    #expect(try await library.run(scene, at: file, options).outcomes.isEmpty)
    #expect(try await library.run(scene, at: file).outcomes.isEmpty)
    #expect(server.requests.count == 1)
    options.isFresh = true
    let again = try await library.run(scene, at: file, options)
    #expect(again.status.shots.map(\.state) == [.made, .made])
    #expect(server.requests.count == 2)
    try library.close()
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: ["2", "1x1", "5x2", "0x2", "axb"])
  func whatIsNoGridIsRefused(_ text: String) async {
    #expect(await code { _ = try SceneGrid(text) } == "invalid_value")
  }
}
