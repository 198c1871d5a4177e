import Foundation
import Testing

/// A model sheet of an asset, from the real program.
@Suite struct SheetTests {
  private func fixture() async throws -> CommandLineFixture {
    let fixture = try await CommandLineFixture.withCast()
    for (look, view, red) in [
      ("casual", "back", 120), ("casual", "front", 140), ("冬装", "face", 160),
    ] {
      try await fixture.must(
        "reference", "add", "@kael", fixture.picture("\(red).png", red: UInt8(red)), "--look", look,
        "--view", view, "--caption", "穿着外套，مرحبا")
    }
    return fixture
  }

  private func size(ofPNG path: String) throws -> [Int] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    return [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func aSheetIsDrawnAndNothingOverwritten() async throws {
    let fixture = try await fixture()
    let drawn = try await fixture.must("sheet", "@kael")
    #expect(drawn.stdout == "kael-sheet.png\n")
    let first = fixture.library.appending(path: "kael-sheet.png")
    let bytes = try Data(contentsOf: first)
    let again = try await fixture.run(["sheet", "@kael"])
    #expect(again.status == 1 && again.stderr.contains("exists already"))
    #expect(try Data(contentsOf: first) == bytes)
    let other = fixture.folder.appending(path: "other.png").path
    #expect(try await fixture.must("sheet", "kael", "--out", other).stdout == other + "\n")
    #expect(try Data(contentsOf: URL(filePath: other)) == bytes)
    try await fixture.must("verify")
  }

  @Test func theDocumentNamesWhatIsOnIt() async throws {
    let fixture = try await fixture()
    let digest = try await fixture.must("reference", "list", "@kael", "--json").json()["references"]
      .array.first { $0["look"].string == "casual" && $0["view"].string == "back" }?["digest"]
      .string
    try await fixture.must("reference", "pin", String(try #require(digest).dropFirst(7).prefix(12)))
    let sheet = try await fixture.must("sheet", "@kael", "--json").json()
    let path = fixture.library.appending(path: try #require(sheet["path"].string)).path
    #expect(try size(ofPNG: path) == [sheet["width"].int, sheet["height"].int])
    #expect(sheet["asset"].string == "@kael")
    // By look, then pinned ones, then by view.
    let shown = sheet["references"].array
    #expect(shown.map { $0["view"].string } == ["front", "back", "front", "face"])
    #expect(shown.map { $0["look"].string } == [nil, "casual", "casual", "冬装"])

    let small = try await fixture.must(
      "sheet", "@kael/CASUAL", "--json", "--edge", "120", "--columns", "1"
    ).json()
    #expect(small["path"].string == "kael-casual-sheet.png" && small["look"].string == "casual")
    #expect(small["references"].array.count == 2)
    #expect(try #require(small["width"].int) < 400 && (try #require(small["height"].int)) > 240)
    let usual = try await fixture.must("sheet", "@kael", "--look", "", "--json").json()
    #expect(usual["references"].array.count == 1)
  }

  @Test func whatCannotBeDrawnIsSaid() async throws {
    let fixture = try await fixture()
    try await fixture.must("add", "object", "cup")
    for (arguments, status, words) in [
      (["@cup"], 3, "has no pictures in use. Add one with 'troupe reference add @cup IMAGE'"),
      (["@kael/beach"], 3, "no look 'beach'"), (["@nobody"], 3, "@nobody"),
      (["@kael", "--edge", "9"], 2, "64 to 2048"), (["@kael", "--columns", "0"], 2, "1 to 12"),
      (["@kael", "--out", "missing/sheet.png"], 1, "missing/sheet.png"),
    ] {
      let answer = try await fixture.run(["sheet"] + arguments)
      #expect(answer.status == status && answer.stderr.contains(words), "\(answer.stderr)")
      #expect(answer.stdout.isEmpty)
    }
  }
}
