import TestSupport
import Testing

/// Asking a judge at the command line.
@Suite struct CheckCommandTests {
  @Test func aVerdictIsToldFoundAndCounted() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    let picture = try fixture.picture("kael.png")
    try await fixture.must("add", "character", "kael", picture, "--trait", "gray hair")
    try await fixture.must("generate", "@kael on a roof", "-m", "offline")
    let server = try FakeGemini([.image()]) {
      FakeJudge.reply(to: $0, changes: ["trait-1": "changed"])
    }
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    let unnamed = try await fixture.run(["check", "@last"], environment: keys)
    #expect(unnamed.status == 2 && unnamed.stderr.contains("No judge was named"))
    let command = ["check", "@last", "-m", "gemini-3.8-flash", "--json"]
    let rambled = try await fixture.run(command, environment: keys)
    #expect(rambled.status == 5 && rambled.stderr.contains("check_incomplete"))
    let told = try await fixture.run(command + ["--fresh"], environment: keys)
    #expect(told.status == 0, "\(told.stderr)")
    let check = try told.json()["checks"][0]["check"]
    #expect(check["outcome"].string == "changed" && check["state"].string == "done")
    #expect(check["verdicts"][0]["question"]["trait"].string == "gray hair")
    let shown = try await fixture.must("show", "@last").stdout
    #expect(shown.contains("changed: @kael gray hair – seen at the left"))
    #expect(try await fixture.must("search", "check:changed").stdout.contains("@kael on a roof"))
    #expect(server.requests.count == 2)
  }
}
