import Foundation
import Testing

/// What shells offer while a line is typed.
@Suite struct CompletionTests {
  /// Who completes files, and the names that are offered without what they stand for.
  private func offered(
    _ words: String..., by fixture: CommandLineFixture
  ) async throws -> (files: String, names: [String]) {
    let answer = try await fixture.run(["---offer", "fish", "--"] + words)
    #expect(answer.status == 0 && answer.stderr.isEmpty, "\(words): \(answer.stderr)")
    let lines = answer.stdout.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    return (lines.first ?? "", Array(lines.dropFirst()))
  }

  @Test("commands, options and values of the library are offered where they fit")
  func names() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("look", "add", "@kael/winter")
    try await fixture.must("generate", "@kael on a roof", "-m", "offline")
    try await fixture.must("tag", "hero", "@last")
    try await fixture.must("board", "add", "covers", "roof")
    let made = try await fixture.must("search", "--json").json()
    let id = try #require(made["generations"][0]["id"].string)
    let table: [([String], [String])] = [
      (["gen"], ["generate"]), (["session", "fo"], ["fork"]),
      (["help", "sho"], ["show", "shots"]),
      (["generate", "x", "--max-c"], ["--max-cost"]), (["show", "@k"], ["@kael", "@kael/winter"]),
      (["rename", "@"], ["@ink", "@kael", "@lantern", "@米拉"]),
      (["generate", "@kael meets @lan"], ["@kael meets @lantern"]),
      (["edit", "@la"], ["@last"]), (["replay", String(id.prefix(4))], [String(id.prefix(10))]),
      (["generate", "x", "-m", "troupe/sto"], ["troupe/storyboard"]),
      (["generate", "x", "-m", "gemini-3-pro-image", "--size", ""], ["1K", "2K", "4K"]),
      (["generate", "--overflow", "s"], ["sheet"]),
      (["reference", "set", "--view", "fr"], ["front"]),
      (["reference", "add", "@kael", "x.png", "--look", ""], ["winter"]),
      (["search", "with:@ka"], ["with:@kael"]), (["tag", "he"], ["hero"]),
      (["board", "show", "co"], ["covers"]), (["config", "set", "mod"], ["model"]),
      (["config", "set", "format", "j"], ["jpeg"]), (["models", "--vendor", "goo"], ["google"]),
      (["generate", "--", "--max"], []), (["nonsense", ""], []),
    ]
    for (words, expected) in table {
      let answer = try await fixture.run(["---offer", "fish", "--"] + words)
      let names = answer.stdout.split(separator: "\n").dropFirst()
        .map { String($0.prefix { $0 != "\t" }) }
      #expect(names == expected, "\(words)")
    }
  }

  @Test("files are left to the shell, but pictures where images are named too")
  func files() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let folder = fixture.library.appending(path: "drawings")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: "notes.txt"))
    try Data().write(to: folder.appending(path: "a b.png"))
    let place = FileManager.default.currentDirectoryPath
    #expect(place != fixture.library.path)
    #expect(try await offered("edit", "drawings/", by: fixture).names == ["drawings/a b.png"])
    #expect(try await offered("edit", "dra", by: fixture).names == ["drawings/"])
    #expect(try await offered("unpack", "x", by: fixture).files == "files")
    #expect(try await offered("backup", "x", by: fixture).files == "folders")
    #expect(try await offered("list", "ch", by: fixture) == ("none", ["character"]))
  }

  @Test("without a library nothing of it is offered, and nothing is said")
  func noLibrary() async throws {
    let fixture = try CommandLineFixture()
    #expect(try await offered("show", "@", by: fixture) == ("none", []))
    #expect(try await offered("lis", by: fixture).names == ["list"])
  }

  @Test("bash completes names that hold the signs at which it cuts words")
  func bash() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let program = try #require(Program.url).deletingLastPathComponent().path
    let script = try await fixture.must("--generate-completion-script", "bash").stdout
    let ask = #"""
      ask() {
          COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=("${@:3}") COMP_CWORD=$(($# - 3))
          _troupe troupe "$2" ''
          echo "${COMPREPLY[*]}"
      }
      ask 'troupe show @ka' @ka troupe show @ ka
      ask 'troupe search with:@ka' @ka troupe search with :@ ka
      ask 'troupe generate "a roof, @lan' 'a roof, @lan' troupe generate '"a roof, @lan'
      ask 'troupe gen' gen troupe gen
      """#
    let file = try fixture.file("ask.bash", Data("\(script)\n\(ask)\n".utf8))
    let run = try Run(
      URL(filePath: "/bin/bash"), [file], in: fixture.library, stdin: nil,
      environment: [
        "PATH": "\(program):/usr/bin:/bin", "HOME": fixture.folder.path, "LANG": "C.UTF-8",
      ])
    let answer = try await run.answer()
    #expect(
      answer.stdout.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        == ["@kael", "@kael", "a roof, @lantern", "generate"], "\(answer.stderr)")
  }

  @Test("each shell gets a script that it can read", arguments: ["bash", "zsh", "fish"])
  func scripts(_ shell: String) async throws {
    let fixture = try CommandLineFixture()
    let script = try await fixture.must("--generate-completion-script", shell).stdout
    #expect(script.contains("---offer \(shell) --"))
    #expect(try await fixture.must("--generate-completion-script=\(shell)").stdout == script)
  }
}
