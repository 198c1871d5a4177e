import Foundation
import Testing

/// What other programs do to a library is found, stops no command for ever, and traps none.
@Suite(.enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
struct ForeignHandTests {
  @Test(arguments: [
    "UPDATE trait SET text = 'another'", "UPDATE asset SET name = 'X' WHERE handle = 'kael'",
    "UPDATE reference SET caption = 'X'", "UPDATE fingerprint SET sharpness = 1",
    "DELETE FROM trait", "INSERT INTO asset_tag SELECT id, 'x', row_digest FROM asset",
    "UPDATE reference SET id = id + 100", "UPDATE current_state SET message = 'x'",
    "CREATE TRIGGER t AFTER INSERT ON asset BEGIN SELECT 1; END",
    "CREATE VIEW v AS SELECT 1", "ALTER TABLE trait ADD COLUMN more TEXT",
    "CREATE INDEX more ON asset (name)", "DELETE FROM table_digest WHERE name = 'asset'",
    "INSERT INTO generation_text (generation_text) VALUES ('delete-all')",
    "INSERT INTO edge VALUES (2, 1)",
    "DELETE FROM fingerprint_block", "UPDATE fingerprint_block SET hashes = zeroblob(480)",
    "INSERT INTO fingerprint_waiting SELECT digest FROM object LIMIT 1",
  ])
  func whatAnotherHandChangedIsFound(_ change: String) async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael on a roof", "--model", "troupe/storyboard")
    try await fixture.must("verify")
    let made = try await SQLiteShell.answer(to: change, in: fixture)
    #expect(made.status == 0, "\(made.stderr)")
    let found = try await fixture.run(["verify"])
    #expect(found.status == 7, "\(found.stdout) \(found.stderr)")
  }

  @Test(arguments: ["4611686018427387904", "9223372036854775807", "-1", "0"])
  func aSizeBeyondReckoningNamesItsRow(_ width: String) async throws {
    let fixture = try await CommandLineFixture.withCast()
    _ = try await SQLiteShell.answer(to: "UPDATE reference SET width = \(width)", in: fixture)
    let plan = try await fixture.run(["plan", "@kael", "--model", "troupe/storyboard"])
    #expect(plan.status == 7 && plan.stderr.contains("reference id="), "\(plan.stderr)")
  }

  @Test func aProfileBeyondReckoningIsNamed() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael on a roof", "--model", "troupe/storyboard")
    _ = try await SQLiteShell.answer(
      to: """
        UPDATE model_profile SET profile_json =
          json_set(profile_json, '$.limits.edge.hard', 9223372036854775807)
        """, in: fixture)
    let replay = try await fixture.run(["replay", "@last"])
    #expect(replay.status == 7 && replay.stderr.contains("profile_json"), "\(replay.stderr)")
  }

  @Test func aViewInPlaceOfATableHangsNothing() async throws {
    let fixture = try await CommandLineFixture.withCast()
    _ = try await SQLiteShell.answer(
      to: """
        ALTER TABLE trait RENAME TO old; CREATE VIEW trait AS WITH RECURSIVE
        n (position) AS (SELECT 0 UNION ALL SELECT position + 1 FROM n)
        SELECT id AS asset, position, 'x' AS text, '' AS row_digest FROM n, asset
        """, in: fixture)
    #expect(try await fixture.run(["list"]).status != 0)
    #expect(try await fixture.run(["verify"]).status == 7)
  }

  @Test func aPipeAmongTheObjectsHangsNothing() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let list = try await fixture.must("reference", "list", "@kael", "--json").json()
    let path = try #require(list["references"][0]["path"].string)
    let file = fixture.library.appending(path: path)
    try FileManager.default.removeItem(at: file)
    #expect(mkfifo(file.path, 0o600) == 0)
    #expect(try await fixture.run(["verify"]).status == 7)
    let made = try await fixture.run(["generate", "@kael", "--model", "troupe/storyboard"])
    #expect(made.status != 0)
  }

  @Test(arguments: ["objects", "spool"])
  func aLinkToElsewhereIsNotFollowed(_ name: String) async throws {
    let fixture = try await CommandLineFixture.withCast()
    let (here, there) = (
      fixture.library.appending(path: name), fixture.folder.appending(path: "elsewhere")
    )
    try FileManager.default.createDirectory(at: there, withIntermediateDirectories: true)
    if FileManager.default.fileExists(atPath: here.path) {
      try FileManager.default.removeItem(at: here)
    }
    try FileManager.default.createSymbolicLink(at: here, withDestinationURL: there)
    let answer = try await fixture.run(["gc", "--older-than", "0"])
    #expect(answer.status != 0 && answer.stderr.contains("link"), "\(answer.stderr)")
  }
}
