import Testing

/// Keeping what is good, at the command line.
@Suite struct KeeperTests {
  @Test func imagesAreRatedPickedTaggedAndFound() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    let made = try await fixture.must(
      "generate", "a roof", "-m", "offline", "--count", "3", "--json"
    ).json()["generations"].array
    let ids = made.compactMap(\.["id"].string).sorted()
    // All three are equal: the digest leads to the newest.
    let digest = try #require(made[0]["outputs"][0]["digest"].string?.dropFirst(7).prefix(8))
    let rated = try await fixture.must("rate", "\(ids[1])/1", "\(digest)", "4", "--json").json()
    #expect(rated["annotations"].array.map(\.["rating"].int) == [4, 4])
    let picked = try await fixture.must("pick", "\(ids[1])", "--json").json()
    #expect(picked["annotations"][0]["primary"].bool == true)
    try await fixture.must("reject", ids[2])
    try await fixture.must("tag", "Hero", "--query", "rating:4..")
    try await fixture.must("note", ids[1], "left hand")
    try await fixture.must("board", "add", "best", "pick:yes", "tag:hero")
    try await fixture.must("board", "add", "sheet", "--ids", ids[2], "\(ids[0])/1")

    let found = try await fixture.must("search", "rating:4.. tag:hero note:hand", "--json").json()
    #expect(found["generations"].array.map(\.["id"].string) == [ids[1]])
    let said = found["generations"][0]["annotations"]
    #expect(said.array.map(\.["target"].string) == [ids[1], "\(ids[1])/1"])
    #expect(said[0]["tags"][0].string == "hero" && said[1]["pick"].string == "picked")
    let shown = try await fixture.must("show", ids[1]).stdout
    #expect(shown.contains("tag hero · “left hand”"))
    #expect(shown.contains("/1 rated 4 · picked · primary"))
    let board = try await fixture.must("board", "show", "best").stdout
    #expect(board.contains("rated 4 · picked") && !board.contains(ids[2]))
    let list = try await fixture.must("board", "show", "sheet").stdout
    #expect(list.hasPrefix("\(ids[2])/1 ") && list.contains("\n\(ids[0])/1 "))

    let undone = try await fixture.must("undo", "--json").json()
    #expect(undone["kind"].string == "note" && undone["annotations"][0]["tags"][0].exists)
    #expect(try await fixture.must("undo").stderr.contains("Taken back: the tag of "))
    #expect(try await fixture.must("search", "tag:hero").stderr.contains("Nothing found."))
  }

  @Test func mistakesAreToldAndChangeNothing() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    try await fixture.must("generate", "a roof", "-m", "offline")
    let mistakes = [
      Mistake("rate", "@last", "6", status: 2, words: "from 1 to 5"),
      Mistake("rate", "@last", status: 2, words: "The rating comes last"),
      Mistake("rate", "@last", "01ZZZZZZ", "4", status: 3, words: "No generation answers"),
      Mistake("rate", "--query", "nothing", "4", status: 2, words: "finds something"),
      Mistake("pick", status: 2, words: "Name an image"),
      Mistake("tag", "a b", "@last", status: 2, words: "without spaces"),
      Mistake("tag", "", "@last", status: 2, words: "1 to 64 letters"),
      Mistake("board", "add", "x", status: 2, words: "Give a search"),
      Mistake("board", "show", "x", status: 3, words: "There is none yet"),
      Mistake("undo", status: 3, words: "nothing to undo"),
    ]
    for mistake in mistakes {
      let answer = try await fixture.run(mistake.arguments)
      #expect(answer.status == mistake.status, "\(mistake): \(answer.stderr)")
      #expect(answer.stderr.contains(mistake.words), "\(mistake): \(answer.stderr)")
    }
  }
}
