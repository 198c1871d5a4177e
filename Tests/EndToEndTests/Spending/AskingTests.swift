import Foundation
import TestSupport
import Testing

/// At a terminal a person is asked before money is spent.
@Suite struct AskingTests {
  private static let command = ["generate", "a roof", "-m", "gemini-3-pro-image"]

  private static func asking(_ bound: String) async throws -> Setting {
    let setting = try await Setting()
    try setting.write("lib/troupe.toml", Data("ask_above = \(bound)\n".utf8))
    return setting
  }

  private static func isEmpty(_ setting: Setting) async throws -> Bool {
    try await setting.run("search", "--json").json()["generations"].array.isEmpty
  }

  @Test func aNoSendsNothingAndAYesSendsIt() async throws {
    let setting = try await Setting()
    let words = Self.command + ["--count", "8"]
    for answer in ["n", "", "no", "x"] {
      let (refused, shown) = try await setting.ask(words, answer)
      #expect(shown.contains("Make 8 images on gemini-3-pro-image for at most $1.07"), "\(shown)")
      #expect(refused.status == 4 && shown.contains("--yes"), "\(shown)")
    }
    #expect(try await Self.isEmpty(setting) && setting.server.requests.isEmpty)
    let (made, shown) = try await setting.ask(words, "y")
    #expect(made.status == 0 && setting.server.requests.count == 8, "\(shown)")
  }

  @Test func belowTheBoundNothingIsAsked() async throws {
    let setting = try await Setting()
    let (made, shown) = try await setting.ask(Self.command, "n")
    #expect(made.status == 0 && !shown.contains("[y/N]") && setting.server.requests.count == 1)
  }

  @Test func zeroAsksForAllThatCostsAnything() async throws {
    let setting = try await Self.asking("0")
    let (refused, shown) = try await setting.ask(Self.command, "n")
    #expect(shown.contains("Make 1 image on gemini-3-pro-image for at most $0.134"), "\(shown)")
    #expect(refused.status == 4 && setting.server.requests.isEmpty)
    let (free, quiet) = try await setting.ask(["generate", "a roof", "-m", "offline"], "n")
    #expect(free.status == 0 && !quiet.contains("[y/N]"), "\(quiet)")
    #expect(try await setting.run(Self.command).status == 0, "without a terminal nothing is asked")
    let (found, silent) = try await setting.ask(Self.command, "n")
    #expect(found.status == 0 && !silent.contains("[y/N]"), "the record costs nothing: \(silent)")
  }

  @Test func yesAgreesBeforehand() async throws {
    let setting = try await Self.asking("0")
    let (made, shown) = try await setting.ask(Self.command + ["--yes"], "n")
    #expect(made.status == 0 && !shown.contains("[y/N]"), "\(shown)")
  }

  @Test func aPriceThatIsNotKnownIsAsked() async throws {
    let setting = try await Setting()
    let entry = """
      [gate]
      base_url = "\(setting.server.baseURL)"
      key_variables = ["GATE_KEY"]
      models = ["gemini-3-pro-image"]
      """
    try setting.write(Setting.user("providers.toml"), Data(entry.utf8))
    let words = ["generate", "a roof", "-m", "gate/gemini-3-pro-image"]
    let (refused, shown) = try await setting.ask(words, "n")
    #expect(shown.contains("The price is not known."), "\(shown)")
    #expect(refused.status == 4 && setting.server.requests.isEmpty)
    #expect(try await setting.ask(words, "yes").0.status == 0)
  }

  @Test func theResultsOfAQuestionAreADocumentStill() async throws {
    let setting = try await Self.asking("0")
    let (made, shown) = try await setting.ask(Self.command + ["--json"], "y")
    #expect(made.status == 0 && shown.contains("Make 1 image"), "\(shown)")
    #expect(try made.json()["totals"]["made"].int == 1)
  }

  @Test func everyCommandThatSpendsAsks() async throws {
    let setting = try await Self.asking("0")
    _ = try await setting.run(Self.command)
    _ = try await setting.run("session", "start", "-m", "gemini-3-pro-image")
    let count = setting.server.requests.count
    let before = try await setting.run("search", "--json").stdout
    for words in [
      ["edit", "@last", "at dawn"], ["session", "say", "a bridge"], ["replay", "@last"],
      ["rebuild", "@last", "-m", "gemini-2.5-flash-image"],
    ] {
      let (refused, shown) = try await setting.ask(words, "n")
      #expect(refused.status == 4 && shown.contains("Make 1 image on "), "\(words): \(shown)")
    }
    #expect(setting.server.requests.count == count)
    #expect(try await setting.run("search", "--json").stdout == before)
  }

  @Test func aRebuildShowsItsPlanBeforeTheQuestion() async throws {
    let setting = try await Self.asking("0.05")
    _ = try await setting.run(Self.command)
    _ = try await setting.run("edit", "@last", "at dawn")
    let last = try await setting.run("show", "@last", "--json").json()["id"].string
    let words = ["rebuild", try #require(last), "-m", "gemini-2.5-flash-image"]
    let (refused, shown) = try await setting.ask(words, "n")
    let plan = try #require(shown.range(of: "2 steps: 2 waiting · to come: at most "))
    let question = try #require(shown.range(of: "Make 2 images on gemini-2.5-flash-image for at"))
    #expect(plan.upperBound <= question.lowerBound && refused.status == 4)
    // One step is made, the second is refused: what is left is one image, and below the bound.
    setting.server.enqueue(.image(), .imageSafety)
    #expect(try await setting.ask(words, "y").0.status == 4)
    let (made, rest) = try await setting.ask(words, "n")
    #expect(
      made.status == 0 && rest.contains("1. ") && rest.contains("made before, free"), "\(rest)")
    #expect(!rest.contains("[y/N]"), "\(rest)")
  }

  @Test func ctrlCEndsTheQuestion() async throws {
    let setting = try await Self.asking("0")
    let terminal = try Terminal()
    let run = try setting.start(Self.command, at: terminal)
    #expect(await terminal.shows("[y/N] "))
    run.signal(SIGINT)
    #expect(try await run.answer().status == 130)
    #expect(try await Self.isEmpty(setting) && setting.server.requests.isEmpty)
  }

  @Test func aLibraryFromElsewhereSilencesNoQuestion() async throws {
    let setting = try await Self.asking("1000")
    let words = Self.command + ["--count", "8"]
    #expect(try await setting.ask(words, "n").shown.contains("[y/N]"))
    try setting.write(Setting.user("troupe.toml"), Data("ask_above = 2.5\n".utf8))
    #expect(try await setting.ask(words, "n").0.status == 0)
    try setting.write("lib/troupe.toml", Data("ask_above = -1\n".utf8))
    let faulty = try await setting.run(Self.command)
    #expect(faulty.status == 2 && faulty.stderr.contains("ask_above"), "\(faulty.stderr)")
  }
}
