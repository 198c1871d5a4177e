import Foundation
import TestSupport
import Testing

/// Providers that the user adds in `providers.toml`.
@Suite struct ProvidersFileTests {
  private static let secret = "k-Secret.0987_654321"

  private struct Setting {
    let fixture: CommandLineFixture
    let environment: [String: String]

    init(_ entry: String) async throws {
      fixture = try await CommandLineFixture.withCast()
      let folder = fixture.folder.appending(path: "config/troupe")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(entry.utf8).write(to: folder.appending(path: "providers.toml"))
      environment = [
        "XDG_CONFIG_HOME": fixture.folder.appending(path: "config").path,
        "GATE_KEY": ProvidersFileTests.secret,
      ]
    }

    func run(_ words: String...) async throws -> Answer {
      try await fixture.run(words, environment: environment)
    }
  }

  /// An entry for `server`, with `lines` besides.
  private static func gate(_ server: FakeGemini, path: String = "", _ lines: String...) -> String {
    """
    [gate]
    base_url = "\(server.baseURL)\(path)"
    key_variables = ["GATE_KEY"]
    models = ["gemini-3-pro-image"]
    \(lines.joined(separator: "\n"))
    """
  }

  @Test(arguments: [("?key", true), ("Authorization", false), ("x-key", false)])
  func aGatewayServesKnownModelsWithItsKeyInItsPlace(_ place: String, inAddress: Bool) async throws
  {
    let server = try FakeGemini([.image()])
    defer { server.stop() }
    let setting = try await Setting(
      Self.gate(server, path: "/proxy", "key = \"\(place)\"", #"headers = { X-Team = "comics" }"#))
    let made = try await setting.run("generate", "@kael", "-m", "gate/gemini-3-pro-image", "--json")
    #expect(made.status == 0, "\(made.stderr)")
    let record = try made.json()["generations"][0]
    #expect(record["provider"].string == "gate" && record["state"].string == "done")
    // What it costs there is not known.
    #expect(record["cost_usd"].double == nil)
    let request = try #require(server.requests.first)
    #expect(request.path.hasPrefix("/proxy/v1beta/models/gemini-3-pro-image:generateContent"))
    #expect(request.path.hasSuffix("?key=\(Self.secret)") == inAddress)
    #expect(request.header("x-team") == "comics")
    let name = place.lowercased()
    let expected = name == "authorization" ? "Bearer \(Self.secret)" : Self.secret
    #expect(request.header(name) == (inAddress ? nil : expected))
    #expect(request.header("x-goog-api-key") == nil)

    let names = try FileManager.default.subpathsOfDirectory(atPath: setting.fixture.folder.path)
    for path in names {
      let bytes = try? Data(contentsOf: setting.fixture.folder.appending(path: path))
      #expect(bytes?.range(of: Data("Secret".utf8)) == nil, "\(path)")
    }
    let bounded = try await setting.run(
      "generate", "@kael", "-m", "gate/gemini-3-pro-image", "--fresh", "--max-cost", "1")
    #expect(bounded.status == 4 && server.requests.count == 1)
    #expect(try await setting.run("models").stdout.contains("gate/gemini-3-pro-image"))
    #expect(try await setting.run("key").stdout.contains("GATE_KEY"))
  }

  @Test func aGatewayMayStream() async throws {
    let reply = FakeReply.stream(SamplePicture.png(width: 30, height: 20), SamplePicture.png())
    let server = try FakeGemini([reply])
    defer { server.stop() }
    let setting = try await Setting(Self.gate(server, #"key = "?key""#, "stream = true"))
    let made = try await setting.run("generate", "@kael", "-m", "gate/gemini-3-pro-image", "--json")
    #expect(made.status == 0, "\(made.stderr)")
    #expect(try made.json()["generations"][0]["outputs"].array.count == 2)
    let path = try #require(server.requests.first?.path)
    #expect(path.hasSuffix(":streamGenerateContent?alt=sse&key=\(Self.secret)"))
    let id = try #require(try made.json()["generations"][0]["id"].string)
    #expect(!(try await setting.run("show", id, "--json").stdout.contains("Secret")))
  }

  @Test func noOtherProvidersKeyGoesToAGateway() async throws {
    let server = try FakeGemini([.image()])
    defer { server.stop() }
    let setting = try await Setting(
      "[gate]\nbase_url = \"\(server.baseURL)\"\nmodels = [\"gemini-3-pro-image\"]\n")
    let words = ["generate", "@kael", "-m", "gate/gemini-3-pro-image", "--json"]
    var environment = setting.environment
    environment["GEMINI_API_KEY"] = "AIza-of-google-alone"
    let refused = try await setting.fixture.run(words, environment: environment)
    #expect(refused.status == 2 && server.requests.isEmpty, "\(refused.stderr)")
    #expect(refused.stderr.contains("troupe key set gate"))

    let stored = try await setting.fixture.run(
      ["key", "set", "gate"], stdin: "of-the-gate-alone\n", environment: environment)
    #expect(stored.status == 0, "\(stored.stderr)")
    #expect(try await setting.fixture.run(words, environment: environment).status == 0)
    #expect(server.requests.first?.header("x-goog-api-key") == "of-the-gate-alone")
  }

  @Test func aReplayFindsItsAddressWhateverTheGatewaysIsCalled() async throws {
    let server = try FakeGemini([.image(), .image()])
    defer { server.stop() }
    let setting = try await Setting(Self.gate(server, path: "/models/gw"))
    let made = try await setting.run("generate", "@kael", "-m", "gate/gemini-3-pro-image")
    #expect(made.status == 0, "\(made.stderr)")
    #expect(try await setting.run("replay", "@last").status == 0)
    #expect(server.requests.count == 2 && server.requests[0].path == server.requests[1].path)
  }

  @Test func whatAGatewayMadeGoesNowhereElseOnceItIsGone() async throws {
    let server = try FakeGemini([.image(), .image()])
    defer { server.stop() }
    let setting = try await Setting(Self.gate(server))
    let made = try await setting.run("generate", "@kael", "-m", "gate/gemini-3-pro-image", "--json")
    let id = try #require(try made.json()["generations"][0]["id"].string)
    let file = setting.fixture.folder.appending(path: "config/troupe/providers.toml")
    try FileManager.default.removeItem(at: file)
    var environment = setting.environment
    environment["GOOGLE_GEMINI_BASE_URL"] = server.baseURL
    environment["GEMINI_API_KEY"] = "AIza-of-google-alone"
    let replayed = try await setting.fixture.run(["replay", id], environment: environment)
    #expect(replayed.status == 3 && replayed.stderr.contains("gate"), "\(replayed.stderr)")
    #expect(server.requests.count == 1)
  }

  @Test func aKeyThatCannotStandInAnAddressIsNotSent() async throws {
    let server = try FakeGemini([.image()])
    defer { server.stop() }
    let setting = try await Setting(Self.gate(server, #"key = "?key""#))
    var environment = setting.environment
    environment["GATE_KEY"] = "k+Secret/0987"
    let refused = try await setting.fixture.run(
      ["generate", "@kael", "-m", "gate/gemini-3-pro-image"], environment: environment)
    #expect(refused.status == 2 && refused.stderr.contains("letters, digits"), "\(refused.stderr)")
    #expect(server.requests.isEmpty && !refused.stderr.contains("Secret"))
  }

  @Test func aGatewayHasLimitsOfItsOwn() async throws {
    let server = try FakeGemini()
    defer { server.stop() }
    let setting = try await Setting(Self.gate(server, "limits = { images = 2 }"))
    let plan = try await setting.run(
      "plan", "@kael, @米拉", "-m", "gate/gemini-3-pro-image", "--json")
    let bound = try plan.json()["limits"].array.first { $0["name"].string == "images" }
    #expect(bound?["bound"].int == 2, "\(plan.stderr)")
    let shown = try await setting.run("models", "show", "gate/gemini-3-pro-image").stdout
    #expect(shown.contains("entry 'gate'"), "\(shown)")
  }

  @Test(arguments: [
    ("[gate]\nmodels = [\"gemini-3-pro-image\"]\n", "gate.base_url"),
    ("[gate]\nbase_url = \"http://example.com\"\nmodels = [\"x\"]\n", "https://"),
    ("[gate]\nbase_url = \"https://example.com\"\nmodels = [\"nothing\"]\n", "'nothing'"),
    ("[gate]\nbase_url = \"https://example.com\"\nmodel = [\"x\"]\n", "gate.model"),
    ("[google]\nbase_url = \"https://example.com\"\n", "a name of its own"),
    ("[gate\n", "not TOML"),
    (
      "[gate]\nbase_url = \"https://example.com\"\nmodels = [\"gemini-3-pro-image\"]\nlimits = { pictures = 2 }\n",
      "gate.limits.pictures"
    ),
    (
      "[gate]\nbase_url = \"https://example.com\"\nmodels = [\"gemini-3-pro-image\"]\nheaders = { X-Api-Key = \"k\" }\n",
      "gate.headers.X-Api-Key"
    ),
    (
      "[gate]\nbase_url = \"https://example.com\"\nmodels = [\"gemini-3-pro-image\"]\nkey = \"X-Gate\"\nheaders = { X-Gate = \"k\" }\n",
      "gate.headers.X-Gate"
    ),
    (
      "[gate]\nbase_url = \"https://example.com\"\nmodels = [\"gemini-3-pro-image\"]\nresult_hosts = [\"https://img.example.com/\"]\n",
      "gate.result_hosts"
    ),
    ("[gate]\nbase_url = \"https://example.com?alt=sse\"\nmodels = [\"x\"]\n", "https://"),
  ])
  func whatIsWrongIsNamed(_ text: String, words: String) async throws {
    let setting = try await Setting(text)
    let listed = try await setting.run("models")
    #expect(listed.status == 0 && listed.stdout.contains("gemini-3-pro-image"))
    #expect(
      listed.stderr.contains("Warning: ") && listed.stderr.contains(words), "\(listed.stderr)")
    let asked = try await setting.run("generate", "@kael", "-m", "gate/gemini-3-pro-image")
    #expect(asked.status != 0 && !asked.stderr.isEmpty)
    // One entry costs no other model; a file that is no TOML may hide a price, and stops all that may spend.
    let other = try await setting.run("generate", "@kael", "-m", "offline")
    #expect((other.status == 0) == (words != "not TOML"), "\(other.stderr)")
  }
}
