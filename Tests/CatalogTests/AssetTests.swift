import Foundation
import Testing
import TroupeCatalog
import TroupeVocabulary

struct AssetTests {
  private let test: TestCatalog
  private var catalog: Catalog { test.catalog }

  init() throws { test = try TestCatalog() }

  @Test func whatWasAddedIsFound() async throws {
    let report = try await catalog.add(
      .character, handle: Handle("@凯尔"), name: "Kael 凯尔", description: "一名侦探",
      traits: ["scar over the left eye", "灰色长外套", " ", "scar again"],
      tags: ["noir", "侦探", "noir", " e\u{301} ", "\u{e9}"], references: [])
    #expect(report.references.isEmpty && report.refused.isEmpty)
    let asset = try await catalog.asset(Handle("凯尔"))
    #expect(asset == report.asset)
    #expect(asset.handle.text == "凯尔")
    #expect(asset.kind == .character)
    #expect(asset.name == "Kael 凯尔")
    #expect(asset.description == "一名侦探")
    #expect(asset.traits == ["scar over the left eye", "灰色长外套", "scar again"])
    #expect(asset.tags == ["noir", "\u{e9}", "侦探"])
    #expect(asset.looks.isEmpty)
    #expect(asset.removedAt == nil)
  }

  @Test func aTextLongerThanAnyModelReadsIsRefused() async throws {
    _ = try await test.character("Kael")
    let long = String(repeating: "雨", count: 22_000)
    let kael: Handle = "kael"
    for changes in [
      AssetDetails(name: long), AssetDetails(description: long), AssetDetails(traits: ["a", long]),
      AssetDetails(tags: [long]),
    ] {
      let error = await #expect(throws: TroupeError.self) { try await catalog.set(kael, changes) }
      #expect(error?.code == "invalid_value")
    }
    #expect(try await catalog.asset(kael).traits.isEmpty, "nothing half done")
    let short = String(repeating: "雨", count: 21_000)
    #expect(
      try await catalog.set(kael, AssetDetails(description: short)).description.count == 21_000)
  }

  @Test func theNameIsTheHandlesTextUnlessGiven() async throws {
    let plain = try await test.character("Kael")
    #expect(plain.name == "Kael")
    let spaces = try await catalog.add(
      .object, handle: Handle("灯笼"), name: "  ", description: "", traits: [], tags: [],
      references: []
    ).asset
    #expect(spaces.name == "灯笼")
  }

  @Test(arguments: ["kael", "KAEL", "@Kael", "ｋａｅｌ"])
  func aHandleIsTakenInAnySpelling(_ other: String) async throws {
    try await test.character("Kael")
    await #expect(throws: TroupeError.catalog(.handleTaken("Kael", kind: .character))) {
      try await catalog.add(
        .style, handle: try Handle(other), name: nil, description: "", traits: [], tags: [],
        references: [])
    }
    #expect(try await catalog.asset(Handle(other)).kind == .character)
  }

  @Test func anUnknownHandleNamesItsNeighbors() async throws {
    try await test.character("Kael")
    try await test.character("凯尔")
    await #expect(throws: TroupeError.catalog(.unknownAsset("kaal", nearest: ["Kael"]))) {
      try await catalog.asset(Handle("kaal"))
    }
    await #expect(throws: TroupeError.catalog(.unknownAsset("凯尔在咖啡馆", nearest: ["凯尔"]))) {
      try await catalog.asset(Handle("凯尔在咖啡馆"))
    }
    await #expect(throws: TroupeError.catalog(.unknownAsset("zzz", nearest: []))) {
      try await catalog.asset(Handle("zzz"))
    }
  }

  @Test func listsAreByHandleAndKind() async throws {
    try await test.character("Zoe", .plain(0x112233, look: "casual"))
    try await test.character("anna")
    _ = try await catalog.add(
      .style, handle: Handle("ink"), name: nil, description: "", traits: ["no color"],
      tags: ["bw"], references: [])
    let all = try await catalog.assets(kind: nil, includeRemoved: false)
    #expect(all.map(\.handle.text) == ["anna", "ink", "Zoe"])
    for asset in all { #expect(try await catalog.asset(asset.handle) == asset) }
    let styles = try await catalog.assets(kind: .style, includeRemoved: false)
    #expect(styles.map(\.handle.text) == ["ink"])
    #expect(styles.first?.traits == ["no color"])
  }

  @Test func changesTouchOnlyWhatTheyName() async throws {
    let handle = Handle("kael")
    try await test.character("kael")
    _ = try await catalog.set(
      handle, AssetDetails(name: "Kael", description: "d", traits: ["a", "b"], tags: ["x"]))
    let second = try await catalog.set(handle, AssetDetails(traits: ["c"]))
    #expect(second.name == "Kael")
    #expect(second.description == "d")
    #expect(second.traits == ["c"])
    #expect(second.tags == ["x"])
    let third = try await catalog.set(handle, AssetDetails(name: "", description: "", tags: []))
    #expect(third.name == "kael")
    #expect(third.description == "")
    #expect(third.tags.isEmpty)
    await #expect(throws: TroupeError.self) {
      try await catalog.set(Handle("nobody"), AssetDetails(name: "x"))
    }
  }

  @Test func aRenameKeepsTheAsset() async throws {
    let before = try await test.character("kael", .plain(0x112233))
    try await test.character("anna")
    let after = try await catalog.rename(Handle("kael"), to: Handle("Cale"))
    #expect(after.id == before.id)
    #expect(after.handle.text == "Cale")
    #expect(after.name == "Cale")
    #expect(try await catalog.references(of: after.handle, includeRetired: false).count == 1)
    await #expect(throws: TroupeError.self) { try await catalog.asset(Handle("kael")) }
    await #expect(throws: TroupeError.catalog(.handleTaken("anna", kind: .character))) {
      try await catalog.rename(Handle("Cale"), to: Handle("ANNA"))
    }
    let respelled = try await catalog.rename(Handle("Cale"), to: Handle("cale"))
    #expect(respelled.handle.text == "cale")
  }

  @Test func aNameOfItsOwnStaysInARename() async throws {
    try await test.character("kael")
    _ = try await catalog.set(Handle("kael"), AssetDetails(name: "Detective Kael"))
    let renamed = try await catalog.rename(Handle("kael"), to: Handle("k"))
    #expect(renamed.name == "Detective Kael")
  }

  @Test func whatIsRemovedComesBackWhole() async throws {
    let before = try await test.character("凯尔", .plain(0x112233, look: "休闲"))
    let handle = before.handle
    try await catalog.remove(handle)
    await #expect(throws: TroupeError.catalog(.assetRemoved("凯尔"))) {
      try await catalog.asset(handle)
    }
    await #expect(throws: TroupeError.catalog(.assetRemoved("凯尔"))) {
      try await catalog.remove(handle)
    }
    await #expect(throws: TroupeError.catalog(.handleTaken("凯尔", kind: .character))) {
      try await test.character("凯尔")
    }
    try await test.character("anna")
    await #expect(throws: TroupeError.catalog(.handleTaken("凯尔", kind: .character))) {
      try await catalog.rename(Handle("anna"), to: handle)
    }
    #expect(
      try await catalog.assets(kind: nil, includeRemoved: false).map(\.handle.text) == ["anna"])
    let removed = try await catalog.assets(kind: nil, includeRemoved: true)
    #expect(removed.first { $0.handle == handle }?.removedAt != nil)
    #expect(try await catalog.restore(handle) == before)
    #expect(try await catalog.restore(handle) == before)
    #expect(try await catalog.references(of: handle, includeRetired: false).count == 1)
    await #expect(throws: TroupeError.self) { try await catalog.restore(Handle("nobody")) }
  }

  @Test func textFromOutsideIsData() async throws {
    let hostile = "'); DROP TABLE asset; --\u{0}\u{1B}[2J\"%_*"
    let asset = try await catalog.add(
      .object, handle: Handle("x"), name: hostile, description: hostile, traits: [hostile],
      tags: [hostile], references: [.plain(0x1, caption: hostile, tags: [hostile])]
    ).asset
    #expect(asset.description == hostile)
    #expect(asset.traits == [hostile])
    #expect(asset.tags == [hostile])
    let reference = try await catalog.references(of: asset.handle, includeRetired: false).first
    #expect(reference?.caption == hostile)
    #expect(reference?.tags == [hostile])
  }
}
