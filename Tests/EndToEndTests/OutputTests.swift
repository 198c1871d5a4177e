import Foundation
import Testing

/// What goes to which stream, and in what form.
@Suite struct OutputTests {
  @Test func textFromOutsideCannotSteerTheTerminal() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let evil = "\u{1B}[2J\u{202E}\u{7F}\u{9B}31m"
    try await fixture.must("set", "@kael", "--name", "K" + evil, "--description", "D" + evil)
    try await fixture.must("generate", "@kael \(evil) roof", "-m", "offline")
    for command in [
      ["list"], ["show", "@kael"], ["show", "@last"], ["search"], ["lineage", "@last"],
      ["lineage", "@last", "--format", "dot"], ["plan", "@kael \(evil)", "-m", "offline"],
      ["generate", "@no\(evil)", "-m", "offline"],
    ] {
      let answer = try await fixture.run(command)
      let unsafe = (answer.stdout + answer.stderr).unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
      }
      #expect(unsafe.isEmpty, "\(command)")
      #expect(!(answer.stdout + answer.stderr).isEmpty)
    }
  }

  @Test func aReaderThatLeavesIsNoError() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let program = try #require(Program.url)
    let script = "{ \"$0\" models --json; echo status $? >&2; } | true"
    let run = try Run(
      URL(filePath: "/bin/sh"), ["-c", script, program.path], in: fixture.library, stdin: nil,
      environment: ["HOME": fixture.folder.path])
    let answer = try await run.answer()
    #expect(answer.stderr == "status 0\n")
  }

  @Test func globalOptionsMayStandFirst() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let before = try await fixture.run(["--library", fixture.library.path, "--json", "list"])
    let after = try await fixture.run(["list", "--json"])
    #expect(before.status == 0 && before.stdout == after.stdout)
    let dashed = try await fixture.run([
      "--quiet", "generate", "-m", "offline", "--", "--json is no option here",
    ])
    #expect(dashed.status == 0 && dashed.stderr.isEmpty, "\(dashed.stderr)")
  }

  @Test func talkGoesToStderrAndQuietEndsIt() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let plain = try await fixture.run(["add", "object", "cup"])
    #expect(plain.stderr.contains("Library: \(fixture.library.path)"))
    let named = try await fixture.run(["add", "object", "pot", "--library", fixture.library.path])
    #expect(!named.stderr.contains("Library: "))
    let quiet = try await fixture.run(["add", "object", "pan", "--quiet"])
    #expect(quiet.stderr.isEmpty)
    let colors = try await fixture.run(["list"], environment: ["TERM": "xterm-256color"])
    #expect(!colors.stdout.contains("\u{1B}"))
  }

  @Test func linesKeepWithinTheWidth() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let text = String(repeating: "a long description 很长的描述 ", count: 12)
    try await fixture.must("set", "@米拉", "--description", text)
    let list = try await fixture.run(["list"], environment: ["COLUMNS": "60"])
    let widest =
      list.stdout.split(separator: "\n").map { line in
        line.unicodeScalars.reduce(0) { $0 + ((0x4E00...0x9FFF).contains($1.value) ? 2 : 1) }
      }.max() ?? 0
    #expect(widest <= 60 && widest > 50, "\(list.stdout)")
  }

  @Test func everyCommandHasHelpWithAnExample() async throws {
    let fixture = try CommandLineFixture()
    let commands = [
      "init", "add", "reference", "reference add", "reference list", "reference retire",
      "reference pin", "reference set", "list", "show", "set", "rename", "remove", "restore",
      "sheet", "plan", "generate", "edit", "search", "duplicates", "lineage", "replay", "rebuild",
      "compare",
      "models",
      "models list", "models show", "models refresh", "key", "key set", "key list", "key remove",
      "verify",
      "recover",
    ]
    for command in commands {
      let answer = try await fixture.run(
        command.split(separator: " ").map(String.init) + ["--help"])
      #expect(answer.status == 0)
      #expect(answer.stdout.contains("  troupe "), "\(command)")
      #expect(answer.stderr.isEmpty)
    }
    let version = try await fixture.run(["--version"])
    #expect(version.stdout.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
