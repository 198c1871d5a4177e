import Foundation
import TestSupport
import Testing

/// Prices in the rows of a library that came from another user bound nothing from above.
struct HostilePriceTests {
  @Test(arguments: [
    ("generation", "price_usd", "0"), ("generation", "price_usd", "NULL"),
    ("exchange", "cost_usd", "-1000"),
    ("model_profile", "profile_json", "replace($, '0.', '0.0000')"),
    ("model_profile", "profile_json", "replace($, '\"price\":', '\"was\":')"),
    ("generation", "sent_json", "'{}'"), ("generation", "request_json", "replace($, '2K', '1K')"),
  ])
  func nothingIsSentAboveTheBound(_ table: String, _ name: String, _ sql: String) async throws {
    let library = try await RichLibrary.copy()
    let hand = HostileHand(fixture: library)
    let column = try #require(hand.columns().first { $0.table == table && $0.name == name })
    #expect(try hand.plant(HostileValue(name: sql, sql: sql), in: column))
    try await hand.sign(column)
    let server = try FakeGemini()
    defer { server.stop() }
    for command in [
      ["replay", "@last~1"], ["edit", "@last~1", "at dawn"],
      ["generate", "@kael in the snow", "--model", "gemini-3-pro-image"],
    ] {
      let answer = try await library.run(
        command + ["--max-cost", "0.01"], environment: GeminiTests.keys(server))
      #expect(answer.status != 0 && answer.status < 9, "\(command): \(answer.stdout)")
    }
    #expect(server.requests.isEmpty)
  }
}
