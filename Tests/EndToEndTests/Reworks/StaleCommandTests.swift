import Foundation
import TestSupport
import Testing

/// Finding what does not show the cast of today, and making it again.
@Suite struct StaleCommandTests {
  /// Shots of Kael and of Mira on the offline model; the names of both.
  private func shots() async throws -> (CommandLineFixture, kael: String, mira: String) {
    let fixture = try await CommandLineFixture.withCast()
    var names: [String] = []
    for prompt in ["@kael on a roof", "@米拉 at sea"] {
      let made = try await fixture.must("generate", prompt, "-m", "offline", "--json")
      names.append(try #require(try made.json()["generations"][0]["id"].string))
    }
    return (fixture, names[0], names[1])
  }

  @Test func aSearchSaysWhatHasChanged() async throws {
    let (fixture, kael, _) = try await shots()
    let none = try await fixture.must("search", "--stale")
    #expect(none.stdout.isEmpty && none.stderr.contains("stale"))
    #expect(try await fixture.must("search", "--stale", "--json").json()["generations"].exists)
    try await fixture.must("set", "@kael", "--trait", "blue scarf")
    let text = try await fixture.must("search", "--stale")
    #expect(text.stdout.contains("@kael traits: scar over the left eye → blue scarf"))
    #expect(text.stdout.contains("roof") && !text.stdout.contains("sea"))
    let found = try await fixture.must("search", "--stale", "roof", "--json").json()
    let one = found["generations"][0]
    #expect(found["generations"].array.count == 1 && one["id"].string == kael)
    #expect(one["files"].array.count == 1 && one.names.isSuperset(of: ["stale", "made_again"]))
    #expect(one["stale"][0].names == ["asset", "what", "before", "after", "cause", "reason"])
    #expect(one["stale"][0]["asset"].string == "@kael")
    #expect(one["stale"][0]["what"].string == "traits")
    #expect(one["stale"][0]["before"].string == "scar over the left eye")
    #expect(one["stale"][0]["after"].string == "blue scarf")
    #expect(one["stale"][0]["cause"].string == "asset_changed")
    let other = try await fixture.must("search", "--stale", "sea", "--json").json()
    #expect(other["generations"].array.isEmpty)
    try await fixture.must("remove", "@kael")
    #expect(try await fixture.must("search", "--stale").stdout.contains("@kael removed on"))
  }

  @Test func whatIsStaleIsMadeAgainOnItsOwnModel() async throws {
    let (fixture, kael, _) = try await shots()
    try await fixture.must("edit", "@last~1", "make it rain", "-m", "offline")
    let nothing = try await fixture.must("rebuild", "--stale", "--json")
    #expect(try nothing.json()["reworks"].exists && nothing.json()["reworks"].array.isEmpty)
    try await fixture.must("set", "@kael", "--trait", "blue scarf")
    let plan = try await fixture.must("rebuild", "--stale", "--plan", "--json").json()
    #expect(plan["reworks"].array.map { $0["totals"]["to_send"].int } == [1, 1])
    #expect(plan["reworks"][0]["rework"]["terms"]["basis"].string == "today")
    let rain = try await fixture.must("rebuild", "--stale", "rain", "--plan", "--json").json()
    #expect(rain["reworks"].array.count == 1)

    let made = try await fixture.must("rebuild", "--stale", "--json").json()
    #expect(made["reworks"].array.map { $0["totals"]["made"].int } == [1, 1])
    #expect(made["reworks"][1]["totals"]["kept"].int == 1 && made["failed"].array.isEmpty)
    let new = try #require(made["reworks"][0]["steps"][0]["takes"][0]["generation"].string)
    let shown = try await fixture.must("show", new, "--json").json()
    #expect(shown["model_resolved"].string == "troupe/storyboard")
    #expect(shown["rebuild_of"].string == kael)
    #expect(shown["prompt_sent"].string?.contains("blue scarf") == true)
    let found = try await fixture.must("search", "--stale", "--json").json()
    #expect(found["generations"].array.map { $0["id"].string }.last == kael)
    #expect(found["generations"].array.last?["made_again"].string == new)
    let again = try await fixture.must("rebuild", "--stale", "--json").json()
    #expect(again["reworks"].array.isEmpty)
    #expect(try await fixture.run(["verify"]).status == 0)
  }

  @Test func aModelThatIsNamedTakesWholeLines() async throws {
    let (fixture, _, _) = try await shots()
    try await fixture.must("edit", "@last~1", "make it rain", "-m", "offline")
    try await fixture.must("set", "@kael", "--description", "a thief")
    let made = try await fixture.must("rebuild", "--stale", "-m", "offline", "--json").json()
    #expect(made["reworks"].array.map { $0["totals"]["made"].int } == [2])
    let again = try await fixture.must("rebuild", "--stale", "--json").json()
    #expect(again["reworks"].array.isEmpty)
  }

  @Test func whatLacksAnAssetIsLeftOut() async throws {
    let (fixture, _, _) = try await shots()
    try await fixture.must("set", "@米拉", "--description", "a sailor")
    try await fixture.must("remove", "@kael")
    let made = try await fixture.must("rebuild", "--stale")
    #expect(made.stderr.contains("Left out: 1 stale generation"))
    let left = try await fixture.must("search", "--stale", "--json").json()["generations"].array
    #expect(left.map { $0["made_again"].exists } == [true, false])
  }

  @Test func whatCannotBeMeantIsSaid() async throws {
    let fixture = try await CommandLineFixture.withCast()
    for words in [
      ["--stale", "--as", "recorded"], ["--stale", "--only", "2"], ["--stale", "--scope", "tree"],
      ["--stale", "roof", "--query", "sea"], ["--stale", "--expect", "12345678"], ["@last"],
    ] {
      let answer = try await fixture.run(["rebuild"] + words)
      #expect(answer.status == 2, "\(words): \(answer.stderr)")
    }
  }
}
