import Foundation
import TestSupport
import Testing

/// OpenAI's models from the command line, and what holds of models of every vendor.
@Suite struct OpenAITests {
  private struct Setting {
    let fixture: CommandLineFixture
    let server: FakeOpenAI
    let environment: [String: String]

    init() async throws {
      fixture = try CommandLineFixture()
      server = try FakeOpenAI()
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
    let made = try await fixture.run(words + ["--json"], environment: environment)
    #expect(made.status == 0, "\(made.stderr)")
    let sizes = server.requests.map(\.body.count)
    #expect(sizes.count == 2 && sizes[1] < sizes[0], "\(sizes)")
  }
}
