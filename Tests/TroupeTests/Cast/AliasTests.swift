import Foundation
import Testing
import Troupe

/// Names besides the handle, and what a prompt finds by them.
@Suite struct AliasTests {
  @Test func anAliasFindsItsAsset() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let kael = try await library.addAliases(["凯尔", "@Кель", " Kael  the Elder "], to: "kael")
    #expect(kael.aliases == ["凯尔", "Кель", "Kael the Elder"])
    #expect(try await library.addAliases(["КЕЛЬ", "kael"], to: "kael").aliases == kael.aliases)
    #expect(try await library.asset("凯尔").handle == "kael")
    #expect(try await library.references(of: "кель").map(\.asset) == ["kael"])
    for prompt in ["@凯尔在屋顶", "@[Kael the Elder] waves", "_@Кель_ стоит", "@kael"] {
      let plan = try await library.plan(prompt, .offline)
      #expect(plan.selection.chosen.map(\.asset) == ["kael"], "\(prompt)")
    }
    let made = try await scratch.shot("@凯尔在屋顶")
    let found = try await library.search("with:@凯尔")
    #expect(found.generations.map(\.id) == [made.id])
    #expect(try await library.verify().problems.isEmpty)
    let reopened = try await scratch.reopened()
    #expect(try await reopened.assets().first { $0.handle == "kael" }?.aliases == kael.aliases)
    try reopened.close()
  }

  @Test func anAliasIsUniqueAmongThoseInUse() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.addAliases(["凯尔"], to: "kael")
    let taken = TroupeError.catalog(.aliasTaken("凯尔", owner: "kael"))
    await #expect(throws: taken) { try await library.addAliases(["新", "凯尔"], to: "米拉") }
    #expect(try await library.asset("米拉").aliases.isEmpty, "nothing half done")
    await #expect(throws: taken) { try await library.add(.object, "凯尔") }
    await #expect(throws: taken) { try await library.rename("米拉", to: "凯尔") }
    await #expect(throws: TroupeError.catalog(.aliasTaken("INK", owner: "ink"))) {
      try await library.addAliases(["INK"], to: "kael")
    }
    await #expect(throws: taken) {
      try await library.add(.object, "lamp", AssetDetails(aliases: ["凯尔"]))
    }
    #expect(await code { _ = try await library.asset("lamp") } == "unknown_asset")
    for bad in [
      "", "  ", "@", "a/b", "a@b", "[x]", "last", String(repeating: "字", count: 65), "-x",
    ] {
      #expect(
        await code { try await library.addAliases([bad], to: "kael") } == "invalid_value", "\(bad)")
    }
  }

  @Test func anAliasGoesAndComesBackWithItsAsset() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.set("kael", AssetDetails(aliases: ["凯尔", "Кель"]))
    #expect(try await library.removeAliases(["@КЕЛЬ"], of: "凯尔").aliases == ["凯尔"])
    #expect(
      await code { try await library.removeAliases(["Кель"], of: "kael") } == "unknown_alias")
    try await library.remove("kael")
    #expect(await code { _ = try await library.asset("凯尔") } == "unknown_asset")
    try await library.addAliases(["凯尔"], to: "米拉")
    await #expect(throws: TroupeError.catalog(.aliasTaken("凯尔", owner: "米拉"))) {
      try await library.restore("kael")
    }
    try await library.removeAliases(["凯尔"], of: "米拉")
    #expect(try await library.restore("kael").aliases == ["凯尔"])
    let renamed = try await library.rename("kael", to: "凯尔")
    #expect(renamed.handle == "凯尔" && renamed.aliases.isEmpty)
  }

  /// What an alias meant then must not bring another asset in.
  @Test func aRebuildMeansThoseOfThen() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.set("kael", AssetDetails(name: "Kael Stone", aliases: ["凯尔"]))
    let named = try await scratch.shot("@[Kael Stone] waits")
    let aliased = try await scratch.shot("@凯尔在屋顶")
    try await library.set("kael", AssetDetails(name: "Old Kael"))
    let plan = try await library.planRebuild(.id(named.id), model: "troupe/pocket")
    #expect(plan.steps.last?.plan?.selection.chosen.map(\.asset) == ["kael"])
    try await library.removeAliases(["凯尔"], of: "kael")
    try await library.addAliases(["凯尔"], to: "米拉")
    #expect(
      await code { _ = try await library.planRebuild(.id(aliased.id), model: "troupe/pocket") }
        == "unknown_asset")
  }
}
