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

  @Test(
    "a prompt comes from standard input, an image goes to a file, and a digest shows a reference")
  func inAndOut() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let long = "@kael " + String(repeating: "and rain ", count: 20_000)
    let piped = try await fixture.run(["plan", "-", "-m", "offline", "--json"], stdin: long)
    #expect(try piped.json()["prompt_sent"].string?.contains("and rain and rain") == true)
    let empty = try await fixture.run(["generate", "-", "-m", "offline"], stdin: " \n")
    #expect(empty.status == 2 && empty.stderr.contains("The prompt is empty"))
    let page = fixture.folder.appending(path: "pages/p01.png")
    try await fixture.must("generate", "a roof", "-m", "offline", "--out", page.path)
    #expect(try Data(contentsOf: page).starts(with: [0x89, 0x50]))
    let twice = try await fixture.run(["generate", "a roof", "-m", "offline", "--out", page.path])
    #expect(twice.status == 1 && twice.stderr.contains("exists already"))
    let two = ["generate", "two", "-m", "offline", "--count", "2", "--out", "\(page.path).png"]
    #expect(try await fixture.run(two).stderr.contains("a folder, since 2 images"))
    #expect(try await fixture.must("search", "two").stdout.isEmpty)
    let references = try await fixture.must("show", "@kael", "--json").json()["references"].array
    let digest = try #require(references.first?["digest"].string)
    let shown = try await fixture.must("show", String(digest.suffix(64).prefix(8)), "--json").json()
    #expect(shown["references"].array.map(\.["digest"].string) == [digest])
    #expect(try await fixture.run(["show", "00000000"]).status == 3)
  }

  @Test("a program troupe-NAME on the path is a command, and hears of the library")
  func plugins() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let program = fixture.folder.appending(path: "bin/troupe-hello")
    try FileManager.default.createDirectory(
      at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("#!/bin/sh\necho \"$TROUPE_LIBRARY: $*\"\nexit 7\n".utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    let path = ["PATH": "\(program.deletingLastPathComponent().path):/usr/bin:/bin"]
    let said = try await fixture.run(["hello", "a b", "--c"], environment: path)
    #expect(said.status == 7 && said.stdout.hasSuffix(": a b --c\n"))
    #expect(said.stdout.contains(fixture.library.lastPathComponent))
    #expect(
      try await fixture.run(["help", "hello"], environment: path).stdout.hasSuffix(": --help\n"))
    let nested = try await fixture.run(["reference", "hello"], environment: path)
    #expect(nested.status == 2 && nested.stderr.contains("no command 'troupe reference hello'"))
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
