import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeLineage
import TroupeRecord
import TroupeVocabulary

/// What a rebuild must not do: send an old image, end for good at one fault, pay again, or say nothing.
@Suite struct ReworkDefectTests {
  static let new = "gemini-2.5-flash-image"

  /// A shot, then edits of it in a chain, on the paid model.
  static func chain(_ fixture: LineageFixture, edits: Int) async throws -> [Generation] {
    try await fixture.addCharacter("kael", views: [.profile])
    var all = [try await fixture.make(fixture.request("@kael stands")).generation]
    for number in 0..<edits {
      let parent = try await fixture.resolver.output("\(all[number].id)/1", role: .parent)
      let edit = fixture.request("edit \(number)", parent: parent)
      all.append(try await fixture.make(edit).generation)
    }
    return all
  }

  static func run() -> Reworks.Run { Reworks.Run() }

  @Test func theSecondImageOfAStepIsMadeAgainAndNeverTheOldOneSent() async throws {
    let first = SamplePicture.png(width: 30, height: 30),
      second = SamplePicture.png(width: 31, height: 30)
    let fixture = try LineageFixture([.thoughtsAndImages(first, second)])
    try await fixture.addCharacter("kael")
    let shot = try await fixture.make(fixture.request("@kael stands")).generation
    #expect(shot.outputs.count == 2)
    let parent = try await fixture.resolver.output("\(shot.id)/2", role: .parent)
    let edit = try await fixture.make(fixture.request("at night", parent: parent)).generation
    let rework = try await fixture.rebuilt(edit.id, on: Self.new)
    #expect(rework.state == .finished)
    #expect(
      rework.pairs.map(\.old) == [
        OutputID(generation: shot.id, position: 2), OutputID(generation: edit.id, position: 1),
      ])
    let made = try await fixture.generations.read { [id = rework.steps[1].new] in
      try $0.generation(#require(id))
    }
    #expect(made.parent?.origin == rework.pairs[0].new, "the new image, and not the old one")
    for request in fixture.server.requests.dropFirst(2) {
      #expect(!request.body.contains(image: second))
    }
  }

  @Test func severalImagesOfOneAnswerFillTheTakesInOrder() async throws {
    let pictures = (0..<4).map { SamplePicture.png(width: 30 + $0, height: 30) }
    let fixture = try LineageFixture([.thoughtsAndImages(pictures[0], pictures[1])])
    try await fixture.addCharacter("kael")
    let shot = try await fixture.make(fixture.request("@kael stands")).generation
    var last = shot
    for position in 1...2 {
      let parent = try await fixture.resolver.output("\(shot.id)/\(position)", role: .parent)
      last = try await fixture.make(fixture.request("edit \(position)", parent: parent)).generation
    }
    let sent = fixture.server.requests.count
    fixture.server.enqueue(.thoughtsAndImages(pictures[2], pictures[3]))
    let rework = try await fixture.rebuilt(
      shot.id, on: Self.new, terms: ReworkTerms(scope: .branch))
    #expect(rework.state == .finished && rework.steps[0].takes.count == 2)
    #expect(fixture.server.requests.count == sent + 3, "two images came at once")
    #expect(Set(rework.steps[0].takes.compactMap(\.pair?.new.position)) == [1, 2])
    _ = last
  }

  @Test func whatHasNoOutcomeIsSentAgainOnlyByTheUsersWord() async throws {
    let fixture = try LineageFixture()
    let old = try await Self.chain(fixture, edits: 2)
    fixture.server.enqueue(.image(), .image().sent(.noAnswer))
    let cut = try await fixture.rebuilt(old[2].id, on: Self.new)
    #expect(cut.steps.map(\.state) == [.made, .unknown, .blocked])
    let id = try #require(cut.id)
    let sent = fixture.server.requests.count
    #expect(try await fixture.reworks.resume(id, Self.run()).steps[1].state == .unknown)
    #expect(fixture.server.requests.count == sent, "nothing is sent twice by itself")
    let resent = try await fixture.reworks.resend(id, "2", Self.run())
    #expect(resent.steps.map(\.state) == [.made, .made, .waiting])
    #expect(
      fixture.server.requests[sent - 1].body == fixture.server.requests[sent].body, "the same bytes"
    )
    #expect(try await fixture.reworks.resume(id, Self.run()).state == .finished)
    #expect(fixture.server.requests.count == sent + 2)
  }

  @Test func aReplayOfWhatWasLostStandsForIt() async throws {
    let fixture = try LineageFixture()
    let old = try await Self.chain(fixture, edits: 1)
    fixture.server.enqueue(.image().sent(.noAnswer))
    let cut = try await fixture.rebuilt(old[1].id, on: Self.new)
    let lost = try #require(cut.steps[0].takes[0].generation)
    let replay = try await fixture.replay.replay(lost).generation
    let done = try await fixture.reworks.resume(#require(cut.id), Self.run())
    #expect(done.state == .finished && done.steps[0].new == replay.id)
    let another = try await fixture.rebuilt(old[1].id, on: Self.new)
    #expect(another.state != .planned, "a new rebuild is no dead end either")
  }

  @Test func whatTheCatalogueHoldsLaterChangesNothing() async throws {
    let undisturbed = try LineageFixture()
    let fixture = try LineageFixture()
    var bodies: [[Data]] = []
    for (library, isChanged) in [(undisturbed, false), (fixture, true)] {
      let old = try await Self.chain(library, edits: 2)
      let sent = library.server.requests.count
      library.server.enqueue(.image(), .tooMany(retryAfter: 1))
      let begun = try await library.rebuilt(old[2].id, on: Self.new)
      #expect(begun.steps[1].state == .failed)
      if isChanged {
        let picture = NewReference(
          bytes: SamplePicture.png(width: 60, height: 60), fileName: "new", view: .front,
          caption: "another", isPinned: true)
        _ = try await library.catalog.addReferences(to: Handle("kael"), [picture])
        _ = try await library.catalog.set(
          Handle("kael"), AssetDetails(name: "Other", traits: ["blue scarf"]))
        _ = try await library.catalog.rename(Handle("kael"), to: Handle("kay"))
        try await library.catalog.remove(Handle("kay"))
      }
      let id = try #require(begun.id)
      #expect(try await library.reworks.retry(id, "2", Self.run()).steps[1].state == .made)
      #expect(try await library.reworks.resume(id, Self.run()).state == .finished)
      #expect(library.server.requests.count == sent + 4, "no finished step is paid again")
      bodies.append(library.server.requests.dropFirst(sent).map(\.body))
    }
    #expect(bodies[0] == bodies[1])
  }

  @Test func theBoundIsOnWhatIsLeft() async throws {
    let fixture = try LineageFixture()
    let old = try await Self.chain(fixture, edits: 2)
    let one = try #require(
      try await fixture.planned(old[0].id, on: Self.new)[0].plan?.estimate.boundUSD)
    let first = try await fixture.rebuilt(old[2].id, on: Self.new, maxCost: one * 2.1)
    #expect(first.steps.map(\.state) == [.made, .made, .left])
    var run = Self.run()
    run.maxCost = one * 3.2
    let id = try #require(first.id)
    #expect(try await fixture.reworks.resume(id, run).state == .finished)
    run.maxCost = one
    #expect(try await fixture.reworks.resume(id, run).state == .finished, "nothing is left to pay")
  }

  @Test func oneRefusalKeepsOnlyItsOwnBranchWaiting() async throws {
    let fixture = try LineageFixture(atOnce: 1)
    let root = try await Self.chain(fixture, edits: 0)[0]
    var leaves: [Generation] = []
    for number in 0..<3 {
      let parent = try await fixture.resolver.output("\(root.id)/1", role: .parent)
      leaves.append(
        try await fixture.make(fixture.request("branch \(number)", parent: parent)).generation)
    }
    fixture.server.enqueue(.image(), .imageSafety)
    let rework = try await fixture.rebuilt(
      root.id, on: Self.new, terms: ReworkTerms(scope: .branch))
    #expect(rework.steps.map(\.state) == [.made, .refused, .made, .made])
    let sent = fixture.server.requests.count
    let id = try #require(rework.id)
    #expect(try await fixture.reworks.resume(id, Self.run()).steps[1].state == .refused)
    #expect(fixture.server.requests.count == sent)
    let other = try await fixture.reworks.retry(id, "2", prompt: "a calm branch", Self.run())
    #expect(other.state == .finished)
    let body = String(decoding: try #require(fixture.server.requests.last?.body), as: UTF8.self)
    #expect(body.contains("a calm branch"))
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aStepThatCannotBePlannedNamesItselfAndStopsNoOther() async throws {
    let fixture = try LineageFixture()
    let old = try await Self.chain(fixture, edits: 1)
    try await fixture.catalog.remove(Handle("kael"))
    let plan = try await fixture.planned(old[1].id, on: Self.new, basis: .today)
    #expect(plan[0].fault?.code == "asset_removed" && plan[0].plan == nil && plan[1].plan != nil)
    let rework = try await fixture.rebuilt(
      old[1].id, on: Self.new, terms: ReworkTerms(basis: .today))
    #expect(rework.steps.map(\.state) == [.failed, .blocked])
    let kept = try await fixture.reworks.keep(#require(rework.id), "1")
    #expect(kept.steps[0].takes[0].pair?.new.generation == old[0].id)
    let done = try await fixture.reworks.resume(#require(rework.id), Self.run())
    #expect(done.state == .finished, "kept by the user's word, and only so an old image goes")
  }
}

extension Data {
  /// Whether a body carries these bytes.
  fileprivate func contains(image: Data) -> Bool {
    range(of: Data(image.base64EncodedString().prefix(600).utf8)) != nil
  }
}
