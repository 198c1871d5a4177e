import Foundation
import Testing

/// Places as a user keeps and shows them.
@Suite struct PlaceTests {
  @Test func aPlaceIsKeptAndChosenByAngleAndTime() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "add", "place", "harbor", fixture.picture("wide.png", red: 40), "--view", "wide",
      "--name", "Old Harbor", "--trait", "a lighthouse at the end of the pier")
    try await fixture.must(
      "reference", "add", "@harbor", fixture.picture("night.png", blue: 90), "--view", "wide",
      "--tag", "night")
    let list = try await fixture.must("list", "places", "--json").json()
    #expect(list["assets"].array.map { $0["kind"].string } == ["place"])

    func plan(_ prompt: String) async throws -> JSON {
      try await fixture.must("plan", prompt, "--model", "troupe/storyboard", "--json").json()
    }
    let night = try await plan("@kael waits in @harbor at night")
    #expect(
      night["prompt_sent"].string?.contains("Old Harbor, wide view, at night") == true)
    #expect(
      night["selection"]["chosen"].array.map { $0["kind"].string } == ["character", "place"])

    let coverage = try await fixture.must("coverage", "@harbor")
    #expect(coverage.stdout.contains("Times of day") && coverage.stdout.contains("dusk"))
    try await fixture.must(
      "generate", "@kael waits in @harbor", "--model", "troupe/storyboard", "--ref",
      fixture.picture("wall.png", green: 70) + ":background")
    let found = try await fixture.must("search", "with:@harbor", "--json").json()
    #expect(found["generations"].array.count == 1)
    let roles = found["generations"][0]["references"].array.map { $0["role"].string }
    #expect(roles.contains("background"), "\(roles)")
    try await fixture.must(
      "sheet", "@harbor", "--out",
      fixture.folder.appending(path: "harbor.png").path)
    try await fixture.must("verify")
  }
}
