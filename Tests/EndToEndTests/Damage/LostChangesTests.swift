import Foundation
import Testing

/// `troupe.lock` counts the changes: a log that was lost, whole or in part, is missed.
struct LostChangesTests {
  @Test func whatTheLogLostIsMissedUntilItIsAccepted() async throws {
    let fixture = try await Self.withLog()
    try FileManager.default.removeItem(at: fixture.library.appending(path: "troupe.sqlite-wal"))
    #expect(try await Self.missing(in: fixture) == "the last 4 changes of it are missing")
    // Later changes take the place of none.
    for number in 1...3 { try await fixture.must("set", "@kael", "--name", "Kael \(number)") }
    #expect(try await Self.missing(in: fixture) == "the last 4 changes of it are missing")
    try await fixture.must("verify", "--accept", "database")
    try await fixture.must("verify")
    try await fixture.must("set", "@kael", "--name", "Kael")
    try await fixture.must("verify")
  }

  @Test func aLogThatIsCutIsMissed() async throws {
    let fixture = try await Self.withLog()
    let log = fixture.library.appending(path: "troupe.sqlite-wal")
    let whole = try Data(contentsOf: log)
    try whole.dropLast(4120).write(to: log)
    #expect(try await Self.missing(in: fixture) == "the last 2 changes of it are missing")
  }

  @Test func aCountThatIsNoneCountsForNone() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let lock = fixture.library.appending(path: "troupe.lock")
    for text in [
      "", "\n", "x", "-9223372036854775808", "99999999999999999999", "09223372036854775807", "٣",
      String(repeating: "9", count: 100),
    ] {
      try Data(text.utf8).write(to: lock)
      try await fixture.must("verify")
    }
    try await fixture.must("set", "@kael", "--name", "Kael")
    try await fixture.must("verify")
    #expect(try Int(String(contentsOf: lock, encoding: .utf8).prefix(20)) ?? 0 > 0)
  }

  private static func withLog() async throws -> CommandLineFixture {
    let fixture = try await CommandLineFixture.withCast()
    try RawDatabase(of: fixture).run("PRAGMA wal_checkpoint(TRUNCATE)")
    try await fixture.must("set", "@kael", "--name", "Kael", "--description", "tall")
    try await fixture.must("set", "@kael", "--description", "taller")
    return fixture
  }

  private static func missing(in fixture: CommandLineFixture) async throws -> String? {
    let report = try await fixture.run(["verify", "--json"])
    #expect(report.status == 7)
    let problems = try report.json()["problems"].array
    return problems.first { $0["subject"].string == "database" }?["reason"].string
  }
}
