import Foundation
import Testing
import TroupeCatalog
import TroupeVocabulary

/// What an asset was is kept as it changes.
struct VersionTests {
  private let test: TestCatalog
  private var catalog: Catalog { test.catalog }
  private let kael: Handle = "kael"

  init() throws { test = try TestCatalog() }

  private func version(_ number: Int) async throws -> AssetVersion {
    try await catalog.version(NamedVersion(kael, number: number))
  }

  @Test func eachChangeOfWhatSheIsMakesOne() async throws {
    let first = try await test.character("kael", .plain(0x1), .plain(0x2))
    #expect(try await catalog.newestVersion(of: kael) == 1)
    #expect(try await version(1).since == first.createdAt)
    _ = try await catalog.set(kael, AssetDetails(description: "a detective", traits: ["gray hair"]))
    _ = try await catalog.addLook("winter", to: kael, LookDetails(traits: ["coat"]))
    let pictures = try await catalog.references(of: kael, includeRetired: false)
    _ = try await catalog.setReferences([
      (pictures[0], ReferenceDetails(view: .back, look: "winter", caption: "snow", isPinned: true))
    ])
    _ = try await catalog.retire(pictures[1], true)
    _ = try await catalog.addReferences(to: kael, [.plain(0x3)])
    _ = try await catalog.set(kael, AssetDetails(name: "Karl", traits: ["black hair"]))
    #expect(try await catalog.newestVersion(of: kael) == 7)

    let all = try await catalog.versions(of: kael)
    #expect(all.map(\.number) == Array(1...7) && all.map(\.since) == all.map(\.since).sorted())
    #expect(all[0].asset == first && all[0].references == pictures)
    #expect(all[1].asset.description == "a detective" && all[1].asset.looks.isEmpty)
    #expect(all[2].asset.looks.map(\.traits) == [["coat"]])
    #expect(all[3].references[0].view == .back && all[3].references[0].caption == "snow")
    #expect(all[3].references[0].look == "winter" && all[3].references[0].isPinned)
    #expect(all[3].references[1] == pictures[1])
    #expect(all[4].references.map(\.digest) == [pictures[0].digest])
    #expect(all[5].references.count == 2 && all[5].asset.traits == ["gray hair"])
    let today = try await catalog.asset(kael)
    let now = try await catalog.references(of: kael, includeRetired: false)
    #expect(all[6].asset == today && all[6].references == now)
    #expect(all[6].asset.name == "Karl" && all[0].asset.name == "kael")
    #expect(
      all[6].changes(since: all[4]).map(\.subject) == [.name, .traits, .picture]
        && all[6].changes(since: all[6]).isEmpty)
  }

  @Test func whatChangesNothingMakesNone() async throws {
    try await test.character("kael", .plain(0x1, look: "winter"))
    let picture = try await catalog.references(of: kael, includeRetired: false)[0]
    _ = try await catalog.set(
      kael, AssetDetails(aliases: ["Karl"], tags: ["hero"], likeness: .fictional))
    _ = try await catalog.set(kael, AssetDetails(name: "kael", description: "", traits: []))
    _ = try await catalog.addReferences(to: kael, [.plain(0x1, look: "winter")])
    _ = try await catalog.setReferences([(picture, ReferenceDetails(caption: ""))])
    _ = try await catalog.rename(kael, to: "kay")
    try await catalog.remove("kay")
    _ = try await catalog.restore("kay")
    _ = try? await catalog.set("kay", AssetDetails(traits: [String(repeating: "x", count: 70_000)]))
    // The name was the handle's text, and is the new one's.
    #expect(try await catalog.versions(of: "kay").map(\.asset.name) == ["kael", "kay"])
  }

  @Test func whatComesAtOnceIsOneVersion() async throws {
    try await test.character("kael", .plain(0x1))
    let many = try (2...70).map { try NewReference.plain(UInt32($0)) }
    _ = try await catalog.addReferences(to: kael, many)
    #expect(try await catalog.versions(of: kael).map(\.references.count) == [1, 70])
    // An asset that comes with many has them from the first.
    _ = try await catalog.add(
      .object, handle: "lamp", name: nil, description: "", traits: [], tags: [], references: many)
    #expect(try await catalog.versions(of: "lamp").map(\.references.count) == [69])
    let both = try await catalog.references(of: kael, includeRetired: false).prefix(2).map {
      (reference: $0, details: ReferenceDetails(view: .back))
    }
    _ = try await catalog.setReferences(Array(both))
    #expect(try await catalog.versions(of: kael).map(\.references.count) == [1, 70, 70])
  }

  @Test func aLookThatIsGoneStaysInWhatWas() async throws {
    try await test.character("kael", .plain(0x1), .plain(0x2, look: "winter"))
    _ = try await catalog.setLook("winter", of: kael, LookDetails(traits: ["coat"]))
    _ = try await catalog.removeLook("winter", of: kael)
    let (worn, gone) = (try await version(2), try await version(3))
    #expect(worn.asset.looks.map(\.traits) == [["coat"]] && worn.references.count == 2)
    #expect(gone.asset.looks.isEmpty && gone.references.count == 1)
    _ = try await catalog.restoreLook("winter", of: kael)
    #expect(try await version(4).references == worn.references)
    _ = try await catalog.renameLook("winter", of: kael, to: "冬")
    let renamed = try await version(5)
    #expect(renamed.references[1].look == "冬" && renamed.asset.looks.map(\.name) == ["冬"])
    #expect(try await version(4).references[1].look == "winter")
  }

  @Test func aPictureThatCameBackWasAwayInBetween() async throws {
    try await test.character("kael", .plain(0x1), .plain(0x2))
    let second = try await catalog.references(of: kael, includeRetired: false)[1]
    _ = try await catalog.retire(second, true)
    _ = try await catalog.retire(second, false)
    #expect(try await catalog.versions(of: kael).map(\.references.count) == [2, 1, 2])
  }

  @Test(arguments: [0, -1, 3, Int.max]) func thereIsNoOther(_ number: Int) async throws {
    try await test.character("kael")
    _ = try await catalog.set(kael, AssetDetails(description: "x"))
    await #expect(
      throws: TroupeError.catalog(.unknownVersion(asset: "kael", version: number, newest: 2))
    ) { try await version(number) }
  }

  @Test func namesAreReadAsTheyAreTyped() throws {
    #expect(try NamedVersion(typed: "@kael#3") == NamedVersion("kael", number: 3))
    #expect(try NamedVersion(typed: "凯尔＃12").description == "@凯尔#12")
    for bad in ["@kael", "@kael#", "@kael#0", "@kael#-1", "@kael#x", "#3", "@ka el#3", "@kael#3#4"]
    {
      #expect(throws: TroupeError.self, "\(bad)") { try NamedVersion(typed: bad) }
    }
  }
}
