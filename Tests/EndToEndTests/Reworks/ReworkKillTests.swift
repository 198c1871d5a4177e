import Foundation
import TestSupport
import Testing

/// A paid rebuild that the program does not survive, at calls all through it: gone on with, it ends with every pair, and no
/// image is paid twice but where the user had it resent.
@Suite(.enabled(if: FaultAt.isPossible, FaultAt.advice))
struct ReworkKillTests {
  /// The parts of the run, by hundredths of its changes, at which it ends.
  static let parts = Thoroughness.isWhole ? Array(0...99) : [31, 52, 88]

  @Test func whateverItDiesOfItIsFinishedAndPaidOnce() async throws {
    let (template, last) = try await Self.open()
    let count = try await Self.changes(template, last)
    #expect(count > 100)
    for part in Self.parts {
      let order = "\(part.isMultiple(of: 2) ? "half" : "after") * * \(1 + count * part / 100)"
      try await Self.killAndFinish(CommandLineFixture(copying: template), last, order)
    }
  }

  private static func killAndFinish(
    _ fixture: CommandLineFixture, _ last: String, _ order: String
  ) async throws {
    let server = try FakeGemini()
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    let rebuild = ["rebuild", last, "-m", "gemini-2.5-flash-image"]
    let killed = try await fixture.run(
      rebuild, environment: keys.merging(FaultAt.kill(order)) { $1 })
    try #require(killed.status == 128 + SIGKILL, "\(order): \(killed.stderr)")
    try await fixture.must("recover", environment: keys)
    try await fixture.must("verify")
    let known = try await fixture.must("rework", "list", "--json").json()["reworks"].array
    let go = known.isEmpty ? rebuild : ["rework", "resume", "@last"]
    var state = try await fixture.run(go + ["--json"], environment: keys)
    var resent = 0
    // At most once for each step.
    for _ in 0..<3 where state.status == 8 {
      let next = try state.json()["next_steps"]
      let words = try #require(
        next.names.sorted().compactMap { next[$0].string }.first, "\(order): \(state.stdout)")
      #expect(words.hasPrefix("troupe rework resend"))
      resent += 1
      _ = try await fixture.run(
        words.split(separator: " ").dropFirst().map(String.init), environment: keys)
      state = try await fixture.run(["rework", "resume", "@last", "--json"], environment: keys)
    }
    let document = try state.json()
    #expect(state.status == 0, "\(order): \(state.stderr)")
    #expect(document["rework"]["state"].string == "finished", "\(order)")
    #expect(document["steps"].array.count == 3)
    #expect(server.billedSends <= 3 + resent, "\(order)")
    try await fixture.must("verify")
  }

  /// How many calls of an undisturbed run change something.
  private static func changes(_ template: CommandLineFixture, _ last: String) async throws -> Int {
    let fixture = try CommandLineFixture(copying: template)
    let server = try FakeGemini()
    defer { server.stop() }
    let log = fixture.folder.appending(path: "calls")
    let environment = try GeminiTests.keys(server).merging(FaultAt.log(log)) { $1 }
    let run = try await fixture.run(
      ["rebuild", last, "-m", "gemini-2.5-flash-image"], environment: environment)
    #expect(run.status == 0, "\(run.stderr)")
    return try FaultAt.calls(log).count(where: \.isChange)
  }

  /// A library with a shot and two edits of it, and the name of the last.
  private static func open() async throws -> (CommandLineFixture, String) {
    let (fixture, server) = (try CommandLineFixture(), try FakeGemini())
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    try await fixture.must("init", "lib")
    try await fixture.must("generate", "a roof", "-m", "gemini-3-pro-image", environment: keys)
    for words in ["at night", "in rain"] {
      try await fixture.must("edit", "@last", words, environment: keys)
    }
    let shown = try await fixture.must("show", "@last", "--json").json()
    return (fixture, try #require(shown["id"].string))
  }
}
