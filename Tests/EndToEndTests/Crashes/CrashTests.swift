import Foundation
import TestSupport
import Testing

/// Ends that come in the middle of a paid call.
@Suite struct CrashTests {
  @Test func aKillLeavesARecordThatRecoverMakesTrue() async throws {
    let (fixture, server) = try await GeminiTests.open(.image().sent(.silent))
    defer { server.stop() }
    let run = try fixture.start(GeminiTests.command, environment: GeminiTests.keys(server))
    try await Self.untilAsked(server)
    run.signal(SIGKILL)
    #expect(try await run.answer().status == 128 + SIGKILL)

    let found = try await fixture.run(["show", "@last", "--json"]).json()
    #expect(found["state"].string == "sent")
    let told = try await fixture.run(["list"])
    #expect(told.stderr.contains("troupe recover"))
    let recovered = try await fixture.must("recover", "--json").json()["findings"]
    #expect(recovered[0]["before"].string == "sent")
    #expect(recovered[0]["after"].string == "unknown")
    let again = try await fixture.run(GeminiTests.command, environment: GeminiTests.keys(server))
    #expect(again.status == 8, "\(again.stderr)")
    #expect(server.requests.count == 1)
    try await fixture.must("verify")
  }

  @Test func anInterruptIsRecordedAndEndsWith130() async throws {
    let (fixture, server) = try await GeminiTests.open(.image().sent(.silent))
    defer { server.stop() }
    let run = try fixture.start(GeminiTests.command, environment: GeminiTests.keys(server))
    try await Self.untilAsked(server)
    run.signal(SIGINT)
    let answer = try await run.answer()
    #expect(answer.status == 130, "\(answer.stderr)")
    #expect(answer.stderr.contains("may have made and billed"), "\(answer.stderr)")
    let record = try await fixture.must("show", "@last", "--json").json()
    #expect(record["state"].string == "unknown")
    try await fixture.must("verify")
  }

  @Test func anInterruptWhileItWaitsMeansNotMade() async throws {
    let (fixture, server) = try await GeminiTests.open(.tooMany(retryAfter: 50))
    defer { server.stop() }
    let run = try fixture.start(GeminiTests.command, environment: GeminiTests.keys(server))
    try await Self.untilAsked(server)
    try await Self.until(fixture, "planned")
    run.signal(SIGINT)
    let answer = try await run.answer()
    #expect(answer.status == 130, "\(answer.stderr)")
    let record = try await fixture.must("show", "@last", "--json").json()
    #expect(record["state"].string == "failed")
    #expect(record["message"].string?.contains("stopped") == true)
    let again = try await fixture.run(GeminiTests.command, environment: GeminiTests.keys(server))
    #expect(again.status == 0 && server.billedSends == 1, "\(again.stderr)")
  }

  private static func until(_ fixture: CommandLineFixture, _ state: String) async throws {
    for _ in 0..<600 {
      let shown = try await fixture.run(["show", "@last", "--json"])
      if try shown.json()["state"].string == state { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    Issue.record("it never was \(state)")
  }

  private static func untilAsked(_ server: FakeGemini) async throws {
    for _ in 0..<4_800 where server.requests.isEmpty {
      try await Task.sleep(for: .milliseconds(25))
    }
    try #require(!server.requests.isEmpty)
  }
}
