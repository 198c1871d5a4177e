import Foundation
import TestSupport
import Testing
import Troupe

/// Shots that are made in batches: for less, within a day.
@Suite struct SceneBatchTests {
  private static func shots() -> [Troupe.Shot] {
    ["1", "2", "3"].map { id in
      Troupe.Shot(
        id: id, prompt: "a roof, picture \(id)", edit: id == "3" ? .shot("1") : nil,
        options: GenerateOptions(model: "gemini-3-pro-image"))
    }
  }

  @Test func whatIsMadeFromOthersWaitsUntilTheyAreFetched() async throws {
    let scratch = try await TemporaryLibrary()
    let server = try FakeBatch(
      picture: SamplePicture.noise(width: 64, height: 48, seed: 5), states: [])
    defer { server.stop() }
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    let file = try scratch.file("s.toml", Data())
    let scene = Scene(name: "s", shots: Self.shots())
    var options = SceneOptions()
    options.isBatch = true
    let plan = try await library.plan(scene, at: file, options)
    #expect(plan.images == 2 && plan.scheduled.last?.waitsFor == ["1"])

    let sent = try await library.run(scene, at: file, options)
    #expect(sent.status.shots.map(\.state) == [.underWay, .underWay, .missing])
    #expect(server.submissions == 2)
    // Nothing is sent again while it is under way, in a batch or without.
    #expect(try await library.run(scene, at: file, options).outcomes.map(\.shot.id) == ["3"])
    #expect(server.submissions == 2)

    _ = try await library.fetchBatches()
    let next = try await library.run(scene, at: file, options)
    #expect(next.status.shots.map(\.state) == [.made, .made, .underWay])
    _ = try await library.fetchBatches()
    #expect(try await library.run(scene, at: file, options).outcomes.isEmpty)
    #expect(server.submissions == 3)
    try library.close()
    withExtendedLifetime(scratch) {}
  }
}
