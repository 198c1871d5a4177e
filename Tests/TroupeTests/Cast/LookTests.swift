import Foundation
import Testing
import Troupe

/// Looks with a description and traits of their own.
@Suite struct LookTests {
  private static let details = LookDetails(description: "Mira at eight", traits: ["two braids"])
  private static let child = Look(
    name: "child", description: "Mira at eight", traits: ["two braids"])

  @Test func aLookKeepsItsWords() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.addAliases(["Mira"], to: "米拉")
    let mira = try await library.setLook("child", of: "mira", Self.details)
    #expect(mira.handle == "米拉" && mira.looks == [Self.child] && mira.traits.isEmpty)
    #expect(try await library.asset("米拉") == mira)
    #expect(try await library.assets().first { $0.handle == "米拉" } == mira)
    #expect(try mira.look(named: "CHILD") == Self.child)
    #expect(throws: TroupeError.self) { try mira.look(named: "adult") }
    // The asset's own words and the look's are apart.
    let named = try await library.set("米拉", AssetDetails(description: "a singer", traits: ["tall"]))
    #expect(named.looks == [Self.child])
    #expect(
      await code { try await library.setLook("a b", of: "米拉", Self.details) } == "invalid_handle")
    #expect(
      await code { try await library.setLook("child", of: "x", Self.details) } == "unknown_asset")
    #expect(try await library.verify().problems.isEmpty)
    let reopened = try await scratch.reopened()
    #expect(try await reopened.asset("米拉").looks == [Self.child])
    try reopened.close()
  }

  @Test func aPromptMayNameALookThatHasNoPicture() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    try await scratch.library.setLook("child", of: "kael", Self.details)
    let plan = try await scratch.library.plan("@kael/child runs", .offline)
    #expect(plan.promptSent.contains("Mira at eight"), "\(plan.promptSent)")
  }

  @Test func aBackupHasThem() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.setLook("child", of: "米拉", Self.details)
    let folder = scratch.base.appending(path: "copy")
    _ = try await library.backup(to: folder)
    let copy = try await Library.open(at: folder)
    #expect(try await copy.asset("米拉").looks == [Self.child])
    #expect(try await copy.verify().problems.isEmpty)
    try copy.close()
  }
}
