import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice)) struct ReindexTests {
  private func sql(_ text: String, _ fixture: CommandLineFixture) async throws -> String {
    try await SQLiteShell.answer(to: text, in: fixture).stdout
  }

  @Test func whatIsDerivedIsMadeAnew() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael 在雨夜", "--model", "troupe/storyboard")
    try await fixture.must("edit", "@last", "at dawn")
    let rows = """
      SELECT * FROM fingerprint ORDER BY 1; SELECT * FROM thumbnail ORDER BY 1;
      SELECT * FROM current_state; SELECT * FROM edge
      """
    let before = try await sql(rows, fixture)
    _ = try await sql(
      "DELETE FROM fingerprint; DELETE FROM thumbnail; DELETE FROM current_state; DELETE FROM edge; INSERT INTO generation_text(generation_text) VALUES('delete-all')",
      fixture)
    #expect(try await fixture.run(["verify"]).status == 7)
    let answer = try await fixture.must("reindex", "--json").json()
    #expect(answer["pictures"].int == 6 && answer["generations"].int == 2)
    #expect(try await sql(rows, fixture) == before)
    let found = try await fixture.must("search", "雨夜", "--json").json()
    #expect(found["generations"].array.count == 1)
    try await fixture.must("verify")
  }

  @Test func whatPicturesAreSoughtByIsMadeAgain() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael at sea", "--model", "troupe/storyboard")
    let found = try await fixture.must("duplicates", "@last", "--json").json()
    for change in [
      "UPDATE fingerprint_block SET hashes = zeroblob(24)", "DELETE FROM fingerprint_block",
      "INSERT INTO fingerprint_waiting SELECT digest FROM fingerprint LIMIT 1",
      "DELETE FROM fingerprint WHERE digest IN (SELECT digest FROM output)",
      "UPDATE fingerprint SET frequencies = 5 WHERE digest IN (SELECT digest FROM output)",
    ] {
      _ = try await sql(change, fixture)
      #expect(try await fixture.run(["verify"]).status == 7, "\(change)")
      try await fixture.must("reindex")
      try await fixture.must("verify")
    }
    #expect(
      try await fixture.must("duplicates", "@last", "--json").stdout
        == fixture.must("duplicates", "@last", "--json").stdout)
    #expect(found["waiting"].int == 0)
  }

  @Test func aDamagedFileIsNamedAndTheOthersAreRead() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let list = try await fixture.must("reference", "list", "@kael", "--json").json()
    let path = try #require(list["references"][0]["path"].string)
    try FileManager.default.removeItem(at: fixture.library.appending(path: path))
    _ = try await sql("DELETE FROM fingerprint", fixture)
    let answer = try await fixture.run(["reindex"])
    #expect(answer.status == 7)
    #expect(answer.stdout.contains("\(path)  missing"), "\(answer.stdout)")
    #expect(try await sql("SELECT count(*) FROM fingerprint", fixture) == "3\n")
  }
}
