import Foundation
import Testing

/// What a user types to have the right pictures sent, and what he is told.
@Suite struct ChoosingTests {
  private static let model = "troupe/storyboard"

  @Test func theWaysOutOfTooManyAreTypedAsTheErrorNamesThem() async throws {
    let fixture = try await CommandLineFixture.withCast()
    for number in 1...5 {
      let picture = try fixture.picture("p\(number).png", red: UInt8(number * 40))
      try await fixture.must("add", "character", "p\(number)", picture, "--view", "front")
    }
    let prompt = "@kael, @p1, @p2, @p3, @p4 and @p5 at sea"
    let refused = try await fixture.run(["plan", prompt, "-m", Self.model])
    #expect(refused.status == 4)
    for words in ["@p5 does not fit", "5 characters", "--without @p5", "--overflow sheet"] {
      #expect(refused.stderr.contains(words), "\(words)")
    }
    try await fixture.must("plan", prompt, "-m", Self.model, "--without", "@p5")

    let dropped = try await fixture.must(
      "plan", prompt, "-m", Self.model, "--overflow", "drop", "--json"
    ).json()
    #expect(dropped["selection"]["chosen"].array.count == 5)
    #expect(dropped["adjustments"][0]["before"].string == "@p5")

    let made = try await fixture.must(
      "generate", prompt, "-m", Self.model, "--overflow", "sheet", "--json"
    ).json()["generations"][0]
    let sheet = made["references"][4]["sheet"].array
    #expect(sheet.map(\.["asset"].string) == ["@p4", "@p5"])
    #expect(made["references"][0]["sheet"].exists == false)
    #expect(made["selection"]["value"].double ?? 0 > 0)
    let shown = try await fixture.must("show", "@last").stdout
    #expect(shown.contains("a sheet of 2 pictures of @p4, @p5, so that all fit"))
    #expect(try await fixture.must("verify").stdout.contains("0 problems"))
  }

  @Test func wordsAndOptionsAskForViewsAndEveryPictureHasItsReason() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let back = try fixture.picture("back.png", blue: 200)
    let angry = try fixture.picture("angry.png", red: 250)
    try await fixture.must("reference", "add", "@kael", back, "--view", "back")
    try await fixture.must(
      "reference", "add", "@kael", angry, "--view", "face", "--caption", "furious")
    let prompt = "@kael from behind, angry, not in profile"
    let plan = try await fixture.must(
      "plan", prompt, "-m", Self.model, "--view", "@kael=profile", "--stretch", "--json"
    ).json()
    let reasons = plan["selection"]["chosen"].array.compactMap(\.["reason"].string)
    #expect(reasons.contains("covers the back view asked for by 'from behind'"))
    #expect(reasons.contains { $0.contains("shows 'angry' asked for by 'angry'") })
    #expect(plan["selection"]["optimal"].bool == true)
    #expect(plan["selection"]["bound"].double == plan["selection"]["value"].double)
    #expect(plan["warnings"][0].string == "No picture of @kael shows the profile view asked for.")

    try await fixture.must("generate", prompt, "-m", Self.model)
    let shown = try await fixture.must("show", "@last").stdout
    #expect(shown.contains("no other within the limits is worth more"))
    #expect(shown.contains("covers the back view asked for by 'from behind'"))
    let bad = try await fixture.run(["plan", prompt, "-m", Self.model, "--view", "@nobody=back"])
    #expect(bad.status == 3)
  }
}
