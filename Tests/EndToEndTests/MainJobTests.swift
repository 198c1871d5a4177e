import Foundation
import Testing

/// The job that the program is for, from an empty folder, with the offline model.
@Suite struct MainJobTests {
  @Test func aCastIsKeptAndItsPicturesRemembered() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let list = try await fixture.must("list", "--json").json()["assets"].array
    #expect(list.map(\.["handle"].string) == ["@ink", "@kael", "@lantern", "@米拉"])
    #expect(list.map(\.["reference_count"].int) == [1, 1, 1, 1])

    let plan = try await fixture.must(
      "plan", "@kael holds @lantern", "--model", "troupe/storyboard", "--json"
    ).json()
    #expect(plan["selection"]["chosen"].array.map(\.["asset"].string) == ["@kael", "@lantern"])
    #expect(plan["estimate"]["cost_usd"].double == 0)

    let shot = try await fixture.must(
      "generate", "@kael on a roof", "--model", "troupe/storyboard", "--aspect", "16:9")
    let words = shot.stdout.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(words.count == 3)
    #expect(words[0].wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{26}\/1/) != nil)
    #expect(words[1] == "1376x768" || words[1] == "1344x768", "\(words[1])")
    let bytes = try Data(contentsOf: URL(filePath: words[2]))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))

    try await fixture.must("reference", "add", "@kael", "@last", "--view", "profile")
    let references = try await fixture.must("reference", "list", "@kael", "--json").json()
    #expect(references["references"][1]["origin"].string == words[0])
    try await makeMore(fixture)
    try await look(fixture)
  }

  private func makeMore(_ fixture: CommandLineFixture) async throws {
    try await fixture.must("generate", "@kael和@米拉在咖啡馆", "-m", "troupe/storyboard")
    try await fixture.must("edit", "@last", "make it rain")
    try await fixture.must("edit", "@last", "at dawn")
    let chinese = try await fixture.must("search", "咖", "--json").json()["generations"].array
    #expect(chinese.count == 1)
    let rain = try await fixture.must("search", "rain", "--json").json()["generations"].array
    #expect(rain.count == 1)
    let withKael = try await fixture.must("search", "with:@kael", "--json").json()
    #expect(withKael["generations"].array.count >= 2)
  }

  private func lookInParts(_ fixture: CommandLineFixture, _ whole: JSON) async throws {
    let ids = whole["generations"].array.map { $0["id"].string }
    #expect(whole["total"]["ancestors"].int == 3 && whole["next"].string == nil)
    let part = try await fixture.must("lineage", "@last", "--limit", "2")
    #expect(part.stdout.hasPrefix("… 2 earlier, from "), "\(part.stdout)")
    #expect(part.stderr.contains("2 more of 4; --limit or --all shows more"), "\(part.stderr)")
    let all = try await fixture.must("lineage", "@last", "--limit", "2", "--all").stdout
    #expect(all.split(separator: "\n").count == 4 && !all.contains("…  "))
    var found: [String?] = []
    var after: [String] = []
    for _ in 0..<4 {
      let page = try await fixture.run(["lineage", "@last", "--limit", "1", "--json"] + after)
        .json()
      found = page["generations"].array.map { $0["id"].string } + found
      #expect(page["remaining"]["ancestors"].int == 4 - found.count)
      after = page["next"].string.map { ["--after", $0] } ?? []
    }
    #expect(found == ids && after.isEmpty)
    let dot = try await fixture.must("lineage", "@last", "--format", "dot", "--limit", "1").stdout
    #expect(dot.contains("penwidth=2") && dot.split(separator: "\n").count == 5, "\(dot)")
    for wrong in [["--limit", "0"], ["--after", "x"]] {
      #expect(try await fixture.run(["lineage", "@last"] + wrong).status == 2)
    }
  }

  private func look(_ fixture: CommandLineFixture) async throws {
    let lineage = try await fixture.must("lineage", "@last", "--json").json()
    #expect(lineage["generations"].array.count == 4)
    #expect(lineage["focus"].string == lineage["generations"][3]["id"].string)
    let tree = try await fixture.must("lineage", "@last").stdout
    #expect(tree.contains("└─ ") && tree.contains("“at dawn”"))
    try await lookInParts(fixture, lineage)

    let last = try await fixture.must("show", "@last", "--json").json()
    let replay = try await fixture.must("replay", "@last", "--json").json()["generations"][0]
    #expect(replay["replay_of"].string == last["id"].string)
    #expect(replay["outputs"][0]["digest"].string == last["outputs"][0]["digest"].string)

    let sheet = fixture.folder.appending(path: "sheet.png").path
    let compared = try await fixture.must("compare", "@last~1", "@last", "--out", sheet)
    #expect(compared.stdout == sheet + "\n")
    let bytes = try Data(contentsOf: URL(filePath: sheet))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    try await fixture.must("verify")
  }

  @Test func aLineageIsRebuiltOnAnotherModel() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael on a roof", "-m", "troupe/storyboard", "--size", "2K")
    try await fixture.must("edit", "@last", "make it rain")
    let plan = try await fixture.must(
      "rebuild", "@last", "--model", "gemini-3-pro-image", "--plan", "--json"
    ).json()
    #expect(plan["steps"].array.count == 2)
    #expect(plan["steps"][0]["plan"]["model"].string == "gemini-3-pro-image")
    #expect(plan["steps"][0]["takes"][0]["state"].string == "waiting")
    let noKey = try await fixture.run(["rebuild", "@last", "-m", "gemini-3-pro-image"])
    #expect(noKey.status == 2 && noKey.stderr.contains("troupe key set google"))

    try await addSmallModel(fixture)
    let old = try await fixture.must("search", "--json").json()["generations"].array
    let rebuilt = try await fixture.must("rebuild", "@last", "-m", "troupe/small", "--json").json()
    #expect(rebuilt["steps"].array.map(\.["old"].string) == old.reversed().map(\.["id"].string))
    #expect(rebuilt["steps"][0]["plan"]["adjustments"][0]["field"].string == "size")
    let new = try await fixture.must("show", "@last", "--json").json()
    #expect(new["rebuild_of"].string == old[0]["id"].string)
    #expect(new["model"].string == "troupe/small")
    try await fixture.must("verify")
  }

  /// A profile of the library's own: the offline model with one size.
  private func addSmallModel(_ fixture: CommandLineFixture) async throws {
    let profile = try await fixture.must("models", "show", "troupe/storyboard", "--json").stdout
    var text = profile.replacing("\"troupe/storyboard\"", with: "\"troupe/small\"")
    text.replace(/"aliases":\[[^\]]*\]/, with: "\"aliases\":[]")
    text.replace(/"value":\["1K"[^\]]*\]/, with: "\"value\":[\"1K\"]")
    let folder = fixture.library.appending(path: "models")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: "small.json"))
  }
}
