import Foundation
import TestSupport
import Testing

/// A conversation on the command line: each turn is a process of its own.
@Suite struct SessionTests {
  @Test func aConversationIsHeldAndShown() async throws {
    let picture = SamplePicture.png(width: 30, height: 20)
    let reply = FakeReply.thoughtsAndImages(picture, picture)
    let (fixture, server) = try await GeminiTests.open(reply, otherwise: reply)
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    let id = try await fixture.must(
      "session", "start", "-m", "gemini-3-pro-image", "--aspect", "16:9"
    ).stdout.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(server.requests.isEmpty)
    try await fixture.must("session", "say", "@kael on a bridge", environment: keys)
    let plan = try await fixture.must("session", "say", "now at dawn", "--plan", "--json").json()
    #expect(plan["parameters"]["sent"]["aspect"].string == "16:9")
    try await fixture.must("session", "say", "now at dawn", "--size", "4K", environment: keys)
    let body = String(decoding: server.requests[1].body, as: UTF8.self)
    #expect(body.contains(#""aspectRatio":"16:9","imageSize":"4K""#))
    #expect(body.contains(#""thoughtSignature":"c2lnbmF0dXJlLTI=""#))
    let shown = try await fixture.must("session", "show", "--json").json()
    #expect(shown["turns"].array.map { $0["turn"].int } == [1, 2])
    #expect(shown["session"]["id"].string == id)
    #expect(try await fixture.must("session", "show", "--all").stdout.contains(id))
    let tree = try await fixture.must("lineage", "@last").stdout
    #expect(tree.contains("└─ ") && tree.split(separator: "\n").count == 2, "\(tree)")
    let graph = try await fixture.must("lineage", "@last", "--format", "dot").stdout
    #expect(graph.contains("[label=\"turn\", style=solid]"), "\(graph)")
    try await fixture.must("session", "end")
    let over = try await fixture.run(["session", "say", "more"], environment: keys)
    #expect(over.status == 2 && over.stderr.contains("was ended"), "\(over.stderr)")
    // Rebuilt on a model without a conversation, each turn edits the image of the one before.
    let rebuilt = try await fixture.must(
      "rebuild", "@last", "-m", "offline", "--plan", "--json"
    ).json()
    #expect(rebuilt["steps"].array.count == 2)
    #expect(
      rebuilt["steps"][1]["plan"]["selection"]["chosen"][0]["role"].string == "parent")
    try await fixture.must("verify")
  }

  @Test func theOfflineModelEditsItsLastImage() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("session", "start", "-m", "offline", "--from", fixture.picture("a.png"))
    try await fixture.must("session", "say", "@kael on a roof")
    try await fixture.must("session", "say", "the rain stops")
    let record = try await fixture.must("show", "@last", "--json").json()
    #expect(record["references"][0]["role"].string == "parent" && record["turn"].int == 2)
    let other = try await fixture.run(["session", "say", "x", "-m", "gemini-3-pro-image"])
    #expect(other.status == 2, "\(other.stderr)")
    #expect(try await fixture.run(["session", "say", "x", "--session", "01ZZZZ"]).status == 3)
  }
}
