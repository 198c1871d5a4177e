import Foundation
import TestSupport
import Testing

/// Pictures in the terminal.
@Suite struct ShowingTests {
  private let fixture: CommandLineFixture

  init() async throws {
    fixture = try CommandLineFixture()
    _ = try await fixture.must("init", fixture.library.path)
    let picture = try fixture.file(
      "kael.png", SamplePicture.noise(width: 40, height: 30, seed: 1))
    _ = try await fixture.must("add", "character", "kael", picture)
  }

  private func shown(
    _ words: String..., terminal environment: [String: String]
  ) async throws -> String {
    try await shown(words, terminal: environment)
  }

  private func shown(
    _ words: [String], terminal environment: [String: String]
  ) async throws -> String {
    let terminal = try Terminal(takesOutput: true)
    let run = try fixture.start(words, environment: environment, terminal: terminal)
    let text = await terminal.text()
    #expect(try await run.answer().status == 0)
    return text
  }

  @Test("a terminal gets the pictures in the way that it knows, and a dumb one none")
  func terminalsAreTold() async throws {
    let kitty = try await shown(
      "generate", "@kael on a roof", "-m", "offline", "--show", terminal: ["TERM": "xterm-kitty"])
    #expect(kitty.contains("\u{1B}_Ga=T,f=100") && kitty.contains("t=f"))
    let remote = try await shown(
      "show", "@last", "--show",
      terminal: ["TERM": "xterm-kitty", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"])
    #expect(remote.contains("\u{1B}_Ga=T,f=100") && !remote.contains("t=f"))
    let iterm = try await shown(
      "search", "--show", terminal: ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"])
    #expect(iterm.contains("\u{1B}]1337;File=inline=1"))
    let linux = try await shown("list", "--show", terminal: ["TERM": "linux"])
    #expect(linux.contains("38;5;") && linux.contains("@kael"))
    for environment in [["TERM": "dumb"], ["TERM": "linux", "NO_COLOR": "1"]] {
      let plain = try await shown("show", "@kael", "--show", terminal: environment)
      #expect(!plain.contains("\u{1B}"), "\(environment)")
    }
  }

  @Test("names lead to their files where the terminal takes links, and the long paths go")
  func namesAreLinks() async throws {
    _ = try await fixture.must("generate", "@kael on a roof", "-m", "offline")
    for words in [["search"], ["reference", "list", "@kael"], ["show", "@last"]] {
      let linked = try await shown(words, terminal: ["TERM": "xterm-kitty"])
      #expect(linked.contains("\u{1B}]8;;file://") && linked.contains("/objects/"))
      #expect(words[0] == "show" || !linked.contains("  \(fixture.library.path)"), "\(linked)")
      let plain = try await shown(words, terminal: ["TERM": "linux"])
      #expect(!plain.contains("\u{1B}]8") && plain.contains(fixture.library.path))
    }
  }

  @Test("a pipe gets pictures only where it is said how, and a document never")
  func pipesAreLeftAlone() async throws {
    _ = try await fixture.must("generate", "@kael on a roof", "-m", "offline", "--count", "2")
    let plain = try await fixture.must("show", "@last").stdout
    #expect(try await fixture.must("show", "@last", "--show").stdout == plain)
    #expect(try await fixture.must("show", "@last", "--show", "off").stdout == plain)
    let blocks = try await fixture.must("show", "@last", "--show=blocks").stdout
    #expect(blocks.hasPrefix(plain) && blocks.contains("\u{2580}"))
    let document = try await fixture.must("search", "--json", "--show=blocks").stdout
    #expect(document.split(separator: "\n").count == 1 && !document.contains("\u{2580}"))
    let sheet = try await fixture.must("compare", "@last~1", "@last", "--show=blocks").stdout
    #expect(sheet.contains("\u{2580}") && sheet.contains("/1"))
    let wrong = try await fixture.run(["list", "--show=aalib"])
    #expect(wrong.status == 2 && wrong.stderr.contains("kitty"))
  }
}
