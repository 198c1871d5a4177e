import Foundation
import TestSupport
import Testing

/// OpenAI's models from the command line, and what holds of models of every vendor.
@Suite struct OpenAITests {
  private struct Setting {
    let fixture: CommandLineFixture
    let server: FakeOpenAI
    let environment: [String: String]

    init(_ script: [FakeReply] = []) async throws {
      fixture = try CommandLineFixture()
      server = try FakeOpenAI(script)
      environment = [
        "OPENAI_BASE_URL": server.baseURL, "OPENAI_API_KEY": "sk-test-0123456789",
        "COLUMNS": "80",
      ]
      try await fixture.must("init", "lib")
    }

    func run(_ words: String...) async throws -> Answer {
      try await fixture.run(words, environment: environment)
    }
  }

  @Test func anEditCarriesItsMask() async throws {
    let setting = try await Setting()
    let picture = try setting.fixture.picture("door.png")
    let mask = try setting.fixture.file("mask.png", SamplePicture.mask(width: 64, height: 48))
    let edit = try await setting.run(
      "edit", picture, "a red door", "-m", "gpt-image-2", "--mask", mask)
    #expect(edit.status == 0, "\(edit.stderr)")
    let request = try #require(setting.server.requests.last)
    #expect(request.path == "/v1/images/edits")
    let form = try StrictMultipart(request.body, type: request.header("content-type") ?? "")
    #expect(form.parts.map(\.name).suffix(2) == ["image", "mask"])
    #expect(form.parts.last?.bytes == SamplePicture.mask(width: 64, height: 48))
    let shown = try await setting.run("show", "@last", "--json").json()
    #expect(shown["mask"]["width"].int == 64)
    let verified = try await setting.run("verify")
    #expect(verified.status == 0, "\(verified.stdout)")
    let collected = try await setting.run("gc", "--dry-run", "--json").json()
    #expect(collected["files"].int == 0)
    let replay = try await setting.run("replay", "@last")
    #expect(replay.status == 0, "\(replay.stderr)")
    #expect(setting.server.requests.last?.body == request.body)
  }

  @Test func whatIsNoMaskIsSaidBeforeAnythingIsSent() async throws {
    let setting = try await Setting()
    let picture = try setting.fixture.picture("door.png")
    let small = try setting.fixture.file("small.png", SamplePicture.mask(width: 32, height: 48))
    let mask = try setting.fixture.file("mask.png", SamplePicture.mask(width: 64, height: 48))
    for (words, said) in [
      (["edit", picture, "red", "-m", "gpt-image-2", "--mask", small], "64 × 48"),
      (["edit", picture, "red", "-m", "gpt-image-2", "--mask", picture], "transparency"),
      (["generate", "a door", "-m", "gpt-image-2", "--mask", mask], "edited"),
      (["edit", picture, "red", "-m", "gemini-3-pro-image", "--mask", mask], "mask"),
    ] {
      let answer = try await setting.fixture.run(words, environment: setting.environment)
      #expect(answer.status != 0 && answer.stderr.contains(said), "\(words): \(answer.stderr)")
    }
    #expect(setting.server.requests.isEmpty)
  }

  /// Nothing is asked at a terminal: it is sent all the same.
  @Test(arguments: [(UInt8(255), "nowhere transparent"), (0, "transparent everywhere")])
  func aMaskOfNothingOrEverythingIsToldBefore(_ alpha: UInt8, _ words: String) async throws {
    let setting = try await Setting()
    let picture = try setting.fixture.picture("door.png")
    let mask = try setting.fixture.file(
      "mask.png", SamplePicture.mask(width: 64, height: 48, alpha: alpha))
    let edit = ["edit", picture, "a red door", "-m", "gpt-image-2", "--mask", mask]
    let plan = try await setting.fixture.run(
      edit + ["--plan", "--json"], environment: setting.environment)
    let warnings = try plan.json()["warnings"].array
    #expect(warnings.contains { $0.string?.contains(words) == true }, "\(plan.stdout)")
    #expect(setting.server.requests.isEmpty)
    let sent = try await setting.fixture.run(edit, environment: setting.environment)
    #expect(sent.status == 0 && sent.stderr.contains(words), "\(sent.stderr)")
    #expect(setting.server.requests.count == 1)
  }

  /// The image that a rebuild makes again may have another size than the one that the mask was laid over.
  @Test func aRebuildDropsAMaskOfAnotherSize() async throws {
    let big = SamplePicture.png(width: 64, height: 48).base64EncodedString()
    let setting = try await Setting([
      FakeReply(json: #"{"created":1,"data":[{"b64_json":"\#(big)"}]}"#)
    ])
    let mask = try setting.fixture.file("mask.png", SamplePicture.mask(width: 64, height: 48))
    for words in [
      ["generate", "a door", "-m", "gpt-image-2"],
      ["edit", "@last", "red", "-m", "gpt-image-2", "--mask", mask],
    ] {
      let made = try await setting.fixture.run(words, environment: setting.environment)
      #expect(made.status == 0, "\(made.stderr)")
    }
    #expect(setting.server.requests.last?.body.range(of: Data("name=\"mask\"".utf8)) != nil)
    let rebuilt = try await setting.run("rebuild", "@last", "-m", "gpt-image-2.6-flare")
    #expect(rebuilt.status == 0, "\(rebuilt.stderr)")
    #expect(setting.server.requests.last?.path == "/v1/images/edits")
    #expect(setting.server.requests.last?.body.range(of: Data("name=\"mask\"".utf8)) == nil)
    let adjustments = try await setting.run("show", "@last", "--json").json()["adjustments"].array
    #expect(adjustments.contains { $0["field"].string == "mask" && $0["after"].string == "" })
  }

  @Test func aUsualAspectGivesWayToASizeInPixels() async throws {
    let setting = try await Setting()
    _ = try setting.fixture.file("lib/troupe.toml", Data("aspect = \"16:9\"\n".utf8))
    let square = try await setting.run("plan", "a door", "-m", "gpt-image-2", "--size", "1024x1024")
    #expect(square.status == 0, "\(square.stderr)")
    let both = try await setting.run(
      "plan", "a door", "-m", "gpt-image-2", "--size", "1024x1024", "--aspect", "16:9")
    #expect(both.status == 2 && both.stderr.contains("a size of the aspect 16:9, or no aspect"))
  }

  @Test func modelsFitALineAndTellWhoseKeyIsThere() async throws {
    let setting = try await Setting()
    let list = try await setting.run("models")
    let lines = list.stdout.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
    #expect(lines.contains { $0.hasPrefix("openai") && $0.contains("OPENAI_API_KEY") })
    #expect(lines.contains { $0.hasPrefix("bfl") && $0.contains("no key") })
    #expect(lines.contains { $0.contains("gpt-image-1.5") && $0.contains("2026-12-01") })
    let document = try await setting.run("models", "--json").json()
    #expect(document["keys"].array.contains { $0["provider"].string == "openai" })
    #expect(document["models"].array.contains { $0["id"].string == "flux-2-pro" })
  }

  @Test func aModelInUseThatEndsIsNamedWithWhatDependsOnIt() async throws {
    let setting = try await Setting()
    let none = try await setting.run("models", "check")
    #expect(none.status == 0)
    for prompt in ["a door", "a wall"] {
      let made = try await setting.run("generate", prompt, "-m", "gpt-image-1.5")
      #expect(made.status == 0, "\(made.stderr)")
    }
    let check = try await setting.run("models", "check", "--json")
    #expect(check.status == 3)
    let life = try check.json()["models"][0]
    #expect(life["use"]["model"].string == "gpt-image-1.5" && life["ending"].bool == true)
    #expect(life["use"]["generations"].int == 2 && life["use"]["lineages"].int == 2)
    #expect(life["use"]["billed"]["images"].int == 2)
    let text = try await setting.run("models", "check")
    #expect(text.stdout.contains("2 images of 2 requests") && text.stdout.contains("estimates "))
    #expect(text.stderr.contains("gpt-image-1.5"))
  }

  @Test func aRefusalAsTooLargeIsLearnt() async throws {
    let fixture = try CommandLineFixture()
    let server = try FakeGemini(
      [FakeReply(status: 413, json: #"{"error": {"message": "too large"}}"#)], otherwise: .image())
    let environment = ["GOOGLE_GEMINI_BASE_URL": server.baseURL, "GEMINI_API_KEY": "AIzaTest"]
    try await fixture.must("init", "lib")
    let picture = try fixture.file("big.png", SamplePicture.png(width: 900, height: 900))
    let words = ["edit", picture, "make it rain", "-m", "gemini-3-pro-image"]
    let refused = try await fixture.run(words, environment: environment)
    #expect(refused.status == 4, "\(refused.stderr)")
    let shown = try await fixture.must("models", "show", "gemini-3-pro-image")
    let id = try await fixture.must("show", "@last", "--json").json()["id"].string ?? "?"
    #expect(shown.stdout.contains("Learned here") && shown.stdout.contains("\(id) was refused"))
    let document = try await fixture.must("models", "show", "gemini-3-pro-image", "--json").json()
    #expect(document["too_large"]["generation"].string == id)
    #expect(document["too_large"]["byte_count"].int == server.requests.first?.body.count)
    let other = try await fixture.must("models", "show", "gemini-2.5-flash-image")
    #expect(!other.stdout.contains("Learned here"))
    let made = try await fixture.run(words + ["--json"], environment: environment)
    #expect(made.status == 0, "\(made.stderr)")
    let sizes = server.requests.map(\.body.count)
    #expect(sizes.count == 2 && sizes[1] < sizes[0], "\(sizes)")
  }

  /// A small image cannot be made to fit, and what was refused once may pass today.
  @Test func aRefusalThatLeavesNothingThatFitsForbidsNothing() async throws {
    let fixture = try CommandLineFixture()
    let server = try FakeGemini([FakeReply(status: 413, json: "{}")], otherwise: .image())
    let environment = ["GOOGLE_GEMINI_BASE_URL": server.baseURL, "GEMINI_API_KEY": "AIzaTest"]
    try await fixture.must("init", "lib")
    let words = [
      "edit", try fixture.picture("door.png"), "make it rain", "-m", "gemini-3-pro-image",
    ]
    let refused = try await fixture.run(words, environment: environment)
    #expect(refused.status == 4, "\(refused.stderr)")
    let made = try await fixture.run(words, environment: environment)
    #expect(made.status == 0, "\(made.stderr)")
    #expect(server.requests.count == 2 && server.requests[0].body == server.requests[1].body)
  }
}
