import Foundation
import TestSupport
import Testing

/// Every command that writes, killed at every call that changes something.
@Suite(
  .enabled(if: FaultAt.isPossible, FaultAt.advice),
  .enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
struct CommandKillTests {
  /// Points of each command that every run of the tests visits.
  private static let usualPoints = 1

  @Test(arguments: FaultyCommand.writing)
  func whereverItDiesNothingIsLost(_ command: FaultyCommand) async throws {
    let check = try await FaultCheck(command)
    let points = Self.points(check.calls)
    for point in Thoroughness.sample(points, Self.usualPoints, seed: check.seed) {
      let setting = try check.template.copied()
      let server = try FaultCheck.server()
      defer { server.stop() }
      let killed = try await setting.run(command, server, FaultAt.kill(point))
      // How many calls there are differs a little from run to run.
      let isOver = killed.status == 0
      #expect(isOver || killed.status == 128 + SIGKILL, "\(command), \(point): \(killed.stderr)")
      try await check.afterwards(setting, server, ended: isOver ? killed : nil, fault: point)
    }
  }

  /// Within every write, and after every change; what a call makes durable is so for a process that dies anyway.
  private static func points(_ calls: [FaultAt.Call]) -> [String] {
    calls.filter(\.isChange).enumerated().flatMap { index, call -> [String] in
      switch call.name {
      case "fsync": []
      case "write", "send", "body": ["half * * \(index + 1)", "after * * \(index + 1)"]
      default: ["after * * \(index + 1)"]
      }
    }
  }
}
