import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

/// What today's request would send otherwise than a recorded one.
@Suite struct DriftTests {
  private static let square = Parameters(aspect: "4:3")

  private func drift(
    _ fixture: LineageFixture, _ id: ULID, _ request: Request? = nil, model: String? = nil
  ) async throws -> [Drift.Difference] {
    try await fixture.drift
      .drift(from: id, request: request, model: model, count: 1).differences
  }

  private func made(_ fixture: LineageFixture, _ prompt: String) async throws -> Generation {
    try await fixture.make(
      fixture.request(prompt, model: "test/small", Self.square)
    ).generation
  }

  @Test func nothingDiffersUntilSomethingChanges() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back])
    let made = try await made(fixture, "@kael waves")
    #expect(try await drift(fixture, made.id).isEmpty)
  }

  @Test func aRetiredPictureAndTheOneInItsPlaceAreTold() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back, .profile])
    let made = try await made(fixture, "@kael waves")
    let kael = Handle("kael")
    let all = try await fixture.catalog.references(of: kael, includeRetired: false)
    let front = try #require(all.first { $0.view == .front })
    _ = try await fixture.catalog.retire(front, true)
    let found = try await drift(fixture, made.id).filter { $0.subject == .picture }
    let gone = try #require(found.first { $0.after.isEmpty })
    #expect(gone.name == "@kael front \(front.digest.short)")
    #expect(gone.reason.hasPrefix("retired on 2026-"))
    let come = try #require(found.first { $0.before.isEmpty })
    #expect(come.name.hasPrefix("@kael back") && come.reason.contains("then it was left out"))
  }

  @Test func causesHoldUnderAnotherHandle() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back, .profile])
    let made = try await made(fixture, "@kael waves")
    _ = try await fixture.catalog.rename(Handle("kael"), to: Handle("kai"))
    let found = try await fixture.drift
      .drift(from: made.id, request: nil, model: nil, count: 1)
    #expect(found.differences.allSatisfy { $0.subject != .picture }, "\(found.differences)")
    let handles =
      found.plan.selection.chosen.compactMap(\.asset)
      + found.plan.selection.excluded.compactMap(\.asset)
    #expect(Set(handles.map(\.text)) == ["kael"])
  }

  @Test func whatWasRetiredEvenThenIsNotNamedNow() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back])
    let kael = Handle("kael")
    let back = try #require(
      try await fixture.catalog.references(of: kael, includeRetired: false)
        .first { $0.view == .back })
    _ = try await fixture.catalog.retire(back, true)
    var request = fixture.request("a wave", model: "test/small", Self.square)
    request.references = [
      InputImage(
        image: StoredImage(
          digest: back.digest, type: back.image.type, width: back.width, height: back.height,
          byteCount: back.image.byteCount),
        role: .identity, asset: kael)
    ]
    let made = try await fixture.make(request).generation
    let found = try await drift(
      fixture, made.id, fixture.request("a wave", model: "test/small", Self.square))
    let gone = try #require(found.first { $0.subject == .picture })
    #expect(gone.reason == DriftCause.notNamed.words)
  }

  @Test func aNewPictureAndOneTakenBackIntoUseAreTold() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.back, .profile])
    let kael = Handle("kael")
    let back = try #require(
      try await fixture.catalog.references(of: kael, includeRetired: false).first)
    _ = try await fixture.catalog.retire(back, true)
    let made = try await made(fixture, "@kael waves")
    _ = try await fixture.catalog.retire(back, false)
    #expect(
      try await drift(fixture, made.id).contains {
        $0.before.isEmpty && $0.reason.hasPrefix("in use again since")
      })
    _ = try await fixture.catalog.addReferences(
      to: kael,
      [
        NewReference(
          bytes: SamplePicture.png(width: 24, height: 32, green: 250), fileName: "new.png",
          view: .front)
      ])
    #expect(
      try await drift(fixture, made.id).contains {
        $0.before.isEmpty && $0.name.hasPrefix("@kael front")
          && $0.reason.hasPrefix("added on 2026-")
      })
  }

  @Test func aPictureInThePlaceOfARetiredOneIsOneDifference() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back])
    let made = try await made(fixture, "@kael waves")
    let kael = Handle("kael")
    let catalog = fixture.catalog
    let front = try #require(
      try await catalog.references(of: kael, includeRetired: false).first { $0.view == .front })
    _ = try await catalog.retire(front, true)
    let bytes = SamplePicture.png(width: 24, height: 32, green: 250)
    _ = try await catalog.addReferences(
      to: kael, [NewReference(bytes: bytes, fileName: "new.png", view: .front)])
    let found = try await drift(fixture, made.id).filter { $0.subject == .picture }
    let one = try #require(found.first)
    #expect(found.count == 1 && one.name == "@kael front")
    #expect(one.before == "image 1, \(front.digest.short)" && one.after.hasPrefix("image 1, "))
    #expect(one.causes.map(\.name) == ["retired", "added"])
    let json = try CanonicalJSON.text(one)
    #expect(json.contains(#""causes":["retired","added"]"#) && json.contains("retired on 2026-"))
  }

  @Test func aPictureOfTwoAssetsIsToldForEach() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    try await fixture.addCharacter("mira")
    let made = try await made(fixture, "@kael and @mira wave")
    #expect(Set(made.inputs.map(\.chosen.reference)).count == 1)
    let request = fixture.request("@mira waves", model: "test/small", Self.square)
    let found = try await drift(fixture, made.id, request).filter { $0.subject == .picture }
    let one = try #require(found.first)
    #expect(found.count == 1 && one.name.hasPrefix("@kael front"))
    #expect(one.causes == [.notMentioned] && one.before == "image 1" && one.after.isEmpty)
  }

  @Test func anotherOrderIsToldAndAPlaceThatWasLeftIsNot() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    try await fixture.addCharacter("mira", views: [.back])
    let made = try await made(fixture, "@kael and @mira wave")
    let request = fixture.request("@mira and @kael wave", model: "test/small", Self.square)
    let found = try await drift(fixture, made.id, request).filter { $0.subject == .picture }
    #expect(found.map(\.causes) == [[.reordered], [.reordered]])
    #expect(found.map(\.after) == ["image 2", "image 1"])
    let alone = fixture.request("@mira waves", model: "test/small", Self.square)
    let left = try await drift(fixture, made.id, alone).filter { $0.subject == .picture }
    #expect(left.map(\.before) == ["image 1"])
  }

  @Test func everyCauseHasItsNameAndWords() {
    let day = Date(timeIntervalSince1970: 1_790_000_000)
    let all: [DriftCause] = [
      .retired(day), .leftOut("left out: x"), .notNamed, .notMentioned, .otherParent, .added(day),
      .wasLeftOut("left out: x"), .inUseAgain, .chosen("pinned"), .reordered,
      .refitted(model: "m"), .profileChanged, .addressChanged, .assetChanged, .promptChanged,
      .modelTakesOther, .writtenOtherwise,
    ]
    #expect(Set(all.map(\.name)).count == all.count && Set(all.map(\.words)).count == all.count)
    #expect(DriftCause.retired(day).words == "retired on 2026-09-21")
    #expect(DriftCause.wasLeftOut("left out: x").words == "then it was left out: x")
  }

  @Test func traitsNamesAndWordsAreTold() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let made = try await made(fixture, "@kael waves")
    _ = try await fixture.catalog.set(
      Handle("kael"), AssetDetails(traits: ["green scarf"]))
    let found = try await drift(fixture, made.id)
    #expect(found.map(\.subject) == [.asset, .words])
    #expect(found[0].before == "red scarf" && found[0].after == "green scarf")
    #expect(found[1].before.contains("red scarf") && !found[1].before.contains("waves"))
  }

  @Test func anotherModelPromptAndSettingAreTold() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let made = try await made(fixture, "@kael waves")
    let other = try await drift(fixture, made.id, model: "test/tight")
    #expect(other.first?.subject == .model && other.first?.after == "test/tight")
    #expect(other.contains { $0.subject == .bytes })
    let request = fixture.request(
      "@kael sits", model: "test/small", Parameters(aspect: "1:1"))
    let found = try await drift(fixture, made.id, request)
    #expect(found.contains { $0.subject == .parameter && $0.name == "aspect" && $0.after == "1:1" })
    #expect(found.contains { $0.subject == .words && $0.reason == "today's prompt is another" })
  }

  @Test func arenamedAssetIsFoundByTheRecordedPrompt() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let made = try await made(fixture, "@kael waves")
    _ = try await fixture.catalog.rename(Handle("kael"), to: Handle("kai"))
    #expect(try await !drift(fixture, made.id).contains { $0.subject == .picture })
  }
}
