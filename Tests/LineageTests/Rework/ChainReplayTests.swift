import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeLineage
import TroupeRecord
import TroupeVocabulary

/// A lineage that is sent again with changes, to the models that it was made on.
@Suite struct ChainReplayTests {
  /// As many different answers as asked for, from `first` on.
  static func answer(_ fixture: LineageFixture, _ count: Int, from first: Int) {
    for number in 0..<count {
      fixture.server.enqueue(.image(SamplePicture.png(width: 40 + first + number, height: 40)))
    }
  }

  static func chain(edits: Int) async throws -> (LineageFixture, [Generation]) {
    let fixture = try LineageFixture()
    answer(fixture, edits + 1, from: 0)
    return (fixture, try await ReworkDefectTests.chain(fixture, edits: edits))
  }

  static func terms(_ changes: ReplayChanges) -> ReworkTerms { ReworkTerms(changes: changes) }

  @Test func aChangedPromptSendsItsStepAndThoseMadeOfIt() async throws {
    let (fixture, old) = try await Self.chain(edits: 9)
    let before = fixture.server.requests.map(\.body)
    Self.answer(fixture, 6, from: 20)
    let terms = Self.terms(ReplayChanges(prompts: ["5": "@kael kneels"]))
    let plan = try await fixture.reworks.planReplay(old[9].id, terms)
    #expect(plan.totals.toSend == 6 && fixture.server.requests.count == 10)
    let rework = try await fixture.reworks.replay(old[9].id, terms, Reworks.Run())
    #expect(rework.state == .finished && rework.kind == .replay && rework.digest == plan.digest)
    #expect(rework.steps.map(\.state) == Array(repeating: .kept, count: 4) + .made(6))
    let after = fixture.server.requests.dropFirst(10).map(\.body)
    #expect(after.count == 6)
    #expect(String(decoding: after[0], as: UTF8.self).contains("kneels"))
    // Whatever follows is what was sent then, with the new image in the place of the old one.
    for number in 1..<6 {
      let images = [3 + number, 19 + number].map {
        SamplePicture.png(width: 40 + $0, height: 40).base64EncodedString()
      }
      let expected = String(decoding: before[4 + number], as: UTF8.self)
        .replacing(images[0], with: images[1])
      let isEqual = String(decoding: after[number], as: UTF8.self) == expected
      #expect(isEqual)
    }
    let made = try await fixture.generations.read { [id = rework.steps[9].new] in
      try $0.generation(#require(id))
    }
    #expect(made.replayOf == old[9].id && made.parent?.origin == rework.pairs[8].new)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func withoutRippleOnlyTheNamedStepsAreSent() async throws {
    let (fixture, old) = try await Self.chain(edits: 3)
    Self.answer(fixture, 1, from: 20)
    let rework = try await fixture.reworks.replay(
      old[3].id, Self.terms(ReplayChanges(prompts: ["\(old[1].id)": "at dusk"], ripples: false)),
      Reworks.Run())
    #expect(rework.steps.map(\.state) == [.kept, .made, .kept, .kept])
    #expect(fixture.server.requests.count == 5)
  }

  @Test func everyStepIsSentAgainWhereAllAre() async throws {
    let (fixture, old) = try await Self.chain(edits: 2)
    let before = fixture.server.requests.map(\.body)
    Self.answer(fixture, 3, from: 20)
    let rework = try await fixture.reworks.replay(
      old[2].id, Self.terms(ReplayChanges(isAll: true)), Reworks.Run())
    #expect(rework.steps.map(\.state) == .made(3))
    #expect(fixture.server.requests[3].body == before[0])
    let image = SamplePicture.png(width: 60, height: 40).base64EncodedString()
    #expect(String(decoding: fixture.server.requests[4].body, as: UTF8.self).contains(image))
  }

  @Test func aSettingHoldsFromAStepOn() async throws {
    let (fixture, old) = try await Self.chain(edits: 3)
    Self.answer(fixture, 2, from: 20)
    let changes = ReplayChanges(
      settings: [
        .init(name: "aspect", value: "16:9"), .init(step: "4", name: "aspect", value: "9:16"),
      ], from: "3")
    let rework = try await fixture.reworks.replay(old[3].id, Self.terms(changes), Reworks.Run())
    #expect(rework.steps.map(\.state) == [.kept, .kept, .made, .made])
    let aspects = rework.steps.map { $0.plan?.parameters.sent.aspect }
    #expect(aspects.suffix(2) == ["16:9", "9:16"])
  }

  @Test func whatChangesNothingOrNamesNoStepSendsNothing() async throws {
    let (fixture, old) = try await Self.chain(edits: 1)
    await #expect(throws: TroupeError.request(.nothingChanges("\(old[1].id)"))) {
      try await fixture.reworks.planReplay(old[1].id, Self.terms(ReplayChanges()))
    }
    for changes in [
      ReplayChanges(prompts: ["7": "x"]), ReplayChanges(from: "0"),
      ReplayChanges(settings: [.init(step: "three", name: "size", value: "2K")]),
    ] {
      await #expect(throws: TroupeError.self) {
        try await fixture.reworks.replay(old[1].id, Self.terms(changes), Reworks.Run())
      }
    }
    #expect(fixture.server.requests.count == 2)
    #expect(try await fixture.reworks.all().isEmpty)
  }

  @Test func whatWasRefusedIsRetriedAndTheRestFollows() async throws {
    let (fixture, old) = try await Self.chain(edits: 2)
    fixture.server.enqueue(.imageSafety)
    let cut = try await fixture.reworks.replay(
      old[2].id, Self.terms(ReplayChanges(prompts: ["2": "at dusk"])), Reworks.Run())
    #expect(cut.steps.map(\.state) == [.kept, .refused, .blocked])
    Self.answer(fixture, 2, from: 20)
    let id = try #require(cut.id)
    _ = try await fixture.reworks.retry(id, "2", prompt: "in the evening", Reworks.Run())
    let done = try await fixture.reworks.resume(id, Reworks.Run())
    #expect(done.state == .finished && done.steps.map(\.state) == [.kept, .made, .made])
  }

  @Test func aModelThatIsSentNamesOfImagesGetsThoseOfTheNewOnes() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let shot = try await fixture.make(fixture.request("@kael stands", model: "troupe/storyboard"))
    var last = shot.generation
    for words in ["at night", "in rain"] {
      let parent = try await fixture.resolver.output("\(last.id)/1", role: .parent)
      last = try await fixture.make(
        fixture.request(words, model: "troupe/storyboard", parent: parent)
      ).generation
    }
    let rework = try await fixture.reworks.replay(
      last.id, Self.terms(ReplayChanges(prompts: ["2": "at dawn"])), Reworks.Run())
    #expect(rework.steps.map(\.state) == [.kept, .made, .made])
    let made = try await fixture.generations.read { [id = rework.steps[2].new] in
      try $0.prepared(#require(id))
    }
    #expect(made.inputs[0].chosen.origin == rework.pairs[1].new)
    #expect(made.request.prompt == "in rain")
  }

  @Test func aFileThatIsGoneIsToldByThePlan() async throws {
    let (fixture, old) = try await Self.chain(edits: 1)
    let sent = try #require(old[0].inputs.first?.rendition)
    try FileManager.default.removeItem(
      atPath: fixture.objects.path(sent.digest, fileExtension: sent.type.fileExtension))
    let terms = Self.terms(ReplayChanges(from: "1", isAll: true))
    let plan = try await fixture.reworks.planReplay(old[1].id, terms)
    #expect(plan.steps[0].fault?.code == "damaged_file" && plan.steps[1].fault == nil)
    let rework = try await fixture.reworks.replay(old[1].id, terms, Reworks.Run())
    #expect(rework.steps.map(\.state) == [.failed, .blocked])
    #expect(fixture.server.requests.count == 2)
  }

  @Test func aPictureOfTheCastStaysAsItWasSent() async throws {
    let (fixture, old) = try await Self.chain(edits: 1)
    _ = try await fixture.catalog.set(Handle("kael"), AssetDetails(traits: ["blue scarf"]))
    Self.answer(fixture, 2, from: 20)
    _ = try await fixture.reworks.replay(
      old[1].id, Self.terms(ReplayChanges(prompts: ["1": "@kael kneels"])), Reworks.Run())
    let body = String(decoding: fixture.server.requests[2].body, as: UTF8.self)
    #expect(body.contains("red scarf") && !body.contains("blue scarf"))
  }
}

extension [TakeState?] {
  fileprivate static func made(_ count: Int) -> Self { Array(repeating: .made, count: count) }
}
