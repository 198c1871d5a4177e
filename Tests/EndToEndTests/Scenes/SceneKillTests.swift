import Foundation
import TestSupport
import Testing

/// A scene on a paid model that the program does not survive: run again, it goes on, and nothing is paid twice.
@Suite(.enabled(if: FaultAt.isPossible, FaultAt.advice))
struct SceneKillTests {
  /// Forty shots killed at fifty points in 'make check'; fewer of both else.
  private static let count = Thoroughness.isWhole ? 40 : 5
  private static let points =
    Thoroughness.isWhole
    ? (1...50).map { 7 + $0 * $0 * 17 / 10 } : [30, 90, 170]

  private static var scene: String {
    (1...count).map { number in
      let edit = number % 5 == 0 ? "edit = \(number - 1)\n" : ""
      return "[[shot]]\nid = \(number)\n\(edit)prompt = \"@kael on roof \(number)\"\n"
    }.joined(separator: "\n")
  }

  @Test(arguments: points)
  func nothingIsPaidTwice(_ point: Int) async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    try await fixture.must("add", "character", "kael", fixture.picture("kael.png", red: 220))
    let file = try fixture.file("scene.toml", Data(Self.scene.utf8))
    let server = try FakeGemini(otherwise: .image(SamplePicture.png(width: 40, height: 30)))
    defer { server.stop() }
    let keys = try GeminiTests.keys(server)
    let command = ["shots", "run", file, "--model", "gemini-2.5-flash-image", "--json"]
    let killed = try await fixture.run(
      command, environment: keys.merging(FaultAt.kill("after * * \(point)")) { $1 })
    try #require(killed.status == 128 + SIGKILL, "\(point): \(killed.stderr)")
    let before = server.billedSends
    let again = try await fixture.run(command, environment: keys)
    // What was killed on its way may be billed: it is not sent again, and that is said.
    #expect([0, 6, 8].contains(again.status), "\(again.stderr)")
    let states = try again.json()["scene"]["shots"].array.map { $0["state"].string }
    let unknown = states.count { $0 == "unknown" }
    let waiting = states.count { $0 == "missing" }
    #expect(states.count == Self.count)
    #expect(states.count { $0 == "made" } == Self.count - unknown - waiting)
    #expect(server.billedSends <= Self.count - waiting)
    #expect(again.status == 0 ? unknown == 0 && waiting == 0 : unknown > 0)
    #expect(before <= Self.count)
    let sent = server.requests.count
    let last = try await fixture.run(command, environment: keys)
    #expect(server.requests.count == sent, "\(last.stderr)")
    try await fixture.must("verify")
  }
}
