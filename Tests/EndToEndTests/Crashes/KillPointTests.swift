import Foundation
import TestSupport
import Testing

/// A paid call that the program does not survive, at each step: nothing that came is lost, nothing is paid twice, and no
/// person has to repair anything.
@Suite(.enabled(if: FaultAt.isPossible, FaultAt.advice))
struct KillPointTests {
  struct Point: Sendable, CustomTestStringConvertible {
    /// How much of the request the provider got.
    enum Sent { case nothing, half, all }

    let testDescription: String
    let order: String
    /// What `recover` makes of it; `nil` where nothing was recorded.
    let state: String?
    let sent: Sent
  }

  static let points = [
    Point("before the intent", "before write troupe.sqlite-wal 1", nil, .nothing),
    Point("after the intent", "after fsync troupe.sqlite-wal 1", "failed", .nothing),
    Point("after the connection stands", "before send tcp: 1", "unknown", .nothing),
    Point("after half the body", "half body tcp: 1", "unknown", .half),
    Point("after the whole request", "before write .part 1", "unknown", .all),
    Point("after the head", "after write .part 1", "unknown", .all),
    Point("within the body", "half write .part 2", "unknown", .all),
    Point("after the last byte", "before fsync .part 1", "done", .all),
    Point("before the spool is named whole", "before rename .answer 1", "done", .all),
    Point("after that", "after rename .answer 1", "done", .all),
    Point("while the image is decoded", "half write /objects/ 1", "done", .all),
    Point("before the image has its name", "before rename /objects/ 1", "done", .all),
    Point("after that", "after rename /objects/ 1", "done", .all),
    Point("before it is told", "before write .out 1", "done", .all),
  ]

  @Test(arguments: points)
  func whatDiesIsRecoveredAndPaidOnce(_ point: Point) async throws {
    let (fixture, server) = try await Self.open()
    defer { server.stop() }
    let state = try await Self.killAndRecover(fixture, server, point.order)
    #expect(state == point.state)
    #expect(server.billedSends == (point.sent == .all ? 1 : 0))
    #expect(server.requests.count == (point.sent == .nothing ? 0 : 1))
    if point.sent == .half {
      let request = try #require(server.requests.first)
      let length = try #require(request.header("content-length").flatMap { Int($0) })
      #expect(length > 100 && request.bodyLength == length / 2)
    }
    try await Self.again(fixture, server, after: state)
  }

  /// At every call that changes something, before, within and after it.
  @Test(
    .enabled(
      if: Thoroughness.isWhole,
      "takes minutes: only 'make check' does it"),
    arguments: ["half", "after"])
  func thereIsNoPointAtWhichItMayNotDie(_ moment: String) async throws {
    let (template, idle) = try await Self.open()
    idle.stop()
    for number in 1... {
      let fixture = try CommandLineFixture(copying: template)
      let server = try FakeGemini(otherwise: .image(Self.picture))
      defer { server.stop() }
      let order = "\(moment) * * \(number)"
      guard let state = try await Self.killAndRecover(fixture, server, order) else {
        if server.billedSends == 1 { return #expect(number > 100) }
        continue
      }
      try await Self.again(fixture, server, after: state)
    }
  }

  /// The state that is recorded in the end; `nil` where none is, or where the program came to its end.
  private static func killAndRecover(
    _ fixture: CommandLineFixture, _ server: FakeGemini, _ order: String
  ) async throws -> String? {
    let environment = try GeminiTests.keys(server).merging(FaultAt.kill(order)) { $1 }
    let killed = try await fixture.run(command, environment: environment)
    if killed.status == 0 { return nil }
    try #require(killed.status == 128 + SIGKILL, "\(order): \(killed.stderr)")
    let bystander = try FakeGemini()
    defer { bystander.stop() }
    try await fixture.must("recover", environment: GeminiTests.keys(bystander))
    #expect(bystander.connectionsMade == 0, "\(order)")
    try await fixture.must("verify")
    let shown = try await fixture.run(["show", "@last", "--json"])
    return shown.status == 0 ? try shown.json()["state"].string : nil
  }

  /// The same request once more: made, found in the record, or kept back.
  private static func again(
    _ fixture: CommandLineFixture, _ server: FakeGemini, after state: String?
  ) async throws {
    let again = try await fixture.run(command + ["--json"], environment: GeminiTests.keys(server))
    #expect(again.status == (state == "unknown" ? 8 : 0), "\(again.stderr)")
    #expect(server.billedSends <= 1)
    if state == "unknown" { return }
    let file = try #require(try again.json()["generations"][0]["files"][0].string)
    #expect(try Data(contentsOf: URL(filePath: file)) == picture)
    try await fixture.must("verify")
  }

  private static let picture = SamplePicture.png(width: 40, height: 30)
  private static let command = ["generate", "@kael on a roof", "--model", "gemini-3-pro-image"]

  private static func open() async throws -> (CommandLineFixture, FakeGemini) {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    try await fixture.must("add", "character", "kael", fixture.picture("kael.png", red: 220))
    return (fixture, try FakeGemini(otherwise: .image(picture)))
  }
}

extension KillPointTests.Point {
  init(_ name: String, _ order: String, _ state: String?, _ sent: Sent) {
    self.init(testDescription: name, order: order, state: state, sent: sent)
  }
}
