import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice)) struct ReindexTests {
  private func sql(_ text: String, _ studio: Studio) async throws -> String {
    try await SQLiteShell.answer(to: text, in: studio).stdout
  }

  @Test func whatIsDerivedIsMadeAnew() async throws {
    let studio = try await Studio.withCast()
    try await studio.must("generate", "@kael 在雨夜", "--model", "troupe/storyboard")
    let rows =
      "SELECT * FROM fingerprint ORDER BY 1; SELECT * FROM thumbnail ORDER BY 1; SELECT * FROM current_state"
    let before = try await sql(rows, studio)
    _ = try await sql(
      "DELETE FROM fingerprint; DELETE FROM thumbnail; DELETE FROM current_state; INSERT INTO generation_text(generation_text) VALUES('delete-all')",
      studio)
    #expect(try await studio.run(["verify"]).status == 7)
    let answer = try await studio.must("reindex", "--json").json()
    #expect(answer["pictures"].int == 4 && answer["generations"].int == 1)
    #expect(try await sql(rows, studio) == before)
    let found = try await studio.must("search", "雨夜", "--json").json()
    #expect(found["generations"].array.count == 1)
    try await studio.must("verify")
  }

  @Test func aDamagedFileIsNamedAndTheOthersAreRead() async throws {
    let studio = try await Studio.withCast()
    let list = try await studio.must("reference", "list", "@kael", "--json").json()
    let path = try #require(list["references"][0]["path"].string)
    try FileManager.default.removeItem(at: studio.library.appending(path: path))
    _ = try await sql("DELETE FROM fingerprint", studio)
    let answer = try await studio.run(["reindex"])
    #expect(answer.status == 7)
    #expect(answer.stdout.contains("\(path)  missing"), "\(answer.stdout)")
    #expect(try await sql("SELECT count(*) FROM fingerprint", studio) == "3\n")
  }
}
