import Foundation
import TestSupport
import Testing

/// The sample app of Tests/Examples/CastApp, run as an app's user would.
@Suite struct CastAppTests {
  private func run(_ arguments: String...) async throws -> (Answer, URL) {
    let fixture = try CommandLineFixture()
    let app = try #require(Program.url).deletingLastPathComponent().appending(path: "cast-app")
    let pictures = try arguments.map { try fixture.picture($0, red: 200) }
    let folder = fixture.folder.appending(path: "comic")
    let run = try Run(
      app, [folder.path] + pictures, in: fixture.folder, stdin: nil,
      environment: ["HOME": fixture.folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"])
    let answer = try await run.answer()
    let sheet = folder.appending(path: "sheet.png")
    #expect(try Data(contentsOf: sheet).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    return (answer, folder)
  }

  @Test func itKeepsACastAndDrawsIt() async throws {
    let (answer, _) = try await run("front.png", "back.png")
    #expect(answer.status == 0, "\(answer.stderr)")
    let lines = answer.stdout.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("Would send @kael ") })
    #expect(lines.filter { $0.hasPrefix("Drawn ") && $0.hasSuffix(": done") }.count == 2)
    #expect(lines.contains("Would cost 0.0 US dollars"))
    #expect(lines.contains { $0.hasPrefix("Sheet: ") })
    let seen = lines.last.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
    #expect(seen ?? 0 > 0, "\(lines.last ?? "")")
  }

  @Test func withoutPicturesItDrawsOne() async throws {
    let (answer, _) = try await run()
    #expect(answer.status == 0, "\(answer.stderr)")
    #expect(answer.stdout.contains("Would send @kael "))
  }
}
