import Foundation
import Testing

/// Looks as a user keeps them at the command line, over the time of a story.
@Suite struct LookCommandTests {
  @Test func aLookIsKeptFromItsMakingToItsReturn() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "set", "@kael", "--trait", "white shirt", "--trait-from", "20=scar on the chin")
    let made = try await fixture.must(
      "look", "add", "@kael/winter", "--trait", "gray coat", "--drop-trait", "white shirt",
      "--tag", "snow", "--from-shot", "12")
    #expect(made.stderr.contains("troupe reference add @kael IMAGE --look winter"))
    try await fixture.must(
      "reference", "add", "@kael", fixture.picture("coat.png", red: 9), "--look", "winter")
    let shown = try await fixture.must("show", "@kael").stdout
    for words in ["scar on the chin (from shot 20)", "without: white shirt", "from shot 12"] {
      #expect(shown.contains(words), "\(words)")
    }

    let plan = try await fixture.must(
      "plan", "@kael waits", "--model", "troupe/storyboard", "--shot", "14", "--json"
    ).json()
    let chosen = plan["selection"]["chosen"].array.map { $0["look"].string }
    #expect(chosen.contains("winter"), "\(chosen)")
    let words = plan["prompt_sent"].string ?? ""
    #expect(words.contains("gray coat") && !words.contains("white shirt"), "\(words)")
    #expect(!words.contains("scar"))

    try await fixture.must("look", "rename", "@kael/winter", "coat")
    let list = try await fixture.must("look", "list", "@kael", "--json").json()
    #expect(list["looks"][0]["name"].string == "coat" && list["looks"][0]["from_shot"].int == 12)
    let removed = try await fixture.must("look", "remove", "@kael/coat")
    #expect(removed.stderr.contains("1 picture wears it"), "\(removed.stderr)")
    let gone = try await fixture.run(["plan", "@kael/coat", "--model", "troupe/storyboard"])
    #expect(gone.status == 2 && gone.stderr.contains("troupe look restore @kael/coat"))
    try await fixture.must("restore", "@kael/coat")
    let unknown = try await fixture.run(["look", "set", "@kael/cote", "--tag", "a"])
    #expect(unknown.status == 3, "\(unknown.stderr)")
    try await fixture.must("verify")
  }
}
