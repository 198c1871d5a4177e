import Foundation
import TestSupport
import Testing
import Troupe

/// Requests that show an asset as it was.
@Suite struct VersionTests {
  /// Kael, who had a scar and one picture, and has a beard and another one now.
  private func library() async throws -> TemporaryLibrary {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    let first = try #require(try await scratch.library.references(of: "kael").first)
    try await scratch.library.set("kael", AssetDetails(traits: ["red beard"]))
    _ = try await scratch.library.addReferences(
      to: "kael", images: [.file(scratch.picture("new.png", red: 40))])
    try await scratch.library.retire("\(first.digest.hex.prefix(12))")
    return scratch
  }

  private func options(_ versions: String...) throws -> GenerateOptions {
    var options = GenerateOptions.offline
    options.versions = try versions.map { try NamedVersion(typed: $0) }
    return options
  }

  @Test func wordsAndPicturesAreThoseOfThen() async throws {
    let scratch = try await library()
    let library = scratch.library
    #expect(try await library.newestVersion(of: "kael") == 4)
    #expect(try await library.versions(of: "kael").map(\.references.count) == [1, 1, 2, 1])
    let was = try await library.version(NamedVersion("kael", number: 1))
    let plan = try await library.plan("@kael on a roof", options("@kael#1"))
    #expect(plan.promptSent.contains("scar over the left eye"), "\(plan.promptSent)")
    #expect(!plan.promptSent.contains("red beard"))
    #expect(plan.selection.chosen.map(\.reference) == was.references.map(\.digest))
    let today = try await library.plan("@kael on a roof", .offline)
    #expect(today.promptSent.contains("red beard"))
    #expect(today.selection.chosen.map(\.reference) != plan.selection.chosen.map(\.reference))
    // Others are as they are, and an alias names it too.
    try await library.addAliases(["Karl"], to: "kael")
    let both = try await library.plan("@Karl and @米拉", options("@karl#1"))
    #expect(both.promptSent.contains("scar over the left eye") && both.selection.chosen.count == 2)
    #expect(await code { _ = try await library.plan("x", options("@kael#9")) } == "unknown_version")
    #expect(
      await code { _ = try await library.plan("x", options("@stranger#1")) } == "unknown_asset")
  }

  @Test func whatWasAskedForAsItWasNeverGetsStale() async throws {
    let scratch = try await library()
    let library = scratch.library
    let then = try await scratch.shot("@kael on a roof", options("@kael#1")).id
    let now = try await scratch.shot("@kael on a roof").id
    #expect(then != now, "they are two requests")
    #expect(try await library.generation(.id(then)).prompt == "@kael on a roof")
    #expect(try await library.staleGenerations().generations.isEmpty)
    try await library.set("kael", AssetDetails(traits: ["bald"]))
    #expect(try await library.staleGenerations().generations.map(\.generation.id) == [now])
    // A look that was called otherwise then is found by its name of then.
    try await library.addLook("winter", to: "kael", LookDetails(traits: ["gray coat"]))
    let number = try await library.newestVersion(of: "kael")
    try await library.renameLook("winter", of: "kael", to: "snow")
    let plan = try await library.plan("@kael/winter runs", options("@kael#\(number)"))
    #expect(plan.promptSent.contains("gray coat"), "\(plan.promptSent)")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func whatIsMadeAgainFromItIsAsItWas() async throws {
    let scratch = try await library()
    let library = scratch.library
    let first = try await scratch.shot("@kael on a roof", options("@kael#1"))
    try await library.set("kael", AssetDetails(traits: ["bald"]))
    let replayed = try await library.replay(.id(first.id)).generation
    #expect(replayed.promptSent == first.promptSent && replayed.id != first.id)
    // A rebuild takes the cast of today, and of this one what was asked for.
    let rebuilt = try await library.rebuild(.id(first.id), model: "pocket")
    let made = try #require(rebuilt.pairs.last).new.generation
    let words = try await library.generation(.id(made)).promptSent
    #expect(words.contains("scar over the left eye") && !words.contains("bald"), "\(words)")
    #expect(try await library.staleGenerations().generations.isEmpty)
  }
}
