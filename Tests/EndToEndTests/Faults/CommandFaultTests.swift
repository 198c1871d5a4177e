import Foundation
import TestSupport
import Testing

/// Every command, with a call that fails: a full disk, an error of the device, too many open files, half of the bytes.
@Suite(
  .enabled(if: FaultAt.isPossible, FaultAt.advice),
  .enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
struct CommandFaultTests {
  /// Points of each command that every run of the tests visits.
  private static let usualPoints = 1

  @Test(arguments: FaultyCommand.writing + FaultyCommand.reading)
  func whatFailsIsToldAndNothingIsLost(_ command: FaultyCommand) async throws {
    let check = try await FaultCheck(command)
    let points = Self.points(check.calls)
    for point in Thoroughness.sample(points, Self.usualPoints, seed: check.seed) {
      let setting = try check.template.copied()
      let server = try FaultCheck.server()
      defer { server.stop() }
      let ended = try await setting.run(command, server, FaultAt.fail(point))
      try Self.expectTold(ended, command, point)
      if ended.status != 0, server.billedSends > 0 {
        #expect([6, 8].contains(ended.status), "\(command), \(point): \(ended.stderr)")
      }
      try await check.afterwards(setting, server, ended: ended, fault: point)
    }
  }

  /// An error with a code and a sentence, never a signal or words that no one chose.
  private static func expectTold(
    _ ended: Answer, _ command: FaultyCommand, _ point: String
  ) throws {
    let about: Comment = "\(command), \(point): \(ended.status) \(ended.stderr)"
    if ended.status == 0 || command.done.contains(ended.status) { return }
    #expect(ended.status > 0 && ended.status < 128, about)
    let code = try? ended.jsonError()["error"]["code"].string
    #expect(code != nil && code != "internal", about)
  }

  /// What fails at each call on the fixture's own files.
  private static func points(_ calls: [FaultAt.Call]) -> [String] {
    var counts: [String: Int] = [:]
    let own = calls.filter { $0.path.contains("troupe-e2e-") }
    return own.enumerated().flatMap { index, call -> [String] in
      counts[call.name, default: 0] += 1
      // Of many calls in a row on one file the first and the last tell of all.
      let isWithin =
        index > 0 && index + 1 < own.count && own[index - 1] == call && own[index + 1] == call
      if isWithin { return [] }
      let place = "\(call.name) troupe-e2e- \(counts[call.name, default: 0])"
      let errors: [String] =
        switch call.name {
        case "write": ["ENOSPC", "EIO", "EDQUOT", "SHORT", "EINTR"]
        case "fsync": ["EIO", "ENOSPC"]
        case "read": ["EIO", "SHORT", "EINTR"]
        case "open": ["EMFILE", "EIO"]
        case "make": ["EMFILE", "ENOSPC", "EACCES"]
        case "rename", "link", "mkdir", "truncate": ["ENOSPC", "EIO"]
        case "map": ["ENOMEM"]
        default: ["EIO"]
        }
      let full = call.isChange && call.name != "unlink" ? ["ENOSPC \(place)+"] : []
      return errors.map { "\($0) \(place)" } + full
    }
  }
}
