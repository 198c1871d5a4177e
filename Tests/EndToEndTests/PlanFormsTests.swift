import Foundation
import Testing

@testable import TroupeImaging

/// `plan` in its other forms, and `coverage`: what a user decides by before he pays.
@Suite struct PlanFormsTests {
  @Test func modelsStandSideBySide() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let prompt = "@kael, @米拉 and @lantern in the style of @ink"
    let words = [
      "plan", prompt, "--compare", "gemini-3-pro-image", "gemini-2.5-flash-image", "nonsense",
    ]
    let models = try await fixture.run(words + ["--json"]).json()["models"].array
    #expect(models.count == 3)
    #expect(models[0]["plan"]["estimate"]["cost_usd"].double ?? 0 > 0)
    #expect(models[0]["plan"]["selection"]["chosen"].array.count == 4)
    #expect(models[0]["error"].exists == false)
    // Three images are the most that it takes.
    #expect(models[1]["plan"].exists == false)
    #expect(models[1]["error"]["message"].string?.contains("does not fit") == true)
    #expect(models[2]["error"]["code"].string == "unknown_model")
    let text = try await fixture.run(words).stdout
    #expect(text.contains("cannot be sent") && text.contains("about $0.1385 ? [1]"))
    #expect(text.contains("checked 20") && text.contains("[1]  "))
    #expect(models[0]["plan"]["estimate"]["price_checked"].string?.hasPrefix("20") == true)
    let pair = [
      "plan", "@kael, @米拉", "--without", "@米拉", "--compare", "offline", "gemini-3-pro-image",
    ]
    let shared = try await fixture.run(pair, environment: ["COLUMNS": "80"]).stdout
    #expect(
      shared.contains("#1 #2  the request wants no picture")
        && !shared.contains("[1]  the drawing code"))
    #expect(shared.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let none = try await fixture.run(["plan", "@nobody", "--compare", "gemini-3-pro-image"])
    #expect(none.status == 3 && none.stderr.contains("@nobody"))
    let both = try await fixture.run(words + ["--model", "offline"])
    #expect(both.status == 2)
  }

  @Test func wordsCanBeLeftOutByOption() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "add", "character", "@rosa", "--description", "A pilot.", "--trait", "gray hair")
    let words = ["plan", "@rosa waves", "-m", "gemini-3-pro-image"]
    let text = try await fixture.run(words).stdout
    #expect(text.contains("A pilot.") && text.contains("Keep exactly: gray hair"))
    #expect(text.contains("Generate one image: ") && text.contains("none asked: 1:1 ?"))
    let fewer = try await fixture.run(
      words + ["--without-trait", "gray hair", "--no-descriptions"])
    #expect(!fewer.stdout.contains("A pilot.") && !fewer.stdout.contains("gray hair"))
    let wrong = try await fixture.run(words + ["--without-trait", "scar"])
    #expect(wrong.status == 3 && wrong.stderr.contains("They have: 'gray hair'"))
    let json = try await fixture.run(words + ["--json"]).json()
    #expect(json["unasked_aspect"]["aspect"].string == "1:1")
  }

  @Test func theSheetShowsWhatWouldBeSent() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let sheet = fixture.folder.appending(path: "sent.png")
    let words = ["plan", "@kael lights @lantern", "-m", "offline", "--sheet", sheet.path]
    let answer = try await fixture.run(words + ["--json"]).json()
    #expect(answer["plan"]["selection"]["chosen"].array.count == 2)
    #expect(answer["images"].array.map(\.["width"].int) == [64, 64])
    #expect(answer["images"][0]["label"].string?.hasPrefix("Image 1") == true)
    let drawn = try Raster(decoding: Data(contentsOf: sheet))
    // The pictures' own colors are on it, red before blue.
    let pixels = (0..<drawn.width).map { drawn[$0, drawn.height / 2] }
    let red = pixels.firstIndex { $0.red == 220 && $0.blue == 90 }
    let blue = pixels.firstIndex { $0.blue == 220 && $0.red == 90 }
    #expect(try #require(red) < #require(blue))
    // Never in another's place.
    #expect(try await fixture.run(words).status == 1)
    #expect(try Data(contentsOf: sheet) == drawn.encodedPNG())
    let bare = fixture.folder.appending(path: "bare.png")
    try await fixture.must("plan", "a quiet sea", "-m", "offline", "--sheet", bare.path)
    #expect(try Raster(decoding: Data(contentsOf: bare)).width > 0)
  }

  @Test func driftIsToldAndNothingIsSent() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael waves", "-m", "offline")
    #expect(try await fixture.must("plan", "--against", "@last").stdout.contains("Nothing differs"))
    let picture = try fixture.picture("back.png", blue: 250)
    try await fixture.must("reference", "add", "@kael", picture, "--view", "back")
    try await fixture.must("set", "@kael", "--trait", "grey coat")
    let drift = try await fixture.must("plan", "--against", "@last", "--json").json()
    let subjects = drift["differences"].array.compactMap(\.["subject"].string)
    #expect(
      subjects.contains("picture") && subjects.contains("asset") && subjects.contains("words"))
    #expect(drift["plan"]["model"].string == "troupe/storyboard")
    #expect(drift["sends_same_bytes"].bool == false)
    let text = try await fixture.must("plan", "--against", "@last").stdout
    #expect(text.contains("not sent → image") && text.contains("grey coat"))
    #expect(try await fixture.run(["plan", "--against", "@last", "--size", "2K"]).status == 2)
    #expect(try await fixture.run(["plan"]).status == 2)
    try await fixture.must("remove", "@kael")
    let gone = try await fixture.run(["plan", "--against", "@last"])
    #expect(gone.status == 2 && gone.stderr.contains("@kael"))
  }

  @Test func driftTellsAChangedProfileAndPlansNewWordsOnTheRecordedModel() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael and @lantern", "-m", "offline")
    let words = try await fixture.must("plan", "@kael alone", "--against", "@last", "--json").json()
    #expect(words["plan"]["model"].string == "troupe/storyboard")
    #expect(words["differences"].array.contains { $0["causes"][0].string == "prompt_changed" })

    let profile = try await fixture.must("models", "show", "offline", "--json").stdout
    let models = fixture.library.appending(path: "models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try Data(profile.replacing(#""hard":6"#, with: #""hard":5"#).utf8)
      .write(to: models.appending(path: "storyboard.json"))
    let answer = try await fixture.must("plan", "--against", "@last", "--json").json()
    #expect(answer["differences"].array.count == 1 && answer["sends_same_bytes"].bool == true)
    let limit = answer["differences"][0]
    #expect(limit["subject"].string == "limit" && limit["name"].string == "objects")
    #expect(limit["before"].string == "6" && limit["after"].string == "5")
    #expect(limit["causes"][0].string == "profile_changed")
    let text = try await fixture.must("plan", "--against", "@last").stdout
    #expect(text.contains("The same bytes would be sent"))
    #expect(text.contains("6 → 5: the model's profile says otherwise now"))
  }

  @Test func coverageNamesWhatIsMissing() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let coverage = try await fixture.must(
      "coverage", "@kael", "-m", "gemini-2.5-flash-image", "--json"
    ).json()
    #expect(coverage["model"].string == "gemini-2.5-flash-image")
    let views = coverage["entries"].array.filter { $0["facet"].string == "view" }
    // 48 pixels are few.
    #expect(views.first { $0["name"].string == "front" }?["state"].string == "weak")
    #expect(views.first { $0["name"].string == "back" }?["state"].string == "missing")
    let text = try await fixture.must("coverage", "@kael", "-m", "offline").stdout
    #expect(text.contains("missing") && text.contains("would receive every reference"))
    #expect(text.contains("troupe reference add @kael IMAGE --view face"))
    let again = try fixture.picture("again.png", red: 40, green: 180)
    try await fixture.must("reference", "add", "@kael", again, "--view", "front")
    for view in ["back", "profile", "face", "full-body"] {
      let picture = try fixture.picture("\(view).png", red: UInt8(view.count * 20), blue: 250)
      try await fixture.must("reference", "add", "@kael", picture, "--view", view)
    }
    let more = try await fixture.must("coverage", "@kael", "-m", "offline", "--json").json()
    let never = more["never_sent"].array
    #expect(never.count == 1 && never[0]["view"].string == "front")
    let digest = try #require(never[0]["reference"].string).dropFirst(7).prefix(12)
    #expect(
      more["advice"].array.last?["command"].string
        == "troupe reference retire \(digest) --of @kael")
    let every = ["front", "back", "profile", "face", "full-body"].flatMap { ["--view", $0] }
    let plan = try await fixture.run(["plan", "@kael", "-m", "offline", "--json"] + every).json()
    #expect(
      plan["selection"]["excluded"].array.map(\.["reference"].string)
        == [never[0]["reference"].string])
    #expect(try await fixture.run(["coverage", "@nobody"]).status == 3)
  }
}
