import Foundation
import TestSupport
import Testing

/// A scene from its file to its pages, as a user makes it.
@Suite struct SceneCommandTests {
  @Test func aSceneIsMadePickedAndExported() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    try await fixture.must("add", "character", "kael", fixture.picture("kael.png", red: 220))
    let text = """
      ---
      model: troupe/storyboard
      ---
      # Night

      ## The roof

      @kael on a roof

      ## The bridge
      takes: 2

      @kael on a bridge

      """
    let file = try fixture.file("scene.md", Data(text.utf8))
    let plan = try await fixture.must("shots", "plan", file, "--json").json()
    #expect(plan["images"].int == 3 && plan["cost_usd"].double == 0)
    #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8) == text)

    let sheet = fixture.folder.appending(path: "scene.png").path
    let kept = fixture.folder.appending(path: "scene.result.json")
    let run = try await fixture.must(
      "shots", "run", file, "--sheet", sheet, "--result", kept.path, "--json")
    let made = try run.json()
    #expect(try String(contentsOf: kept, encoding: .utf8) == run.stdout)
    #expect(made["made"].array.count == 2)
    #expect(FileManager.default.fileExists(atPath: sheet))
    let written = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    #expect(written != text && written.contains("takes: 2"))
    let ids = made["scene"]["shots"].array.compactMap { $0["id"].string }
    let again = try await fixture.must("shots", "run", file, "--json").json()
    #expect(again["made"].array.isEmpty)

    try await fixture.must("shots", "pick", file, ids[1], "2")
    let status = try await fixture.must("shots", "status", file)
    #expect(status.stdout.contains("picked") && status.stdout.contains("2 made"))

    let archive = fixture.folder.appending(path: "night.cbz").path
    try await fixture.must("shots", "export", file, archive)
    try await fixture.must(
      "shots", "export", file, fixture.folder.appending(path: "night.pdf").path)
    let pages = try await fixture.must(
      "shots", "export", file, fixture.folder.appending(path: "pages").path, "--json"
    )
    .json()
    #expect(pages["files"].array.count == 2)
    let exists = try await fixture.run(["shots", "export", file, archive])
    #expect(exists.status != 0 && exists.stderr.contains("exists"))

    // A fault is said with its file and line before anything is sent.
    try Data((written + "\n## 9\nafter: zz\n\nno\n").utf8).write(to: URL(filePath: file))
    let faulty = try await fixture.run(["shots", "run", file])
    #expect(faulty.status == 3 && faulty.stderr.contains("scene.md, line "))
  }
}
