import Foundation
import Testing
import Troupe

/// What can be done with a cast once it is there.
@Suite struct CastTests {
  @Test func theCatalogueListsWhatIsInUse() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    #expect(try await library.assets().isEmpty)
    #expect(try await library.referenceCounts().isEmpty)
    try await scratch.addCast()
    #expect(try await library.assets().map(\.handle) == ["ink", "kael", "米拉"])
    #expect(try await library.assets(.style).map(\.handle) == ["ink"])
    #expect(try await library.assets(.object).isEmpty)
    let kael = try await library.asset("@Kael")
    #expect(kael.traits == ["scar over the left eye"] && kael.name == "kael")
    #expect(try await library.referenceCounts()[kael.id] == 1)
    let fault = await #expect(throws: TroupeError.self) { try await library.asset("kal") }
    #expect(fault == .catalog(.unknownAsset("kal", nearest: ["kael"])))
  }

  @Test func aHandleIsTakenOnce() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    await #expect(throws: TroupeError.catalog(.handleTaken("kael", kind: .character))) {
      try await scratch.library.add(.object, "KAEL")
    }
    await #expect(throws: TroupeError.catalog(.handleTaken("ink", kind: .style))) {
      try await scratch.library.rename("kael", to: "ink")
    }
  }

  @Test func whatIsSaidOfAnAssetChangesAndTheRestStays() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let named = try await library.set("kael", AssetDetails(name: "Kael", tags: ["crew"]))
    #expect(named.name == "Kael" && named.traits == ["scar over the left eye"])
    let bare = try await library.set("kael", AssetDetails(traits: []))
    #expect(bare.traits.isEmpty && bare.tags == ["crew"])
    let renamed = try await library.rename("kael", to: "kay")
    #expect(renamed.id == named.id && renamed.handle == "kay")
    #expect(try await library.references(of: "kay").map(\.asset) == ["kay"])
    #expect(await code { try await library.set("kael", AssetDetails()) } == "unknown_asset")
  }

  @Test func whatIsRemovedComesBackWhole() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let before = try await library.asset("kael")
    try await library.remove("kael")
    #expect(try await library.assets(.character).map(\.handle) == ["米拉"])
    #expect(await code { _ = try await library.asset("kael") } == "asset_removed")
    #expect(await code { try await library.remove("kael") } == "asset_removed")
    #expect(await code { _ = try await library.references(of: "kael") } == "asset_removed")
    #expect(try await library.restore("kael") == before)
    #expect(try await library.references(of: "kael").count == 1)
    #expect(await code { try await library.restore("none") } == "unknown_asset")
  }

  @Test func aReferenceIsRetiredAndTakenBack() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let picture = try #require(try await library.references(of: "kael").first)
    let digits = String(picture.digest.hex.prefix(6))
    #expect(try await library.retire(digits).retiredAt != nil)
    #expect(try await library.references(of: "kael").isEmpty)
    let retired = try await library.references(of: "kael", includeRetired: true)
    #expect(retired.map(\.digest) == [picture.digest])
    #expect(try await library.plan("@kael waves", .offline).selection.chosen.isEmpty)
    #expect(try await library.retire(digits, of: "kael", false).retiredAt == nil)
    #expect(try await library.references(of: "kael") == [picture])
    #expect(await code { try await library.retire("ffffff") } == "unknown_reference")
    #expect(await code { try await library.retire("12") } == "invalid_value")
  }

  @Test func aPictureOfTwoAssetsNeedsItsAsset() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.add(
      .object, "coat", images: [.file(scratch.base.appending(path: "kael.png"))])
    let digits = try #require(try await library.references(of: "coat").first).digest.short
    let details = ReferenceDetails(caption: "A red coat", tags: ["red"], isPinned: true)
    #expect(await code { try await library.setReference(digits, details) } == "shared_reference")
    let set = try await library.setReference(digits, of: "coat", details)
    #expect(set.asset == "coat" && set.isPinned && set.caption == "A red coat")
    #expect(set.tags == ["red"] && set.view == nil)
    #expect(try await library.references(of: "kael").first?.isPinned == false)
    let back = try await library.setReference(
      digits, of: "kael", ReferenceDetails(view: .back, look: "coat"))
    #expect(back.view == .back && back.look == "coat")
    #expect(try await library.asset("kael").looks.map(\.name) == ["coat"])
    #expect(try Data(contentsOf: library.file(of: set)).count == set.image.byteCount)
  }

  @Test func coverageNamesWhatIsMissing() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let coverage = try await library.coverage(of: "kael")
    #expect(coverage.asset == "kael" && coverage.model == nil)
    let views = coverage.entries.filter { $0.facet == .view }
    #expect(views.first { $0.name == "back" }?.state == .missing)
    #expect(views.first { $0.name == "front" }?.references.count == 1)
    #expect(coverage.advice.contains { $0.action == .add })
    #expect(coverage.neverSent.isEmpty)
    #expect(try await library.coverage(of: "kael", model: "pocket").model == "troupe/pocket")
    #expect(
      await code { _ = try await library.coverage(of: "kael", model: "x") } == "unknown_model")
    #expect(await code { _ = try await library.coverage(of: "x") } == "unknown_asset")
  }
}
