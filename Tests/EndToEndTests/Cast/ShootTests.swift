import Foundation
import TestSupport
import Testing

/// A shoot at the command line.
@Suite struct ShootTests {
  @Test func aShootIsShownTakenAndSetInBulk() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    let winter = fixture.folder.appending(path: "kael/winter")
    try FileManager.default.createDirectory(at: winter, withIntermediateDirectories: true)
    _ = try fixture.picture("kael/winter/profile-left.png", red: 10)
    _ = try fixture.picture("kael/IMG_1234.png", red: 80)
    let folder = fixture.folder.appending(path: "kael").path
    let shown = try await fixture.must("add", "character", "kael", folder, "--dry-run")
    #expect(shown.stdout.contains("profile-left") && shown.stdout.contains("new look"))
    #expect(shown.stderr.contains("2 would be taken · new looks: winter"))
    #expect(try await fixture.must("list", "--json").json()["assets"].array.isEmpty)

    try await fixture.must("add", "character", "kael", folder)
    let listed = try await fixture.must("reference", "list", "@kael", "--json").json()["references"]
    #expect(listed[0]["file_name"].string == "IMG_1234.png" && listed[0]["view"].string == nil)
    #expect(listed[1]["view"].string == "profile-left" && listed[1]["look"].string == "winter")
    #expect(try await fixture.must("show", "@kael").stdout.contains("IMG_1234.png"))

    let set = try await fixture.must(
      "reference", "set", "--of", "@kael", "--view", "back", "IMG_1234.png", "profile-left.png",
      "--json")
    #expect(try set.json()["references"].array.map { $0["view"].string } == ["back", "back"])
    _ = try fixture.file("table.csv", Data("file,view\nIMG_1234.png,front\nnone.png,face\n".utf8))
    let table = fixture.folder.appending(path: "table.csv").path
    let failed = try await fixture.run(["reference", "set", "--from", table])
    #expect(failed.status == 2 && failed.stderr.contains("table.csv, line 3 'none.png'"))
    let none = try await fixture.run(["reference", "set", "--from", table, "--view", "front"])
    #expect(none.status == 2 && none.stderr.contains("only --of goes with it"))
  }
}
