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

  @Test(arguments: ["@kael runs in the robe", "@kael in his robe", "@kael wears his robe"])
  func aLookThatWordsAskForIsTold(prompt: String) async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    try await scratch.library.addLook("robe", to: "kael", LookDetails(traits: ["blue silk"]))
    let plan = try await scratch.library.plan(prompt, .offline)
    #expect(plan.promptSent.contains("blue silk"), "\(plan.promptSent)")
    for other in ["@kael runs", "@kael looks at a robe", "@kael, not in his robe"] {
      let words = try await scratch.library.plan(other, .offline).promptSent
      #expect(!words.contains("blue silk"), "\(words)")
    }
  }

  @Test func aLookByOtherWordsAndOfAnotherAgeIsTold() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.addLook("winter-coat", to: "kael", LookDetails(traits: ["fur collar"]))
    try await library.addReferences(
      to: "kael", images: [.file(scratch.picture("w.png", blue: 200))],
      ReferenceDetails(view: .front, look: "winter-coat"))
    let coat = try await library.plan("@kael waits in his coat", .offline)
    #expect(coat.selection.chosen.map(\.look) == ["winter-coat"])
    #expect(coat.promptSent.contains("fur collar"), "\(coat.promptSent)")
    // No picture has the face of that age.
    try await library.addLook("child", to: "kael", Self.details)
    for prompt in ["@kael as a little boy waits", "@kael/child waits"] {
      let words = try await library.plan(prompt, .offline).promptSent
      #expect(words.contains("two braids") && words.contains("at the age"), "\(words)")
    }
  }

  @Test func aShotDecidesWhatHolds() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.set(
      "kael",
      AssetDetails(
        traits: ["white linen shirt", "scar on the chin"], traitStarts: ["scar on the chin": 20]))
    try await library.addLook(
      "winter", to: "kael",
      LookDetails(
        traits: ["gray wool coat"], droppedTraits: ["white linen shirt"], fromShot: 12))
    try await library.addLook("gala", to: "kael", LookDetails(traits: ["red sash"]))
    func words(_ prompt: String, shot: Int?) async throws -> String {
      var options = GenerateOptions.offline
      options.shot = shot
      return try await library.plan(prompt, options).promptSent
    }
    let ever = try await words("@kael waits", shot: nil)
    #expect(ever.contains("white linen shirt") && ever.contains("scar on the chin"))
    #expect(!ever.contains("gray wool coat"))
    let early = try await words("@kael waits", shot: 11)
    #expect(early.contains("white linen shirt") && !early.contains("scar"))
    let late = try await words("@kael waits", shot: 20)
    #expect(late.contains("gray wool coat") && late.contains("scar on the chin"), "\(late)")
    #expect(!late.contains("white linen shirt"))
    // A look that the prompt names wins.
    for prompt in ["@kael/gala waits", "@kael in his gala clothes waits"] {
      #expect(!(try await words(prompt, shot: 20)).contains("gray wool coat"), "\(prompt)")
    }
    #expect(await code { _ = try await words("@kael waits", shot: 0) } == "invalid_value")

    var options = GenerateOptions.offline
    options.shot = 12
    let made = try await library.generate("@kael waits", options)[0].generation
    let changed = made.adjustments.filter { ["look", "traits"].contains($0.field) }
    // The look and a trait by the shot, a trait that the look leaves out, and no picture shows the look.
    #expect(changed.count == 4, "\(changed)")
    #expect(try await library.staleGenerations().generations.isEmpty)
  }

  @Test func aLookIsRenamedRemovedAndRestored() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    try await library.addLook("child", to: "kael", Self.details)
    #expect(try await library.renameLook("child", of: "kael", to: "boy").looks[0].name == "boy")
    #expect(try await library.removeLook("boy", of: "kael").isEmpty)
    #expect(
      await code { _ = try await library.plan("@kael/boy runs", .offline) } == "look_removed")
    #expect(try await library.restoreLook("boy", of: "kael").looks.map(\.name) == ["boy"])
    #expect(try await library.verify().problems.isEmpty)
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
