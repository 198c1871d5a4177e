import Foundation
import Testing

/// The page of rules for agents that have a shell.
@Suite struct SkillTests {
  @Test("its commands run as they stand there, one after the other")
  func commands() async throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Packaging/Skill/SKILL.md")
    let page = try String(contentsOf: folder, encoding: .utf8)
    #expect(page.hasPrefix("---\nname: troupe\ndescription: "))
    let blocks = page.components(separatedBy: "```sh\n").dropFirst()
    let lines = blocks.flatMap { $0.components(separatedBy: "\n```")[0].split(separator: "\n") }
    #expect(lines.count > 8)
    let fixture = try CommandLineFixture()
    _ = try fixture.picture("kael.png", red: 200)
    let program = try #require(Program.url).path
    let script = """
      set -e
      troupe() { '\(program)' "$@"; }
      \(lines.joined(separator: "\n"))
      """
    let file = try fixture.file("session.sh", Data(script.utf8))
    let run = try Run(
      URL(filePath: "/bin/sh"), [file], in: fixture.folder, stdin: nil,
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": fixture.folder.path, "LANG": "C.UTF-8",
        "XDG_CONFIG_HOME": fixture.folder.appending(path: "config").path,
      ])
    let answer = try await run.answer()
    #expect(answer.status == 0, "\(answer.stdout.suffix(300)) \(answer.stderr)")
  }
}
