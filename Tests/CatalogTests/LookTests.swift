import Foundation
import Testing
import TroupeCatalog
import TroupeVocabulary

/// What is said of a look.
struct LookTests {
  private let test: TestCatalog
  private var catalog: Catalog { test.catalog }
  private let mira: Handle = "mira"

  init() throws { test = try TestCatalog() }

  @Test func changesTouchOnlyWhatTheyName() async throws {
    let before = try await test.character(
      "mira", .plain(0x1, look: "Child"), .plain(0x2, look: "冬装"))
    let first = try await catalog.setLook(
      "child", of: mira,
      LookDetails(description: "Mira at eight", traits: [" two braids ", "", "a gap tooth"]))
    let child = Look(
      name: "Child", description: "Mira at eight", traits: ["two braids", "a gap tooth"])
    #expect(first.looks == [child, Look(name: "冬装")])
    #expect(first.traits == before.traits && first.description == before.description)
    #expect(try await catalog.asset(mira) == first)
    #expect(try await catalog.assets(kind: nil, includeRemoved: false) == [first])

    let second = try await catalog.setLook("ＣＨＩＬＤ", of: "MIRA", LookDetails(traits: ["one braid"]))
    #expect(second.looks[0].description == "Mira at eight")
    #expect(second.looks[0].traits == ["one braid"])
    let third = try await catalog.setLook("冬装", of: mira, LookDetails(traits: ["毛领"]))
    #expect(third.looks.map(\.traits) == [["one braid"], ["毛领"]])
    let fourth = try await catalog.setLook(
      "child", of: mira, LookDetails(description: "", traits: []))
    #expect(fourth.looks == [Look(name: "Child"), Look(name: "冬装", traits: ["毛领"])])
    #expect(try await catalog.setLook("child", of: mira, LookDetails()) == fourth)
  }

  @Test func twoAssetsKeepTheirLooksApart() async throws {
    try await test.character("mira", .plain(0x1, look: "child"))
    try await test.character("kael", .plain(0x2, look: "child"))
    _ = try await catalog.setLook("child", of: mira, LookDetails(traits: ["two braids"]))
    _ = try await catalog.setLook("child", of: "kael", LookDetails(traits: ["freckles"]))
    let all = try await catalog.assets(kind: nil, includeRemoved: false)
    #expect(all.map { $0.looks[0].traits } == [["freckles"], ["two braids"]])
  }

  @Test func aNewLookIsMadeLast() async throws {
    try await test.character("mira", .plain(0x1, look: "child"))
    let made = try await catalog.setLook("Gala", of: mira, LookDetails(description: "A red dress"))
    #expect(made.looks == [Look(name: "child"), Look(name: "Gala", description: "A red dress")])
    // A picture of it is one of that look.
    let report = try await catalog.addReferences(to: mira, [.plain(0x2, look: "gala")])
    #expect(report.references[0].reference.look == "Gala")
    #expect(try await catalog.asset(mira).looks == made.looks)
  }

  @Test func whatIsRefusedChangesNothing() async throws {
    let before = try await test.character("mira", .plain(0x1, look: "child"))
    let long = String(repeating: "雨", count: 22_000)
    for details in [LookDetails(description: long), LookDetails(traits: ["a", long])] {
      for look in ["child", "new"] {
        let error = await #expect(throws: TroupeError.self) {
          try await catalog.setLook(look, of: mira, details)
        }
        #expect(error?.code == "invalid_value")
      }
    }
    for name in ["", " ", "a b", "a/b", "last", "-x", String(repeating: "字", count: 65)] {
      let error = await #expect(throws: TroupeError.self) {
        try await catalog.setLook(name, of: mira, LookDetails(traits: ["a"]))
      }
      #expect(error?.code == "invalid_handle", "\(name)")
    }
    #expect(try await catalog.asset(mira) == before)
    await #expect(throws: TroupeError.catalog(.unknownAsset("mila", nearest: ["mira"]))) {
      try await catalog.setLook("child", of: "mila", LookDetails(traits: ["a"]))
    }
  }

  @Test func itsWordsGoAndComeBackWithTheAsset() async throws {
    try await test.character("mira", .plain(0x1, look: "child"))
    let before = try await catalog.setLook("child", of: mira, LookDetails(traits: ["two braids"]))
    try await catalog.remove(mira)
    await #expect(throws: TroupeError.catalog(.assetRemoved("mira"))) {
      try await catalog.setLook("child", of: mira, LookDetails(traits: ["a"]))
    }
    #expect(try await catalog.restore(mira) == before)
    let renamed = try await catalog.rename(mira, to: "mila")
    #expect(renamed.looks == before.looks)
  }

  @Test func textFromOutsideIsData() async throws {
    let hostile = "'); DROP TABLE look; --\u{0}\u{1B}[2J\"%_*"
    try await test.character("mira")
    let look = try await catalog.setLook(
      "child", of: mira, LookDetails(description: hostile, traits: [hostile])
    ).looks[0]
    #expect(look.description == hostile && look.traits == [hostile])
  }
}
