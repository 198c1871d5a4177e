import Foundation
import Testing
import Troupe

/// Whom an edit shows, whose pictures it sends, and what the record keeps.
@Suite struct EditTests {
  @Test func theCastStaysInTheRecord() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let first = try await scratch.shot("@kael and @米拉 in the style of @ink")
    let edit = try await library.edit(.last(), "make it rain", .offline)[0].generation
    #expect(edit.inputs.map(\.role) == [.parent], "a picture alone is changed least")
    let again = try await library.edit(.last(), "@米拉 smiles", .offline)[0].generation
    #expect(again.inputs.compactMap(\.asset) == ["米拉"])
    for handle in ["kael", "米拉", "ink"] {
      let found = try await library.search("with:@\(handle)").generations.map(\.id)
      #expect(Set(found) == [first.id, edit.id, again.id], "\(handle)")
    }
    // What is said of one whom it shows goes stale with it.
    try await library.set("ink", AssetDetails(description: "loose brush"))
    let drift = try await library.drift(from: .id(edit.id))
    #expect(drift.differences.contains { "\($0)".contains("loose brush") })
    let rebuilt = try await library.rebuild(.id(again.id), model: "troupe/pocket")
    let last = try #require(rebuilt.pairs.last?.new.generation)
    #expect(try await library.search("with:@kael").generations.map(\.id).contains(last))
  }

  @Test func aLookThatWordsAskedForStays() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    for look in ["uniform", "robe"] {
      try await library.addLook(look, to: "kael", LookDetails(traits: ["\(look) of silk"]))
    }
    for prompt in ["@kael in uniform", "@kael/uniform"] {
      _ = try await scratch.shot(prompt)
      _ = try await library.edit(.last(), "make it rain", .offline)
      let hat = try await library.plan("give @kael a hat", parent: .last(), .offline)
      #expect(hat.promptSent.contains("uniform of silk"), "\(hat.promptSent)")
      // Another one is put on, named or in words.
      for other in ["put @kael into his robe", "@kael/robe", "@kael now wears the robe"] {
        let words = try await library.plan(other, parent: .last(), .offline).promptSent
        #expect(words.contains("robe of silk") && !words.contains("uniform of"), "\(words)")
      }
      let same = try await library.plan("wrinkle @kael's uniform", parent: .last(), .offline)
      #expect(same.promptSent.contains("uniform of silk"), "\(same.promptSent)")
    }
  }

  @Test func whatIsRemovedSendsNoPicture() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    _ = try await scratch.shot("@kael and @米拉")
    let plan = try await library.plan("replace @kael with @米拉", parent: .last(), .offline)
    #expect(plan.selection.chosen.compactMap(\.asset) == ["米拉"])
    #expect(plan.selection.excluded.contains { $0.reason.contains("takes @kael out") })
    let turn = try await library.startSession(from: .last(), .offline)
    let said = try await library.planTurn("去掉@米拉", in: "\(turn.id)")
    #expect(said.selection.chosen.compactMap(\.asset).isEmpty)
  }

  @Test func othersAreAddedByOptionOrSetting() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    _ = try await scratch.shot("@kael")
    var options = GenerateOptions.offline
    options.with = [try NamedLook(typed: "@米拉")]
    let plan = try await library.plan("make it rain", parent: .last(), options)
    #expect(plan.selection.chosen.compactMap(\.asset) == ["米拉"])
    options.with = [NamedLook("kael", look: "swim")]
    #expect(
      await code { _ = try await library.plan("rain", parent: .last(), options) } == "unknown_look")
    try Data("edit_sends = \"cast\"\n".utf8)
      .write(to: library.folder.appending(path: "troupe.toml"))
    let other = try await scratch.reopened()
    #expect(other.settings.editSends == .cast)
    let all = try await other.plan("make it rain", parent: .last(), .offline)
    #expect(all.selection.chosen.compactMap(\.asset) == ["kael"])
    let none = try await other.plan("rain", .offline)
    #expect(none.selection.chosen.isEmpty)
    try await other.remove("kael")
    #expect(
      try await other.plan("rain", parent: .last(), .offline).selection.chosen.map(\.role)
        == [.parent])
    try other.close()
  }

  @Test func whatIsWrongIsSaidBeforeItIsSent() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let log = EventLog()
    let made = try await library.generate("kael on a roof", .offline, onEvent: log.note)
    guard case .warned(let warnings)? = log.events.first else {
      Issue.record("\(log.events)")
      return
    }
    #expect(warnings.contains { $0.contains("'kael'") && $0.contains("@kael") })
    #expect(made[0].warnings == warnings)
    let session = try await library.startSession(.offline)
    let turn = EventLog()
    _ = try await library.say("ink on paper", in: "\(session.id)", onEvent: turn.note)
    #expect(turn.events.contains { if case .warned = $0 { true } else { false } })
    // A picture of two assets is sent twice only after a word.
    let shared = try scratch.picture("kael.png", red: 220)
    try await library.addReferences(to: "米拉", images: [.file(shared)])
    let both = try await library.plan("@kael and @米拉", .offline)
    #expect(both.warnings.contains { $0.contains("same picture") && $0.contains("@米拉") })
    var options = GenerateOptions.offline
    options.views = [ViewWish(.back, of: "米拉")]
    #expect(await code { _ = try await library.plan("@kael", options) } == "invalid_value")
    options.views = [ViewWish(View(rawValue: "bakc"))]
    #expect(await code { _ = try await library.plan("@kael", options) } == "invalid_value")
    options.views = []
    options.references = [NamedInput(argument(scratch, "pose.png:poze"))]
    #expect(await code { _ = try await library.plan("@kael", options) } == "invalid_value")
  }

  private func argument(_ scratch: TemporaryLibrary, _ name: String) -> ImageName {
    .file(scratch.base.appending(path: name))
  }
}
