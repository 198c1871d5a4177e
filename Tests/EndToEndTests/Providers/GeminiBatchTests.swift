import Foundation
import TestSupport
import Testing

/// What is made in batches, against a server on loopback that speaks Gemini's.
struct GeminiBatchTests {
  private static let command = [
    "generate", "@kael on a roof", "--model", "gemini-3-pro-image", "--batch",
  ]

  @Test func whatIsSentInABatchIsFetchedByALaterProcess() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let server = try FakeBatch(states: ["PENDING", "RUNNING"])
    defer { server.stop() }
    let sent = try await fixture.run(
      Self.command + ["--json"], environment: Self.keys(server))
    #expect(sent.status == 0, "\(sent.stderr)")
    let made = try sent.json()["generations"][0]
    #expect(made["state"].string == "sent")
    #expect(made["model"].string == "gemini-3-pro-image@batch")
    #expect(server.requests.count == 1)
    #expect(server.requests[0].path == "/v1beta/models/gemini-3-pro-image:batchGenerateContent")

    let listed = try await fixture.run(["batch", "list", "--json"])
    #expect(try listed.json()["generations"][0]["id"].string == made["id"].string)
    for _ in 0..<2 {
      let waiting = try await fixture.run(["batch", "fetch"], environment: Self.keys(server))
      #expect(
        waiting.status == 0 && waiting.stderr.contains("1 image to come"), "\(waiting.stderr)")
    }
    let fetched = try await fixture.run(
      ["batch", "fetch", "--json"], environment: Self.keys(server))
    #expect(try fetched.json()["findings"][0]["after"].string == "done", "\(fetched.stderr)")
    let shown = try await fixture.run(["show", "@last", "--json"]).json()
    #expect(shown["outputs"][0]["width"].int == 40)
    #expect(shown["cost_usd"].double == 0.067)
    #expect(server.submissions == 1)
    #expect(server.requests.allSatisfy { $0.key == GeminiTests.secret })
    #expect(try await fixture.run(["batch"]).stderr.contains("Nothing is under way"))
    try await fixture.must("verify")
  }

  @Test func aBatchThatIsGivenUpCostsNothing() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let server = try FakeBatch(states: ["PENDING", "RUNNING"])
    defer { server.stop() }
    try await send(fixture, server)
    let cancelled = try await fixture.run(
      ["batch", "cancel", "@last"], environment: Self.keys(server))
    #expect(cancelled.status == 0 && cancelled.stdout.contains("failed"), "\(cancelled.stderr)")
    #expect(server.requests.map(\.path).contains("/v1beta/batches/b1:cancel"))
    let again = try await fixture.run(
      ["batch", "cancel", "@last"], environment: Self.keys(server))
    #expect(again.status == 3 && again.stderr.contains("not under way in a batch"))
  }

  @Test func aPlanTellsHalfThePrice() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let plan = try await fixture.run(
      ["plan", "@kael on a roof", "--model", "Nano Banana Pro", "--batch", "--json"]
    ).json()
    #expect(plan["model"].string == "gemini-3-pro-image@batch")
    #expect((0.067..<0.07).contains(plan["estimate"]["cost_usd"].double ?? 0))
  }

  @Test func aModelWithoutBatchesNamesThoseThatHaveThem() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let answer = try await fixture.run([
      "plan", "@kael on a roof", "--model", "troupe/storyboard", "--batch",
    ])
    #expect(answer.status == 2 && answer.stderr.contains("gemini-3-pro-image"), "\(answer.stderr)")
  }

  @Test func whatHasComeIsPrintedWithItsFile() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let server = try FakeBatch(states: [])
    defer { server.stop() }
    try await send(fixture, server)
    let fetched = try await fixture.run(["batch", "fetch"], environment: Self.keys(server))
    #expect(fetched.status == 0 && fetched.stdout.contains("40x20"), "\(fetched.stdout)")
    #expect(fetched.stdout.contains(".png"))
  }

  /// Google keeps a batch for some time alone.
  @Test func aBatchThatIsNotKnownAnyMoreComesToAnEnd() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let gone = FakeReply(
      status: 404, json: #"{"error":{"code":404,"message":"gone","status":"NOT_FOUND"}}"#)
    let server = try FakeBatch(faults: LegFaults(polls: [gone, gone, gone]))
    defer { server.stop() }
    try await send(fixture, server)
    _ = try await fixture.run(["batch", "fetch"], environment: Self.keys(server))
    let shown = try await fixture.run(["show", "@last", "--json"]).json()
    #expect(shown["state"].string == "unknown")
    #expect(server.submissions == 1)
  }

  @Test func aTurnIsMadeInABatchOnlyWhereTheConversationIs() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("session", "start", "--model", "gemini-3-pro-image")
    let said = try await fixture.run(["session", "say", "@kael waves", "--plan", "--batch"])
    #expect(said.status == 2 && said.stderr.contains("started with it"), "\(said.stderr)")
  }

  @Test func theWaitForABatchLosesNothingWhenTheServerIsGone() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let server = try FakeBatch()
    try await send(fixture, server)
    server.stop()
    let answer = try await fixture.run(["batch", "fetch"], environment: Self.keys(server))
    #expect(answer.status != 0)
    let shown = try await fixture.run(["show", "@last", "--json"]).json()
    #expect(shown["state"].string == "sent")
  }

  private func send(_ fixture: CommandLineFixture, _ server: FakeBatch) async throws {
    let sent = try await fixture.run(Self.command, environment: Self.keys(server))
    #expect(sent.status == 0, "\(sent.stderr)")
  }

  private static func keys(_ server: FakeBatch) -> [String: String] {
    ["GEMINI_API_KEY": GeminiTests.secret, "GOOGLE_GEMINI_BASE_URL": server.baseURL]
  }
}
