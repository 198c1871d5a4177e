import Foundation
import Testing

/// What was changed by another hand stays reported until someone says that it is right.
struct AcceptanceTests {
  @Test func anEditDoesNotMakeADamagedRecordSound() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try RawDatabase(of: fixture).run(
      "UPDATE asset SET description = 'another' WHERE handle = 'kael'")
    try await fixture.must("set", "@kael", "--name", "Kael")
    try await fixture.must("set", "@kael", "--description", "a tall man")
    let subject = try await Self.problem(in: fixture)
    #expect(subject.hasPrefix("asset id="))

    let accepted = try await fixture.run(["verify", "--accept", subject])
    #expect(accepted.status == 0, "\(accepted.stdout) \(accepted.stderr)")
    #expect(accepted.stdout.contains("description=a tall man"), "\(accepted.stdout)")
    try await fixture.must("verify")
    try await fixture.must("set", "@kael", "--name", "K")
    try await fixture.must("verify")
  }

  @Test func rowsThatAreGoneCanBeAccepted() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try RawDatabase(of: fixture).run("DELETE FROM trait")
    #expect(try await Self.problem(in: fixture) == "trait")
    try await fixture.must("verify", "--accept", "trait")
    try await fixture.must("verify")
  }

  @Test func oneIsAcceptedAndTheOtherIsNot() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try RawDatabase(of: fixture).run("UPDATE asset SET name = 'X'")
    let report = try await fixture.run(["verify", "--json"])
    let subjects = try report.json()["problems"].array.compactMap { $0["subject"].string }
    #expect(subjects.count == 4)
    let after = try await fixture.run(["verify", "--json", "--accept", subjects[1]])
    #expect(after.status == 7)
    let document = try after.json()
    #expect(document["accepted"][0]["subject"].string == subjects[1])
    #expect(
      document["problems"].array.compactMap { $0["subject"].string }
        == subjects.filter { $0 != subjects[1] })
  }

  @Test func whatIsSoundCannotBeAccepted() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try RawDatabase(of: fixture).run("UPDATE trait SET text = 'X'")
    let trait = try await Self.problem(in: fixture)
    for subject in ["asset", "asset id=01ARZ3NDEKTSV4RRFFQ69G5FAV", "database", "schema", "x", ""] {
      let answer = try await fixture.run(["verify", "--accept", trait, "--accept", subject])
      #expect(answer.status == 2, "\(subject): \(answer.stdout) \(answer.stderr)")
    }
    // None where one cannot be.
    #expect(try await Self.problem(in: fixture) == trait)
  }

  /// The subject of the one problem.
  private static func problem(in fixture: CommandLineFixture) async throws -> String {
    let report = try await fixture.run(["verify", "--json"])
    #expect(report.status == 7)
    let problems = try report.json()["problems"]
    #expect(problems.array.count == 1)
    return try #require(problems[0]["subject"].string)
  }
}
