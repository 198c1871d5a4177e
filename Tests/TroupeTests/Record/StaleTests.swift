import Testing
import Troupe

/// Which generations do not show the cast of today.
@Suite struct StaleTests {
  /// Shots of Kael, of Mira and of a road in ink, in this order.
  private func library() async throws -> (TemporaryLibrary, kael: ULID, mira: ULID, road: ULID) {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    return (
      scratch, try await scratch.shot("@kael on a roof").id,
      try await scratch.shot("@米拉 at sea").id,
      try await scratch.shot("a road in @ink").id
    )
  }

  @Test func aTraitMakesThoseStaleThatShowItsAsset() async throws {
    let (scratch, kael, _, _) = try await library()
    let library = scratch.library
    #expect(try await stale(library).isEmpty)
    try await library.set("kael", AssetDetails(traits: ["scar over the left eye", "red scarf"]))
    let found = try await library.staleGenerations()
    #expect(found.generations.map(\.generation.id) == [kael])
    #expect(found.generations[0].profile == "troupe/storyboard")
    #expect(found.generations[0].madeAgain == nil)
    #expect(
      found.generations[0].causes
        == [Staleness(NamedLook("kael"), .traits, before: "", after: "red scarf", .assetChanged)])
    #expect(try await stale(library, "roof with:@kael") == [kael])
    #expect(try await stale(library, "-roof").isEmpty)
    #expect(try await stale(library, "with:@米拉").isEmpty)
    #expect(try await stale(library, "state:refused").isEmpty)
    try await library.set("kael", AssetDetails(traits: ["scar over the left eye"]))
    #expect(try await stale(library).isEmpty, "it was set back")
  }

  @Test func namesAndSpellingsMakeNothingStale() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await library.add(
      .character, "kael",
      AssetDetails(description: "keeper of a caf\u{E9}", traits: ["red scarf", "one eye"]))
    let shot = try await scratch.shot("@kael on a roof").id
    for same in ["keeper of a cafe\u{301}", "  keeper of\ta caf\u{E9}\n"] {
      let details = AssetDetails(
        name: "Karl", description: same, traits: [" one eye", "red  scarf"], tags: ["hero"])
      try await library.set("kael", details)
      #expect(try await stale(library).isEmpty, "\(same.debugDescription)")
    }
    try await library.rename("kael", to: "karl")
    #expect(try await stale(library).isEmpty)
    try await library.set("karl", AssetDetails(description: "keeper of a bar"))
    let found = try await library.staleGenerations("with:@karl").generations
    #expect(found.map(\.generation.id) == [shot])
    let cause = try #require(found.first?.causes.first)
    #expect("\(cause.asset)" == "@karl" && cause.fact == .description)
    #expect(cause.before == "keeper of a caf\u{E9}" && cause.after == "keeper of a bar")
  }

  @Test func aRetiredPictureMakesThoseStaleThatSentIt() async throws {
    let (scratch, first, _, _) = try await library()
    let library = scratch.library
    let new = try await library.addReferences(
      to: "kael", images: [.file(scratch.picture("side.png", blue: 200))],
      ReferenceDetails(view: .profile))
    let second = try await scratch.shot("@kael in profile at a window")
    let digest = try #require(new.references.first?.reference.digest)
    #expect(second.inputs.contains { $0.chosen.reference == digest })
    #expect(try await stale(library).isEmpty, "a new picture changes nothing that was sent")
    try await library.retire(digest.hex)
    let found = try await library.staleGenerations().generations
    #expect(found.map(\.generation.id) == [second.id])
    let cause = try #require(found.first?.causes.first)
    #expect(cause.fact == .picture && "\(cause.asset)" == "@kael" && cause.cause.name == "retired")
    #expect(cause.before == "profile \(digest.short)" && cause.after.isEmpty)
    // What is sent again is as old as what it repeats.
    let again = try await library.replay(.id(second.id)).generation.id
    #expect(try await stale(library) == [again, second.id])
    try await library.retire(digest.hex, false)
    #expect(try await stale(library).isEmpty)
    let kael = try await library.references(of: "kael")
    try await library.retire(try #require(kael.first).digest.hex)
    #expect(try await stale(library).contains(first))
  }

  @Test func whatIsSaidOfALookMakesItStale() async throws {
    let (scratch, _, _, _) = try await library()
    let library = scratch.library
    try await library.setLook(
      "casual", of: "kael", LookDetails(description: "hoodie", traits: ["gray hood"]))
    let shot = try await scratch.shot("@kael/casual in a kitchen").id
    #expect(try await stale(library).isEmpty)
    try await library.setLook("Casual", of: "kael", LookDetails(traits: ["black hood"]))
    let found = try await library.staleGenerations().generations
    #expect(found.map(\.generation.id) == [shot])
    let look = NamedLook("kael", look: "casual")
    #expect(
      found.first?.causes
        == [Staleness(look, .traits, before: "gray hood", after: "black hood", .assetChanged)])
    let again = try await library.replay(.id(shot)).generation.id
    #expect(try await stale(library) == [again, shot], "the same words were sent again")
    try await library.setLook("casual", of: "kael", LookDetails(traits: ["gray hood"]))
    #expect(try await stale(library).isEmpty)
  }

  @Test func aRemovedAssetMakesItStale() async throws {
    let (scratch, _, _, road) = try await library()
    let library = scratch.library
    try await library.remove("ink")
    let found = try await library.staleGenerations().generations
    #expect(found.map(\.generation.id) == [road])
    let cause = try #require(found.first?.causes.first)
    #expect(found.first?.causes.count == 1 && cause.fact == .asset && cause.cause.name == "removed")
    _ = try await library.collectGarbage(olderThan: 0)
    #expect(try await stale(library) == [road])
  }

  @Test func aRemovedAssetThatIsBackIsFresh() async throws {
    let (scratch, _, _, road) = try await library()
    try await scratch.library.remove("ink")
    #expect(try await stale(scratch.library) == [road])
    try await scratch.library.restore("ink")
    #expect(try await stale(scratch.library).isEmpty)
    #expect(
      await code { _ = try await scratch.library.staleGenerations(limit: 0) } == "invalid_value")
  }
}

/// Stale generations made again by the rebuilds that there are.
@Suite struct StaleRebuildTests {
  /// Makes each stale one again on its own model, with what it goes back to kept.
  private func makeAgain(_ library: Library) async throws -> [Rework] {
    var reworks: [Rework] = []
    let found = try await library.staleGenerations(includingMadeAgain: false).generations
    for one in found.reversed() {
      let id = one.generation.id
      reworks.append(
        try await library.rebuild(
          .id(id), model: one.profile, terms: ReworkTerms(basis: .today, only: ["\(id)"])))
    }
    return reworks
  }

  @Test func whatWasMadeAgainIsNotProposedOnceMore() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shot = try await scratch.shot("@kael on a roof").id
    let edit = try #require(try await library.edit(.last(), "make it rain").last).generation.id
    try await library.set("kael", AssetDetails(traits: ["blue scarf"]))
    #expect(try await stale(library) == [edit, shot])
    let reworks = try await makeAgain(library)
    #expect(reworks.map(\.state) == [.finished, .finished])
    #expect(reworks.last?.steps.map { $0.takes[0].state } == [.kept, .made])
    let new = try reworks.map { try #require($0.pairs.last?.new.generation) }
    let made = try await library.generation(.id(new[1]))
    #expect(made.modelResolved == "troupe/storyboard" && made.rebuildOf == edit)
    #expect(made.parent?.origin?.generation == shot, "what it goes back to is kept")
    #expect(try await library.generation(.id(new[0])).promptSent.contains("blue scarf"))

    let still = try await library.staleGenerations().generations
    #expect(
      still.map(\.generation.id) == [edit, shot] && still.map(\.madeAgain) == [new[1], new[0]])
    #expect(try await makeAgain(library).isEmpty)
    // A further change makes the new ones stale, and they alone are made again.
    try await library.set("kael", AssetDetails(traits: ["green scarf"]))
    #expect(try await stale(library).count == 4)
    #expect(try await makeAgain(library).map(\.focus) == new)
    #expect(try await makeAgain(library).isEmpty)
  }

  @Test func aRebuildByTheCastOfThenIsStaleToo() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shot = try await scratch.shot("@kael on a roof").id
    let picture = try #require(try await library.references(of: "kael").first)
    _ = try await library.addReferences(
      to: "kael", images: [.file(scratch.picture("side.png", blue: 200))])
    try await library.retire(picture.digest.hex)
    let then = try await library.rebuild(.id(shot), model: "pocket")
    let old = try #require(then.pairs.last?.new.generation)
    #expect(try await stale(library) == [old, shot])
    let now = try await library.rebuild(
      .id(shot), model: "pocket", terms: ReworkTerms(basis: .today))
    let new = try #require(now.pairs.last?.new.generation)
    let found = try await library.staleGenerations().generations
    #expect(found.map(\.generation.id) == [old, shot])
    #expect(found.map(\.madeAgain) == [nil, new])
  }
}

/// The stale generations that answer to `query`, newest first.
private func stale(_ library: Library, _ query: String = "") async throws -> [ULID] {
  try await library.staleGenerations(query).generations.map(\.generation.id)
}
