import Foundation
import TestSupport
import Testing

/// What an asset was, as a user sees and asks for it.
@Suite struct VersionCommandTests {
  @Test func whatChangesIsListedShownAndAskedFor() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("set", "@kael", "--trait", "gray hair", "--trait", "a scar")
    let set = try await fixture.must(
      "set", "@kael", "--drop-trait", "Gray hair", "--add-trait", "white hair", "--json"
    ).json()
    #expect(set["asset"]["traits"].array.compactMap(\.string) == ["a scar", "white hair"])
    let later = try await fixture.must("set", "@kael", "--trait-from", "7=a hat", "--json").json()
    #expect(
      later["asset"]["traits"].array.compactMap(\.string) == ["a scar", "white hair", "a hat"])
    try await fixture.must("set", "@kael", "--drop-trait", "a hat")
    let versions = try await fixture.must("show", "@kael", "--versions", "--json").json()
    let newest = try #require(versions["versions"].array.dropLast(2).last)
    #expect(newest["changes"][0]["before"].string == "gray hair")
    #expect(newest["changes"][0]["after"].string == "white hair")
    let number = try #require(newest["version"].int)
    let listed = try await fixture.must("show", "@kael", "--versions").stdout
    #expect(listed.contains("traits: gray hair → white hair"), "\(listed)")
    let shown = try await fixture.must("show", "@kael#\(number - 1)").stdout
    #expect(shown.contains("gray hair") && !shown.contains("white hair"), "\(shown)")

    let plan = ["plan", "@kael on a roof", "--model", "offline", "--json"]
    let words = try await fixture.run(plan + ["--as", "@kael#\(number - 1)"]).json()
    #expect(words["prompt_sent"].string?.contains("gray hair") == true)
    let unknown = try await fixture.run(plan + ["--as", "@kael#99"])
    #expect(unknown.status == 3 && unknown.stderr.contains("no version 99"), "\(unknown.stderr)")
    let trait = try await fixture.run(["set", "@kael", "--drop-trait", "blue hair"])
    #expect(trait.status == 3 && trait.stderr.contains("white hair"), "\(trait.stderr)")
    let both = try await fixture.run(["set", "@kael", "--trait", "a", "--add-trait", "b"])
    #expect(both.status == 2)
  }

  @Test func aSceneIsMovedToAnotherVersion() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("set", "@kael", "--trait", "gray hair")
    let text = "cast.kael: \"@kael#2\"\nmodel: offline\n\n## 1\n\n@kael on a roof\n"
    let file = try fixture.file("night.md", Data(text.utf8))
    try await fixture.must("shots", "run", file)
    try await fixture.must("set", "@kael", "--trait", "white hair")
    let status = try await fixture.must("shots", "status", file).stdout
    #expect(status.contains("@kael#2 is shown; today it is version 3"), "\(status)")
    let tried = try await fixture.must("shots", "move", file, "--dry-run", "--json").json()
    #expect(tried["plan"]["images"].int == 1 && tried["is_written"].bool == false)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    try await fixture.must("shots", "move", file)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text.replacing("#2", with: "#3"))
    let pages = fixture.folder.appending(path: "pages").path
    let exported = try await fixture.must("shots", "export", file, pages)
    #expect(exported.stderr.contains("stale: 1"), "\(exported.stderr)")
    let book = try await fixture.run(["shots", "export", file, pages + ".epub"])
    #expect(book.status == 2 && book.stderr.contains(".cbz"), "\(book.stderr)")
    let none = try await fixture.run(["shots", "status", file, "--only", "9"])
    #expect(none.status == 3 && none.stderr.contains("no shot '9'"), "\(none.stderr)")
  }
}
