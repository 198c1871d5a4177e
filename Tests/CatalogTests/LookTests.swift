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

  @Test func aLookHasTagsAShotAndAPlace() async throws {
    try await test.character("kael", .plain(0x1, look: "summer"))
    _ = try await catalog.set("kael", AssetDetails(traits: ["white shirt", "gray hair"]))
    let winter = LookDetails(
      traits: ["gray coat"], droppedTraits: ["White  shirt"], tags: ["snow", ""], fromShot: 12,
      order: 1)
    let made = try await catalog.addLook("winter", to: "kael", winter)
    let look = Look(
      name: "winter", traits: ["gray coat"], droppedTraits: ["white shirt"], tags: ["snow"],
      fromShot: 12)
    #expect(made.looks == [look, Look(name: "summer")])
    #expect(made.look(atShot: 11) == nil && made.look(atShot: 12) == look)
    let last = try await catalog.setLook("winter", of: "kael", LookDetails(fromShot: 0, order: 9))
    #expect(last.looks.map(\.name) == ["summer", "winter"] && last.looks[1].fromShot == nil)
    for (details, code) in [
      (LookDetails(droppedTraits: ["blue hair"]), "unknown_trait"),
      (LookDetails(fromShot: -1), "invalid_value"), (LookDetails(order: 0), "invalid_value"),
    ] {
      let error = await #expect(throws: TroupeError.self) {
        try await catalog.setLook("winter", of: "kael", details)
      }
      #expect(error?.code == code)
    }
    await #expect(throws: TroupeError.catalog(.lookTaken(asset: "kael", look: "winter"))) {
      try await catalog.addLook("WINTER", to: "kael", LookDetails())
    }
    #expect(try await catalog.asset("kael") == last)
  }

  @Test func aTraitHoldsFromAShotOn() async throws {
    try await test.character("kael")
    let scar = try await catalog.set(
      "kael", AssetDetails(traits: ["gray hair", "a scar"], traitStarts: ["a scar": 12]))
    #expect(scar.traits(atShot: 11) == ["gray hair"] && scar.traits(atShot: 12) == scar.traits)
    // A trait that stays keeps its shot.
    let kept = try await catalog.set("kael", AssetDetails(traits: ["a scar"]))
    #expect(kept.traitStarts == ["a scar": 12])
    for starts in [["a scar": 0], ["a hat": 3]] {
      await #expect(throws: TroupeError.self) {
        try await catalog.set("kael", AssetDetails(traitStarts: starts))
      }
    }
    #expect(
      try await catalog.set("kael", AssetDetails(traitStarts: [:])).traitStarts == nil)
  }

  @Test func aRenamedLookTakesItsPicturesWithIt() async throws {
    try await test.character("kael", .plain(0x1, look: "winter"))
    _ = try await catalog.setLook(
      "winter", of: "kael", LookDetails(description: "a coat", traits: ["gray coat"]))
    let renamed = try await catalog.renameLook("Winter", of: "kael", to: "Coat")
    #expect(renamed.looks == [Look(name: "Coat", description: "a coat", traits: ["gray coat"])])
    #expect(
      try await catalog.references(of: "kael", includeRetired: false).map(\.look) == ["Coat"])
    #expect(try await catalog.renameLook("coat", of: "kael", to: "COAT").looks[0].name == "COAT")
    await #expect(throws: TroupeError.self) {
      try await catalog.renameLook("winter", of: "kael", to: "snow")
    }
  }

  @Test func aRemovedLookComesBackWithItsPictures() async throws {
    let before = try await test.character("kael", .plain(0x1, look: "winter"), .plain(0x2))
    let worn = try await catalog.removeLook("winter", of: "kael")
    #expect(worn.map(\.look) == ["winter"])
    #expect(try await catalog.asset("kael").looks.isEmpty)
    #expect(try await catalog.references(of: "kael", includeRetired: false).count == 1)
    #expect(try await catalog.referenceCounts()[before.id] == 1)
    let removed = TroupeError.catalog(.lookRemoved(asset: "kael", look: "winter"))
    await #expect(throws: removed) {
      try await catalog.setLook("winter", of: "kael", LookDetails(description: "a"))
    }
    await #expect(throws: removed) {
      try await catalog.addReferences(to: "kael", [.plain(0x3, look: "Winter")])
    }
    #expect(try await catalog.restoreLook("WINTER", of: "kael") == before)
    #expect(try await catalog.references(of: "kael", includeRetired: false).count == 2)
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
