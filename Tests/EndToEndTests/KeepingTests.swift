import Foundation
import Testing

/// `backup`, `gc` and `costs` as a user types them.
@Suite struct KeepingTests {
  @Test func aBackupIsALibraryAndIsBroughtUpToDate() async throws {
    let studio = try await Studio.withCast()
    let copy = studio.folder.appending(path: "copy").path
    let first = try await studio.must("backup", copy, "--json").json()
    #expect(first["copied"].int ?? 0 > 0)
    #expect(first["verification"]["problems"].array.isEmpty)
    try await studio.must("generate", "@kael waves", "-m", "offline")
    let second = try await studio.must("backup", copy, "--json").json()
    #expect((1...4).contains(second["copied"].int ?? 0))
    let listed = try await studio.must("--library", copy, "show", "@last", "--json").json()
    #expect(listed["prompt"].string == "@kael waves")
    #expect(try await studio.must("--library", copy, "verify").stdout.contains("0 problems"))
    let other = studio.folder.appending(path: "other").path
    try await studio.must("init", other)
    let refused = try await studio.run(["backup", other])
    #expect(refused.status != 0 && refused.stderr.contains("something else"))
    #expect(try await studio.run(["--library", other, "show", "@kael"]).status == 3)
  }

  @Test func whatIsDamagedIsNotHiddenByABackup() async throws {
    let studio = try await Studio.withCast()
    let reference = try await studio.must("reference", "list", "@kael", "--json").json()
    let path = try #require(
      reference["references"][0]["reference"]["path"].string
        ?? reference["references"][0]["path"].string)
    let file = studio.folder.appending(path: "lib").appending(path: path)
    try Data("broken".utf8).write(to: file)
    let copy = studio.folder.appending(path: "copy").path
    let answer = try await studio.run(["backup", copy])
    #expect(answer.status == 7 && answer.stdout.contains("missing"))
  }

  @Test func whatWasRemovedLongAgoIsCollected() async throws {
    let studio = try await Studio.withCast()
    try await studio.must("remove", "@ink")
    #expect(try await studio.must("gc").stdout.contains("0 assets and 0 files"))
    let dry = try await studio.must("gc", "--older-than", "0", "--dry-run").stdout
    #expect(dry.contains("@ink") && dry.contains("would be removed"))
    try await studio.must("restore", "@ink")
    try await studio.must("remove", "@ink")
    try await studio.must("gc", "--older-than", "0")
    #expect(try await studio.run(["restore", "@ink"]).status == 3)
    #expect(try await studio.must("verify").stdout.contains("0 problems"))
    #expect(try await studio.run(["gc", "--older-than", "-1"]).status == 2)
  }

  @Test func costsAndTheMonthsBound() async throws {
    let studio = try await Studio.withCast()
    try await studio.must("generate", "@kael waves", "-m", "offline")
    let text = try await studio.must("costs", "--by", "model").stdout
    #expect(text.contains("troupe/storyboard") && text.contains("in all"))
    let settings = studio.folder.appending(path: "lib/troupe.toml")
    try Data("max_cost_month = 0.05\n".utf8).write(to: settings)
    let refused = try await studio.run(
      ["generate", "@kael waves", "-m", "gemini-3-pro-image"],
      environment: ["GOOGLE_API_KEY": "none", "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9"])
    #expect(refused.status == 4 && refused.stderr.contains("max_cost_month"))
    try await studio.must("generate", "@kael sits", "-m", "offline")
    try Data("max_cost_month = -1\n".utf8).write(to: settings)
    #expect(try await studio.run(["list"]).stderr.contains("max_cost_month"))
  }
}
