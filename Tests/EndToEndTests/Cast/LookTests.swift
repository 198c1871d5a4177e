import Foundation
import Testing

/// Looks as a user describes and reads them.
@Suite struct LookTests {
  private static func fixture() async throws -> CommandLineFixture {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "reference", "add", "@米拉", fixture.picture("child.png", red: 9), "--look", "child")
    try await fixture.must(
      "set", "@米拉/child", "--description", "Mira at eight, with two braids", "--trait",
      "two braids", "--trait", "a gap tooth")
    return fixture
  }

  @Test func aLookIsDescribedAndShown() async throws {
    let fixture = try await Self.fixture()
    let whole = try await fixture.must("show", "@米拉").stdout
    #expect(whole.contains("@米拉/child: Mira at eight, with two braids"))
    #expect(whole.contains("trait: a gap tooth"))
    let look = try await fixture.must("show", "@米拉／CHILD").stdout
    #expect(look.hasPrefix("@米拉/child\n") && look.contains("a gap tooth"), "\(look)")

    let one = try await fixture.must("show", "@米拉/child", "--json").json()
    let all = try await fixture.must("show", "@米拉", "--json").json()
    let list = try await fixture.must("list", "--json").json()
    let listed = try #require(list["assets"].array.first { $0["handle"].string == "@米拉" })
    for look in [
      one["look"], one["asset"]["looks"][0], all["asset"]["looks"][0], listed["looks"][0],
    ] {
      #expect(look.names == ["name", "description", "traits"])
      #expect(look["description"].string == "Mira at eight, with two braids")
      #expect(look["traits"].array.map(\.string) == ["two braids", "a gap tooth"])
    }
    #expect(one["references"].array.map { $0["look"].string } == ["child"])
    #expect(all["references"].array.count == 2 && !all["look"].exists)
    #expect(try await fixture.must("show", "米拉/child").stdout == look)
  }

  @Test func whatIsNotNamedStays() async throws {
    let fixture = try await Self.fixture()
    let set = try await fixture.must("set", "@米拉/Child", "--trait", "", "--json").json()
    #expect(set["look"]["name"].string == "child" && set["look"]["traits"].array.isEmpty)
    #expect(set["look"]["description"].string == "Mira at eight, with two braids")
    #expect(set["asset"]["looks"].array.count == 1)
    let known = try await fixture.must("set", "@米拉/child", "--description", "")
    #expect(!known.stderr.contains("new"))
    #expect(known.stdout.hasPrefix("@米拉/child"), "\(known.stdout)")
  }

  @Test func aNewLookIsMadeAndTold() async throws {
    let fixture = try await Self.fixture()
    let made = try await fixture.must("set", "@kael/gala", "--trait", "a red sash")
    #expect(made.stderr.contains("troupe reference add @kael IMAGE --look gala"))
    #expect(try await fixture.must("show", "@kael").stdout.contains("@kael/gala"))
    try await fixture.must("verify")
  }

  @Test(arguments: [
    "UPDATE look_trait SET text = 'two brains' WHERE position = 0",
    "UPDATE look_trait SET position = position + 5", "UPDATE look_trait SET look = 'adult'",
    "DELETE FROM look_trait", "DELETE FROM look_trait WHERE position = 1",
    "INSERT INTO look_trait SELECT asset, look, position + 9, text, row_digest FROM look_trait",
    "UPDATE look SET description = 'another'", "DROP TABLE look_trait",
  ])
  func whatAnotherHandChangedIsFound(_ change: String) async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("verify")
    try RawDatabase(of: fixture).run("PRAGMA foreign_keys = OFF; " + change)
    let found = try await fixture.run(["verify"])
    #expect(found.status == 7, "\(found.stdout) \(found.stderr)")
    #expect(found.stdout.contains("look"), "\(found.stdout)")
  }

  @Test func theHelpShowsALook() async throws {
    let help = try await CommandLineFixture().must("set", "--help").stdout
    #expect(help.contains("troupe set @mira/child"))
  }
}
