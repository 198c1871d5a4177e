import Foundation
import Testing

/// What goes to which stream, and in what form.
@Suite struct OutputTests {
  @Test func textFromOutsideCannotSteerTheTerminal() async throws {
    let studio = try await Studio.withCast()
    let evil = "\u{1B}[2J\u{202E}\u{7F}\u{9B}31m"
    try await studio.must("set", "@kael", "--name", "K" + evil, "--description", "D" + evil)
    try await studio.must("generate", "@kael \(evil) roof", "-m", "offline")
    for command in [
      ["list"], ["show", "@kael"], ["show", "@last"], ["search"], ["lineage", "@last"],
      ["lineage", "@last", "--format", "dot"], ["plan", "@kael \(evil)", "-m", "offline"],
      ["generate", "@no\(evil)", "-m", "offline"],
    ] {
      let answer = try await studio.run(command)
      let unsafe = (answer.stdout + answer.stderr).unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
      }
      #expect(unsafe.isEmpty, "\(command)")
      #expect(!(answer.stdout + answer.stderr).isEmpty)
    }
  }

  @Test func aReaderThatLeavesIsNoError() async throws {
    let studio = try await Studio.withCast()
    let program = try #require(Program.url)
    let script = "{ \"$0\" models --json; echo status $? >&2; } | true"
    let run = try Run(
      URL(filePath: "/bin/sh"), ["-c", script, program.path], in: studio.library, stdin: nil,
      environment: ["HOME": studio.folder.path])
    let answer = try await run.answer()
    #expect(answer.stderr == "status 0\n")
  }

  @Test func globalOptionsMayStandFirst() async throws {
    let studio = try await Studio.withCast()
    let before = try await studio.run(["--library", studio.library.path, "--json", "list"])
    let after = try await studio.run(["list", "--json"])
    #expect(before.status == 0 && before.stdout == after.stdout)
    let dashed = try await studio.run([
      "--quiet", "generate", "-m", "offline", "--", "--json is no option here",
    ])
    #expect(dashed.status == 0 && dashed.stderr.isEmpty, "\(dashed.stderr)")
  }

  @Test func talkGoesToStderrAndQuietEndsIt() async throws {
    let studio = try await Studio.withCast()
    let plain = try await studio.run(["add", "object", "cup"])
    #expect(plain.stderr.contains("Library: \(studio.library.path)"))
    let named = try await studio.run(["add", "object", "pot", "--library", studio.library.path])
    #expect(!named.stderr.contains("Library: "))
    let quiet = try await studio.run(["add", "object", "pan", "--quiet"])
    #expect(quiet.stderr.isEmpty)
    let colors = try await studio.run(["list"], environment: ["TERM": "xterm-256color"])
    #expect(!colors.stdout.contains("\u{1B}"))
  }

  @Test func linesKeepWithinTheWidth() async throws {
    let studio = try await Studio.withCast()
    let text = String(repeating: "a long description 很长的描述 ", count: 12)
    try await studio.must("set", "@米拉", "--description", text)
    let list = try await studio.run(["list"], environment: ["COLUMNS": "60"])
    let widest =
      list.stdout.split(separator: "\n").map { line in
        line.unicodeScalars.reduce(0) { $0 + ((0x4E00...0x9FFF).contains($1.value) ? 2 : 1) }
      }.max() ?? 0
    #expect(widest <= 60 && widest > 50, "\(list.stdout)")
  }

  @Test func everyCommandHasHelpWithAnExample() async throws {
    let studio = try Studio()
    let commands = [
      "init", "add", "reference", "reference add", "reference list", "reference retire",
      "reference pin", "reference set", "list", "show", "set", "rename", "remove", "restore",
      "sheet", "plan", "generate", "edit", "search", "lineage", "replay", "rebuild", "compare",
      "models",
      "models list", "models show", "key", "key set", "key list", "key remove", "verify",
      "recover",
    ]
    for command in commands {
      let answer = try await studio.run(command.split(separator: " ").map(String.init) + ["--help"])
      #expect(answer.status == 0)
      #expect(answer.stdout.contains("  troupe "), "\(command)")
      #expect(answer.stderr.isEmpty)
    }
    let version = try await studio.run(["--version"])
    #expect(version.stdout.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
