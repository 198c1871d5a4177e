import Foundation
import Testing

/// What a person types who has not read all of the help.
@Suite struct WaysTests {
  @Test func namesInAnyLanguage() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let added = try await fixture.must("alias", "add", "@lantern", "灯笼", "old lamp", "--json")
    #expect(try added.json()["asset"]["aliases"].array.map(\.string) == ["灯笼", "old lamp"])
    try await fixture.must(
      "add", "character", "tomas", "--name", "Tomas the Elder", "--alias", "托马斯")
    let listed = try await fixture.must("alias", "list", "--json").json()["aliases"].array
    #expect(listed.map(\.["alias"].string) == ["灯笼", "old lamp", "托马斯"])
    #expect(try await fixture.must("alias", "list", "@灯笼").stdout.contains("old lamp"))
    #expect(try await fixture.must("show", "@灯笼").stdout.contains("灯笼, old lamp"))
    let taken = try await fixture.run(["alias", "add", "@kael", "灯笼"])
    #expect(taken.status == 2 && taken.stderr.contains("@lantern"))
    let prompt = "_@灯笼_ and @[Tomas the Elder], not https://x.example/@mira or a@kael.example"
    let plan = try await fixture.must("plan", prompt, "-m", "offline", "--json").json()
    #expect(plan["selection"]["chosen"].array.map(\.["asset"].string) == ["@lantern"])
    #expect(plan["warnings"].array.isEmpty)
    #expect(plan["adjustments"].array.contains { $0["before"].string == "@tomas" })
    try await fixture.must("alias", "remove", "@lantern", "OLD LAMP")
    let gone = try await fixture.run(["alias", "remove", "@lantern", "old lamp"])
    #expect(gone.status == 3 && gone.stderr.contains("灯笼"))
    let doubled = try await fixture.run(["set", "@kael", "--name", "Tomas the Elder"])
    #expect(doubled.status == 0)
    let ambiguous = try await fixture.run(["plan", "@[tomas the elder]", "-m", "offline"])
    #expect(ambiguous.status == 2 && ambiguous.stderr.contains("@kael or @tomas"))
    try await fixture.must("verify")
  }

  @Test func aNameThatIsNoMentionIsTold() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let made = try await fixture.must("generate", "kael on a roof, 米拉在旁边", "-m", "offline")
    #expect(made.stderr.contains("'kael'") && made.stderr.contains("Write @米拉"))
    #expect(made.stderr.components(separatedBy: "Warning:").count == 3, "each once")
    let plan = try await fixture.must("plan", "@ kael and {{lantern}}", "-m", "offline", "--json")
    #expect(try plan.json()["warnings"].array.count == 2)
    let edit = try await fixture.must("edit", "@last", "kael smiles", "--json")
    #expect(
      try edit.json()["generations"][0]["warnings"].array.contains {
        $0.string?.contains("@kael") == true
      })
  }

  @Test func optionsThatMeanNothingAreErrors() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let pose = try fixture.picture("pose.png", red: 1)
    for (words, expected) in [
      (["--view", "@lantern=back"], "does not mention @lantern"),
      (["--view", "bakc"], "full-body"),
      (["--ref", "\(pose):poze"], "composition"), (["--ref", "@last:idenity"], "place"),
      (["--uri", "https://x.example/a.png:styl"], "composition"),
      (["--with", "@kael/swim"], "no look 'swim'"),
    ] {
      let answer = try await fixture.run(["plan", "@kael", "-m", "gemini-3-pro-image"] + words)
      #expect([2, 3].contains(answer.status), "\(words): \(answer.stderr)")
      #expect(answer.stderr.contains(expected), "\(words): \(answer.stderr)")
    }
    for use in ["object", "place", "character", "style"] {
      try await fixture.must("plan", "@kael", "-m", "offline", "--ref", "\(pose):\(use)")
    }
  }

  @Test func anEditIsPlannedAndKeepsItsCast() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael holds @lantern", "-m", "offline")
    let plan = try await fixture.must("edit", "@last", "remove @lantern", "--plan", "--json").json()
    #expect(plan["selection"]["chosen"].array.map(\.["role"].string) == ["parent"])
    #expect(
      plan["selection"]["excluded"][0]["reason"].string?.contains("takes @lantern out") == true)
    let with = try await fixture.must(
      "edit", "@last", "make it rain", "--with", "@kael", "--plan", "--json"
    ).json()
    #expect(with["selection"]["chosen"].array.map(\.["asset"].string) == [nil, "@kael"])
    #expect(try await fixture.must("search", "--json").json()["generations"].array.count == 1)
    try await fixture.must("edit", "@last", "make it rain")
    let found = try await fixture.must("search", "with:@lantern", "--json").json()
    #expect(found["generations"].array.count == 2)
    try await fixture.must("verify")
  }

  @Test func aStretchGoesNoFartherThanNeeded() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let words = ["plan", "@kael, @米拉, @lantern, @ink", "-m", "gemini-2.5-flash-image"]
    #expect(try await fixture.run(words).stderr.contains("--stretch"))
    let plan = try await fixture.run(words + ["--stretch", "--json"]).json()
    #expect(plan["limits"][0]["bound"].int == 4 && plan["limits"][0]["advised"].int == 3)
    #expect(try await fixture.run(words + ["--stretch"]).stdout.contains("(advised: 3)"))
  }
}
