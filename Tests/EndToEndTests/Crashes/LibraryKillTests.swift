import Foundation
import TestSupport
import Testing

/// Libraries and backups that the program does not survive making: the same command again makes them.
@Suite(.enabled(if: KillAt.isPossible, "only Linux loads a library into the program"))
struct LibraryKillTests {
  private static let isThorough = Thoroughness.isWhole
  /// Points that every run of the tests visits; `TROUPE_THOROUGH` visits all.
  private static let usualPoints = 8

  @Test func initGoesOnWhereItWasKilled() async throws {
    for order in try await Self.orders({ _ in ["init", "lib"] }, try CommandLineFixture()) {
      let fixture = try CommandLineFixture()
      let killed = try await fixture.run(["init", "lib"], environment: KillAt.environment(order))
      try #require(killed.status == 128 + SIGKILL, "\(order): \(killed.stderr)")
      let again = try await fixture.run(
        ["init", fixture.library.path])
      #expect([0, 2].contains(again.status), "\(order): \(again.stderr)")
      try await fixture.must("verify")
    }
  }

  @Test func aBackupGoesOnWhereItWasKilled() async throws {
    let library = try await CommandLineFixture.withCast()
    let copying = try CommandLineFixture(copying: library)
    for order in try await Self.orders(Self.backup, copying) {
      let fixture = try CommandLineFixture(copying: library)
      let killed = try await fixture.run(
        Self.backup(fixture), environment: KillAt.environment(order))
      try #require(killed.status == 128 + SIGKILL, "\(order): \(killed.stderr)")
      let again = try await fixture.run(Self.backup(fixture))
      #expect(again.status == 0, "\(order): \(again.stderr)")
    }
  }

  private static func backup(_ fixture: CommandLineFixture) -> [String] {
    ["backup", fixture.folder.appending(path: "copy").path]
  }

  /// Where to kill `command`, spread over the calls that change something.
  private static func orders(
    _ command: (CommandLineFixture) -> [String], _ fixture: CommandLineFixture
  ) async throws -> [String] {
    let log = fixture.folder.appending(path: "calls")
    let environment = try KillAt.environment("after none none 1")
      .merging(["KILL_LOG": log.path]) { $1 }
    let whole = try await fixture.run(command(fixture), environment: environment)
    #expect(whole.status == 0, "\(whole.stderr)")
    let calls = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").count
    // The last calls tell of the end; how many there are varies.
    let step = isThorough ? 1 : max(1, calls / usualPoints)
    return stride(from: 1, to: max(2, calls - 3), by: step).flatMap { number in
      (isThorough ? ["half", "after"] : ["half"]).map { "\($0) * * \(number)" }
    }
  }
}
