import Foundation
import Testing

/// `backup`, `gc` and `costs` as a user types them.
@Suite struct ReferenceKeepingTests {
  @Test func aBackupIsALibraryAndIsBroughtUpToDate() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let copy = fixture.folder.appending(path: "copy").path
    let first = try await fixture.must("backup", copy, "--json").json()
    #expect(first["copied"].int ?? 0 > 0)
    #expect(first["verification"]["problems"].array.isEmpty)
    try await fixture.must("generate", "@kael waves", "-m", "offline")
    let second = try await fixture.must("backup", copy, "--json").json()
    #expect((1...4).contains(second["copied"].int ?? 0))
    let listed = try await fixture.must("--library", copy, "show", "@last", "--json").json()
    #expect(listed["prompt"].string == "@kael waves")
    #expect(try await fixture.must("--library", copy, "verify").stdout.contains("0 problems"))
    let other = fixture.folder.appending(path: "other").path
    try await fixture.must("init", other)
    let refused = try await fixture.run(["backup", other])
    #expect(refused.status != 0 && refused.stderr.contains("something else"))
    #expect(try await fixture.run(["--library", other, "show", "@kael"]).status == 3)
  }

  @Test func whatIsDamagedIsNotHiddenByABackup() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let reference = try await fixture.must("reference", "list", "@kael", "--json").json()
    let path = try #require(
      reference["references"][0]["reference"]["path"].string
        ?? reference["references"][0]["path"].string)
    let file = fixture.folder.appending(path: "lib").appending(path: path)
    try Data("broken".utf8).write(to: file)
    let copy = fixture.folder.appending(path: "copy").path
    let answer = try await fixture.run(["backup", copy])
    #expect(answer.status == 7 && answer.stdout.contains("missing"))
    let quick = try await fixture.run(["verify", "--quick"])
    #expect(quick.status == 7 && quick.stdout.contains("has 6 bytes"))
    #expect(try await fixture.run(["backup", copy, "--quick"]).status == 7)
  }

  @Test func whatWasRemovedLongAgoIsCollected() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("remove", "@ink")
    #expect(try await fixture.must("gc").stdout.contains("0 assets and 0 files"))
    let dry = try await fixture.must("gc", "--older-than", "0", "--dry-run").stdout
    #expect(dry.contains("@ink") && dry.contains("would be removed"))
    try await fixture.must("restore", "@ink")
    try await fixture.must("remove", "@ink")
    try await fixture.must("gc", "--older-than", "0")
    #expect(try await fixture.run(["restore", "@ink"]).status == 3)
    #expect(try await fixture.must("verify").stdout.contains("0 problems"))
    #expect(try await fixture.run(["gc", "--older-than", "-1"]).status == 2)
  }

  @Test func costsAndTheMonthsBound() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael waves", "-m", "offline")
    let text = try await fixture.must("costs", "--by", "model").stdout
    #expect(text.contains("troupe/storyboard") && text.contains("in all"))
    let providers = try await fixture.must("costs", "--by", "provider", "--json").json()
    #expect(providers["grouping"].string == "provider")
    #expect(providers["lines"].array.map { $0["heading"].string } == ["troupe"])
    #expect(try await fixture.must("costs", "--by", "scene").stdout.hasPrefix("SCENE"))
    let settings = fixture.folder.appending(path: "lib/troupe.toml")
    try Data("max_cost_month = 0.05\n".utf8).write(to: settings)
    let refused = try await fixture.run(
      ["generate", "@kael waves", "-m", "gemini-3-pro-image"],
      environment: ["GOOGLE_API_KEY": "none", "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9"])
    #expect(refused.status == 4 && refused.stderr.contains("max_cost_month"))
    try await fixture.must("generate", "@kael sits", "-m", "offline")
    try Data("max_cost_month = -1\n".utf8).write(to: settings)
    #expect(try await fixture.run(["list"]).stderr.contains("max_cost_month"))
  }
}
