import Foundation
import TestSupport
import Testing

/// `models refresh`: a provider's list becomes profiles of the user's own.
@Suite struct ModelsRefreshTests {
  private struct Setting {
    let fixture: CommandLineFixture
    let server: FakeOpenRouter
    var folder: URL { fixture.folder.appending(path: "config/troupe/models") }

    init(_ models: [FakeOpenRouterModel] = FakeOpenRouterModel.usual, script: [FakeReply] = [])
      async throws
    {
      fixture = try await CommandLineFixture.withCast()
      server = try FakeOpenRouter(models, script: script)
    }

    func run(_ words: String..., at address: String? = nil) async throws -> Answer {
      try await fixture.run(
        words,
        environment: [
          "OPENROUTER_BASE_URL": address ?? server.baseURL,
          "OPENROUTER_API_KEY": FakeOpenRouter.key,
        ])
    }

    func refresh(at address: String? = nil) async throws -> Listed {
      let answer = try await run("models", "refresh", "openrouter", "--json", at: address)
      #expect(answer.status == 0, "\(answer.stderr)")
      return try JSONDecoder().decode(Listed.self, from: Data(answer.stdout.utf8))
    }

    /// Names and bytes of the folder's files.
    func files() -> [String: Data] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return Dictionary(
        names.map { ($0, (try? Data(contentsOf: folder.appending(path: $0))) ?? Data()) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private struct Listed: Decodable {
    let added: [String]
    let changed: [String]
    let unchanged: [String]
    let removed: [String]
    let kept: [String]
    let problems: [String]
  }

  private static let gemini = "openrouter/google/gemini-3-pro-image"
  private static let seedream = "openrouter/bytedance-seed/seedream-4.5"

  @Test func whatIsListedIsKeptAndUsed() async throws {
    let setting = try await Setting()
    defer { setting.server.stop() }
    let first = try await setting.refresh()
    #expect(first.added.count == 3 && first.problems.isEmpty)
    #expect(setting.files().count == 3)
    let again = try await setting.refresh()
    #expect(again.unchanged == first.added && again.added.isEmpty && again.changed.isEmpty)
    let made = try await setting.run(
      "generate", "@kael in the rain", "--model", Self.gemini, "--aspect", "16:9", "--json")
    #expect(made.status == 0, "\(made.stderr)")
    #expect(setting.server.billed == 1)
    // What the answer says that it cost stands in the record.
    let costs = try await setting.run("costs", "--json")
    #expect(costs.stdout.contains("0.04"), "\(costs.stdout)")
    let refused = try await setting.run(
      "generate", "@kael in the rain", "--model", Self.gemini, "--aspect", "4:3")
    #expect(refused.status == 4 || refused.status == 2)
    #expect(setting.server.billed == 1)
  }

  @Test func whatChangedIsToldAndWhatIsGoneIsRemoved() async throws {
    let setting = try await Setting()
    defer { setting.server.stop() }
    _ = try await setting.refresh()
    let other = try FakeOpenRouter([
      FakeOpenRouterModel(
        "google/gemini-3-pro-image",
        parameters: #"{"resolution":{"type":"enum","values":["1K"]}}"#),
      FakeOpenRouterModel("new/one", parameters: "{}"),
    ])
    defer { other.stop() }
    let later = try await setting.refresh(at: other.baseURL)
    #expect(later.changed == [Self.gemini] && later.added == ["openrouter/new/one"])
    #expect(later.removed.sorted() == [Self.seedream, "openrouter/openai/gpt-image-2"])
    #expect(setting.files().count == 2)
  }

  @Test func whatTheUserWroteStays() async throws {
    let setting = try await Setting()
    defer { setting.server.stop() }
    _ = try await setting.refresh()
    let name = "openrouter-bytedance-seed-seedream-4.5.json"
    let text = String(decoding: try #require(setting.files()[name]), as: UTF8.self)
    try FileManager.default.removeItem(at: setting.folder.appending(path: name))
    let mine = Data(
      text.replacing("\"openrouter.ai/api/v1/images/models\"", with: "\"me\"").utf8)
    try mine.write(to: setting.folder.appending(path: "mine.json"))
    let later = try await setting.refresh()
    #expect(later.kept == [Self.seedream])
    #expect(setting.files()["mine.json"] == mine && setting.files()[name] == nil)
  }

  /// What comes and is no list is bad data; what does not come may come later.
  private static let odd: [(FakeReply, Int32)] = [
    (FakeReply(json: "<html>log in</html>"), 5), (FakeReply(json: #"{"data":[]}"#), 5),
    (FakeReply(json: #"{"data":[{"id":"../../x","supported_parameters":{}}]}"#), 5),
    (FakeReply(json: #"{"data":{"a":1}}"#), 5), (FakeReply(json: ""), 5),
    (FakeReply(json: String(repeating: " ", count: 17 << 20)), 5),
    (FakeReply(status: 500, json: #"{"error":{"code":500,"message":"no"}}"#), 6),
    (
      FakeReply(json: #"{"data":[{"id":"a/b","supported_parameters":{}}]}"#).sent(.cut(after: 20)),
      6
    ),
    (FakeReply(status: 302, json: "{}").with("Location", "https://example.com/"), 6),
    (FakeReply(json: "").sent(.noAnswer), 6),
  ]

  @Test(arguments: odd)
  func anOddAnswerChangesNothing(reply: FakeReply, status: Int32) async throws {
    let setting = try await Setting()
    defer { setting.server.stop() }
    _ = try await setting.refresh()
    let before = setting.files()
    let odd = try FakeOpenRouter(script: [reply])
    defer { odd.stop() }
    let answer = try await setting.run("models", "refresh", "openrouter", at: odd.baseURL)
    #expect(answer.status == status && answer.stderr.contains("Nothing was changed"))
    #expect(!answer.stderr.contains(FakeOpenRouter.key))
    #expect(setting.files() == before)
  }

  @Test func offlineAndUnknownProvidersAreTold() async throws {
    let setting = try await Setting()
    setting.server.stop()
    let offline = try await setting.run(
      "models", "refresh", "openrouter", at: "http://127.0.0.1:9/api/v1")
    #expect(offline.status == 6 && offline.stderr.contains("Nothing was changed"))
    #expect(setting.files().isEmpty)
    let unknown = try await setting.run("models", "refresh", "google")
    #expect(unknown.status == 2 && unknown.stderr.contains("openrouter"))
  }
}
