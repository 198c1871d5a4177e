import Foundation
import TestSupport
import Testing

/// Gemini's models on Vertex AI, and keys that are made when they are needed.
@Suite struct VertexTests {
  private static let model = "vertex/gemini-3-pro-image"

  private struct Setting {
    let fixture: CommandLineFixture
    let server: FakeGemini
    private let environment: [String: String]

    init(_ environment: [String: String] = [:], _ replies: [FakeReply] = []) async throws {
      fixture = try CommandLineFixture()
      server = try FakeGemini(replies, otherwise: .image())
      self.environment = [
        "GOOGLE_VERTEX_BASE_URL": server.baseURL,
        "XDG_CONFIG_HOME": fixture.folder.appending(path: "config").path,
      ].merging(environment) { $1 }
      try await fixture.must("init", "lib")
    }

    func run(_ words: String..., with further: [String: String] = [:]) async throws -> Answer {
      try await fixture.run(words, environment: environment.merging(further) { $1 })
    }

    func path(_ name: String) -> String { fixture.folder.appending(path: name).path }

    /// Where one of `traces` stands in what was printed or in a file of the library.
    func places(of traces: [String], in printed: String) throws -> [String] {
      var places = traces.filter(printed.contains)
      for path in try FileManager.default.subpathsOfDirectory(atPath: fixture.library.path) {
        guard let bytes = try? Data(contentsOf: fixture.library.appending(path: path)) else {
          continue
        }
        places += traces.filter { bytes.range(of: Data($0.utf8)) != nil }.map { "\(path): \($0)" }
      }
      return places
    }
  }

  @Test func anAccountsSignatureBuysAToken() async throws {
    let account = try FakeAccount()
    let echo = FakeReply(
      status: 400,
      json: #"{"error": {"code": 400, "message": "you sent \#(FakeAccount.token)"}}"#)
    let setting = try await Setting(["GOOGLE_CLOUD_PROJECT": "my-project-1"], [.image(), echo])
    let file = try setting.fixture.file("account.json", account.file())
    let key = ["GOOGLE_APPLICATION_CREDENTIALS": file]
    var printed = ""
    for words in [
      ["generate", "a roof", "-m", Self.model, "--option", "output_type=image/png", "--verbose"],
      ["generate", "a wall", "-m", Self.model], ["show", "@last", "--json"], ["key", "list"],
      ["history"],
    ] {
      let answer = try await setting.fixture.run(
        words,
        environment: [
          "GOOGLE_VERTEX_BASE_URL": setting.server.baseURL, "GOOGLE_CLOUD_PROJECT": "my-project-1",
          "XDG_CONFIG_HOME": setting.path("config"),
        ].merging(key) { $1 })
      printed += answer.stdout + answer.stderr
    }
    #expect(account.found.isEmpty && account.server.requests.count == 2)
    let request = try #require(setting.server.requests.first)
    #expect(
      request.path
        == "/v1beta1/projects/my-project-1/locations/global/publishers/google/models/gemini-3-pro-image:generateContent"
    )
    #expect(request.header("authorization") == "Bearer \(FakeAccount.token)")
    #expect(request.header("x-goog-api-key") == nil)
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(body.contains(#""imageConfig":{"imageOutputOptions":{"mimeType":"image/png"}}"#))
    #expect(printed.contains("by GOOGLE_APPLICATION_CREDENTIALS"), "\(printed)")
    let traces = account.secrets + [FakeAccount.token, "c4n4ry"]
    #expect(try setting.places(of: traces, in: printed).isEmpty)
  }

  @Test func aCommandPrintsAToken() async throws {
    let setting = try await Setting(["GOOGLE_CLOUD_PROJECT": "p", "GOOGLE_CLOUD_LOCATION": "eu"])
    let made = try await setting.run(
      "generate", "a roof", "-m", Self.model,
      with: ["GOOGLE_ACCESS_TOKEN_COMMAND": "printf '%s-%s\\n' ya29.tok en0123456789"])
    #expect(made.status == 0, "\(made.stderr)")
    let request = try #require(setting.server.requests.first)
    #expect(request.header("authorization") == "Bearer ya29.tok-en0123456789")
    #expect(request.path.contains("/projects/p/locations/eu/publishers/"))
    let failed = try await setting.run(
      "generate", "a wall", "-m", Self.model,
      with: ["GOOGLE_ACCESS_TOKEN_COMMAND": "echo 'run gcloud auth login' >&2; exit 1"])
    #expect(failed.status == 2, "\(failed.stderr)")
    #expect(failed.stderr.contains("status 1: run gcloud auth login"), "\(failed.stderr)")
    #expect(failed.stderr.contains("GOOGLE_ACCESS_TOKEN_COMMAND"))
    #expect(setting.server.requests.count == 1)
  }

  @Test func aTokenInAVariableComesFirst() async throws {
    let setting = try await Setting(["GOOGLE_CLOUD_PROJECT": "p"])
    let made = try await setting.run(
      "generate", "a roof", "-m", Self.model,
      with: ["GOOGLE_ACCESS_TOKEN": "ya29.mine-0123456789", "GOOGLE_ACCESS_TOKEN_COMMAND": "false"])
    #expect(made.status == 0, "\(made.stderr)")
    #expect(
      setting.server.requests.first?.header("authorization") == "Bearer ya29.mine-0123456789")
  }

  @Test func aKeyOfTheExpressModeNeedsNoProject() async throws {
    let setting = try await Setting()
    try await setting.fixture.run(
      ["key", "set", "vertex"], stdin: "AQ.express-key-0123456789\n",
      environment: ["XDG_CONFIG_HOME": setting.path("config")])
    let made = try await setting.run("generate", "a roof", "-m", Self.model)
    #expect(made.status == 0, "\(made.stderr)")
    let request = try #require(setting.server.requests.first)
    #expect(request.path == "/v1beta1/publishers/google/models/gemini-3-pro-image:generateContent")
    #expect(request.key == "AQ.express-key-0123456789")
    #expect(request.header("authorization") == nil)
  }

  @Test func whatIsMissingIsSaidAndCostsNothingElse() async throws {
    let setting = try await Setting(["GOOGLE_CLOUD_LOCATION": "us-central1"])
    let missing = try await setting.run("generate", "a roof", "-m", Self.model)
    #expect(
      missing.status == 2 && missing.stderr.contains("GOOGLE_CLOUD_PROJECT"), "\(missing.stderr)")
    let noKey = try await setting.run(
      "generate", "a roof", "-m", Self.model, with: ["GOOGLE_CLOUD_PROJECT": "p"])
    #expect(
      noKey.status == 2
        && noKey.stderr.contains("GOOGLE_ACCESS_TOKEN_COMMAND or GOOGLE_APPLICATION_CREDENTIALS"),
      "\(noKey.stderr)")
    for words in [["models"], ["key", "list"], ["generate", "a roof", "-m", "storyboard"]] {
      let other = try await setting.fixture.run(
        words,
        environment: [
          "GOOGLE_CLOUD_LOCATION": "us-central1", "GOOGLE_GEMINI_BASE_URL": "http://example.com",
          "XDG_CONFIG_HOME": setting.path("config"),
        ])
      #expect(other.status == 0, "\(words): \(other.stderr)")
    }
    #expect(setting.server.requests.isEmpty)
  }

  @Test func theOptionsOfVertexAreRefusedElsewhereWithWhatToDo() async throws {
    let setting = try await Setting(["GEMINI_API_KEY": "k-0123456789"])
    let refused = try await setting.run(
      "plan", "a roof", "-m", "gemini-3-pro-image", "--option", "output_type=image/png")
    #expect(refused.status == 2 && refused.stderr.contains(Self.model), "\(refused.stderr)")
  }

  @Test func aGatewaysKeyIsPrintedByACommandToo() async throws {
    let setting = try await Setting()
    let entry = """
      [gate]
      base_url = "\(setting.server.baseURL)/proxy"
      key_command = ["printf", "%s", "k-$HOME-0123456789"]
      models = ["gemini-3-pro-image"]
      price = 0.05
      """
    let folder = setting.fixture.folder.appending(path: "config/troupe")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "providers.toml")
    try Data(entry.utf8).write(to: file)
    let made = try await setting.run("generate", "a roof", "-m", "gate/gemini-3-pro-image")
    #expect(made.status == 0, "\(made.stderr)")
    #expect(setting.server.requests.first?.key == "k-$HOME-0123456789")
    let keys = try await setting.run("key", "list", "--json")
    let gate = try #require(
      try keys.json()["keys"].array.first { $0["provider"].string == "gate" })
    #expect(gate["maker"].string == "key_command")
    for wrong in ["\"gcloud\"", "[]", "[1]", "[\"\"]"] {
      try Data(entry.replacing(#"["printf", "%s", "k-$HOME-0123456789"]"#, with: wrong).utf8)
        .write(to: file)
      let answer = try await setting.run("generate", "a", "-m", "gate/gemini-3-pro-image")
      #expect(answer.status == 2 && answer.stderr.contains("key_command"), "\(answer.stderr)")
    }
  }
}
