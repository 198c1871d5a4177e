import Foundation
import TestSupport
import Testing

/// A lineage that is rebuilt through five vendors in turn and back to the first.
@Suite struct ReworkVendorTests {
  @Test func aLineageGoesThroughFiveVendorsAndBack() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let vendors = try Vendors()
    defer { vendors.stop() }
    let environment = vendors.environment
    let first = "gemini-3-pro-image"
    try await fixture.must(
      "generate", "@kael on a roof", "--model", first, environment: environment)
    try await fixture.must("edit", "@last", "make it night", environment: environment)
    try await fixture.must("edit", "@last", "@kael waves", environment: environment)
    var last = try await newest(fixture)
    for model in [
      "gpt-image-2", "flux-2-pro", "seedream-4-5-251128", "qwen-image-edit-plus",
      "grok-imagine-image", first,
    ] {
      let rebuilt = try await fixture.run(
        ["rebuild", last, "-m", model, "--scope", "line", "--overflow", "drop", "--yes", "--json"],
        environment: environment)
      #expect(rebuilt.status == 0, "\(model): \(rebuilt.stderr)")
      let document = try rebuilt.json()
      #expect(document["totals"]["made"].int == 3, "\(model)")
      let pairs = document["steps"].array.map { $0["takes"][0]["pair"]["new"].string ?? "" }
      let made = try #require(pairs.last?.split(separator: "/").first.map(String.init))
      let shown = try await fixture.run(["show", made, "--json"]).json()
      #expect(shown["state"].string == "done" && shown["model"].string == model)
      last = made
    }
    let lineage = try await fixture.run(["lineage", last, "--json"])
    #expect(lineage.status == 0)
    try await fixture.must("verify")
  }

  private func newest(_ fixture: CommandLineFixture) async throws -> String {
    try #require(try await fixture.run(["show", "@last", "--json"]).json()["id"].string)
  }
}

/// The five, on loopback, and Google.
private struct Vendors {
  let google: FakeGemini
  let openai: FakeOpenAI
  let flux: FakeFlux
  let ark: FakeArk
  let dashscope: FakeDashScope
  let xai: FakeXAI

  init() throws {
    google = try FakeGemini(otherwise: .image(SamplePicture.png(width: 40, height: 30)))
    openai = try FakeOpenAI()
    flux = try FakeFlux(words: [])
    ark = try FakeArk()
    dashscope = try FakeDashScope(words: [])
    xai = try FakeXAI()
  }

  var environment: [String: String] {
    [
      "GEMINI_API_KEY": "key-of-google", "GOOGLE_GEMINI_BASE_URL": google.baseURL,
      "OPENAI_API_KEY": "key-of-openai", "OPENAI_BASE_URL": openai.baseURL,
      "BFL_API_KEY": "key-of-flux", "BFL_BASE_URL": flux.baseURL,
      "ARK_API_KEY": FakeArk.key, "ARK_BASE_URL": ark.baseURL,
      "DASHSCOPE_API_KEY": "key-of-dashscope", "DASHSCOPE_BASE_URL": dashscope.baseURL,
      "XAI_API_KEY": FakeXAI.key, "XAI_BASE_URL": xai.baseURL,
    ]
  }

  func stop() {
    google.stop()
    openai.stop()
    flux.stop()
    ark.stop()
    dashscope.stop()
    xai.stop()
  }
}
