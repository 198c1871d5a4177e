import Foundation
import TestSupport
import Testing

/// An image with nothing in it is not paid for once more by itself.
@Suite struct BlankImageTests {
  @Test func itIsChangedOnlyWhereThatIsMeant() async throws {
    let (fixture, server) = try await GeminiTests.open(.image(SamplePicture.blank))
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    let made = try await fixture.run(GeminiTests.command, environment: keys)
    #expect(made.status == 0 && made.stderr.contains("nothing but the color #808080"))
    for command in [
      ["edit", "@last", "make it rain"], ["plan", "make it rain", "--edit", "@last"],
      ["session", "start", "--from", "@last"],
    ] {
      let refused = try await fixture.run(command, environment: keys)
      #expect(refused.status == 4, "\(command): \(refused.stderr)")
      #expect(refused.stderr.contains("--allow-blank"), "\(refused.stderr)")
    }
    let coded = try await fixture.run(
      ["edit", "@last", "make it rain", "--json"], environment: keys)
    #expect(coded.stderr.contains(#""blank_image""#), "\(coded.stderr)")
    #expect(server.requests.count == 1, "nothing was paid for")
    let meant = try await fixture.run(
      ["edit", "@last", "make it rain", "--allow-blank"], environment: keys)
    #expect(meant.status == 0 && server.requests.count == 2, "\(meant.stderr)")
  }

  @Test func aConversationStopsAtIt() async throws {
    let (fixture, server) = try await GeminiTests.open(.image(SamplePicture.blank))
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    try await fixture.must("session", "start", "--model", "gemini-3-pro-image", environment: keys)
    try await fixture.must("session", "say", "@kael on a roof", environment: keys)
    let refused = try await fixture.run(["session", "say", "at dawn"], environment: keys)
    #expect(refused.status == 4 && server.requests.count == 1, "\(refused.stderr)")
    try await fixture.must("session", "say", "at dawn", "--allow-blank", environment: keys)
    #expect(server.requests.count == 2)
  }
}
