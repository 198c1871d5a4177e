import Foundation
import LineageFixture
import TestSupport
import Testing

/// The program killed while it migrates an old library: the library then is old or new as a whole, and goes on.
@Suite(.enabled(if: FaultAt.isPossible, FaultAt.advice))
struct MigrationKillTests {
  /// Points that every run of the tests visits; `TROUPE_THOROUGH` visits all.
  private static let usualPoints = 8

  @Test func whereverItDiesTheLibraryIsWhole() async throws {
    let old = try await Self.oldLibrary()
    let whole = try CommandLineFixture(copying: old)
    let expected = try await Self.record(whole)
    let calls = try await Self.changes(old)
    #expect(calls > Self.usualPoints)
    let isThorough = Thoroughness.isWhole
    let step = isThorough ? 1 : max(1, calls / Self.usualPoints)
    for number in stride(from: 1, through: calls, by: step) {
      for moment in isThorough ? ["half", "after"] : ["half"] {
        let fixture = try CommandLineFixture(copying: old)
        try await Self.killAndOpen(fixture, "\(moment) * * \(number)")
        #expect(try await Self.record(fixture) == expected, "\(moment) \(number)")
      }
    }
  }

  private static func killAndOpen(_ fixture: CommandLineFixture, _ order: String) async throws {
    let killed = try await fixture.run(["list"], environment: FaultAt.kill(order))
    try #require(killed.status == 128 + SIGKILL, "\(order): \(killed.status) \(killed.stderr)")
    let version = try await OldLibrary.version(fixture.library)
    #expect(version == 5 || version == OldLibrary.newest, "\(order)")
    try await fixture.must("verify")
  }

  /// All that the record holds, without the folder's name.
  private static func record(_ fixture: CommandLineFixture) async throws -> String {
    try await fixture.must("search", "--json").stdout
      .replacing(fixture.folder.path, with: "")
  }

  /// A library of version 5 with two generations.
  private static func oldLibrary() async throws -> CommandLineFixture {
    let fixture = try await CommandLineFixture.withCast()
    let shot = ["generate", "@kael with the @lantern", "--model", "troupe/storyboard"]
    for _ in 0..<2 { try await fixture.run(shot + ["--fresh"]) }
    try await OldLibrary.downgrade(fixture.library)
    return fixture
  }

  /// How many calls that change something migrating makes.
  private static func changes(_ old: CommandLineFixture) async throws -> Int {
    let fixture = try CommandLineFixture(copying: old)
    let log = fixture.folder.appending(path: "calls")
    try await fixture.must("list", environment: FaultAt.log(log))
    return try FaultAt.calls(log).count(where: \.isChange)
  }
}
