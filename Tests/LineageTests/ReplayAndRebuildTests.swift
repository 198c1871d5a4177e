import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeRecord
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

@Suite struct ReplayAndRebuildTests {
  private func image(_ fixture: LineageFixture, _ generation: Generation) async throws -> InputImage
  {
    try await fixture.resolver.output("\(generation.id)/1", role: .parent)
  }

  @Test func aReplaySendsTheSameBytesAndIsLinked() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let first = try await fixture.make(fixture.request("@kael on a roof"))
    _ = try await fixture.catalog.set(
      Handle("kael"), AssetDetails(name: "Another", traits: ["blue scarf"]))
    let again = try await fixture.replay.replay(first.generation.id)
    #expect(again.generation.replayOf == first.generation.id)
    #expect(again.generation.id != first.generation.id)
    #expect(fixture.server.requests.map(\.body).count == 2)
    #expect(fixture.server.requests[0].body == fixture.server.requests[1].body)
    #expect(again.generation.promptSent == first.generation.promptSent)
    #expect(again.generation.inputs == first.generation.inputs)
  }

  @Test func aReplayOfDamagedFilesIsRefusedBeforeItIsSent() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let first = try await fixture.make(fixture.request("@kael on a roof"))
    let rendition = try #require(first.generation.inputs.first?.rendition.digest)
    let path = fixture.objects.path(rendition, fileExtension: "png")
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: path))
    await #expect(throws: TroupeError.self) {
      try await fixture.replay.replay(first.generation.id)
    }
    #expect(fixture.server.requests.count == 1)
    let report = try await fixture.verify()
    #expect(report.problems.map(\.subject).contains { $0.contains(rendition.hex.dropFirst(2)) })
  }

  /// A shot, locked as the anchor; a second shot with the anchor; an edit of that, and an edit of the edit.
  private func lineage(_ fixture: LineageFixture) async throws -> [Generation] {
    try await fixture.addCharacter("kael", views: [.profile, .back, .face])
    let wide = Parameters(aspect: "16:9", size: "2K", options: ["thoughts": "true"])
    let anchor = try await fixture.make(fixture.request("@kael stands", wide)).generation
    let anchorBytes = SamplePicture.png(width: 50, height: 40)
    let origin = OutputID(generation: anchor.id, position: 1)
    _ = try await fixture.catalog.addReferences(
      to: Handle("kael"),
      [
        NewReference(
          bytes: anchorBytes, fileName: "anchor", origin: origin, view: .front,
          caption: "the anchor", isPinned: true)
      ])
    let shot = try await fixture.make(fixture.request("@kael walks", wide)).generation
    let edit = try await fixture.make(
      fixture.request("make it night", parent: image(fixture, shot), wide)
    ).generation
    let last = try await fixture.make(
      fixture.request("add rain", parent: image(fixture, edit), wide)
    ).generation
    return [anchor, shot, edit, last]
  }

  @Test func theLineageFollowsParentsAndReferences() async throws {
    let fixture = try LineageFixture()
    let all = try await lineage(fixture).map(\.id)
    let (ancestors, descendants) = try await fixture.database.read { connection in
      let reader = LineageReader(connection)
      return (try reader.ancestors(of: all[3]), try reader.descendants(of: all[0]))
    }
    #expect(ancestors == Array(all[..<3]))
    #expect(descendants == Array(all[1...]))
    let tree = try await fixture.database.read {
      try LineageReader($0).lineage(of: all[1])
    }
    #expect(tree.generations.map(\.id) == all)
    #expect(tree.generations.map(tree.stem) == [nil, all[0], all[1], all[2]])
  }

  @Test func aRebuildMakesEveryStepOnTheOtherModelWithItsOwnParents() async throws {
    let fixture = try LineageFixture()
    let old = try await lineage(fixture)
    let sent = fixture.server.requests.count
    let plan = try await fixture.planned(old[3].id, on: "test/small")
    #expect(plan.map(\.old) == old.map(\.id))
    let fields = Set(plan.flatMap { ($0.plan?.adjustments ?? []).map(\.field) })
    #expect(fields.isSuperset(of: ["aspect", "size", "thoughts"]))
    #expect(plan.allSatisfy { $0.chosen.count <= 2 })

    let steps = try await fixture.rebuilt(old[3].id, on: "test/small", maxCost: 0).steps
    #expect(fixture.server.requests.count == sent, "the offline model needs no network")
    let new = try await fixture.database.read { connection in
      try steps.compactMap(\.new).map { try GenerationReader(connection).generation($0) }
    }
    #expect(new.map(\.rebuildOf) == old.map(\.id))
    #expect(new.allSatisfy { $0.state == .done && $0.modelResolved == "test/small" })
    #expect(new[3].parent?.origin?.generation == new[2].id)
    #expect(new[2].parent?.origin?.generation == new[1].id)
    #expect(
      new[1].inputs.contains { $0.chosen.origin?.generation == new[0].id },
      "the anchor is the rebuilt one")
    #expect(new[1].promptSent.contains("the anchor"), "and is still called what it was called")
    for (old, new) in zip(old, new) {
      let rebuilds = try await fixture.database.read {
        try LineageReader($0).rebuilds(of: old.id)
      }
      #expect(rebuilds == [new.id])
    }
    #expect(new[0].outputs.first?.width == 320)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func noStepUsesAnImageThatItMadeItself() async throws {
    let fixture = try LineageFixture()
    let old = try await lineage(fixture)
    let plan = try await fixture.planned(
      old[1].id, on: "gemini-3-pro-image", overflow: .fail, basis: .today)
    let first = try #require(plan.first?.plan?.selection)
    #expect(first.chosen.allSatisfy { $0.origin == nil })
    #expect(first.excluded.contains { $0.reason.contains("made from this image") })
    #expect(plan[1].chosen.contains { $0.origin?.generation == old[0].id })
  }

  @Test func aRenamedAssetIsRebuiltUnderItsOldName() async throws {
    let fixture = try LineageFixture()
    let old = try await lineage(fixture)
    _ = try await fixture.catalog.rename(Handle("kael"), to: Handle("kay"))
    let plan = try await fixture.planned(
      old[1].id, on: "gemini-3-pro-image", overflow: .fail)
    #expect(plan.map { $0.chosen.isEmpty } == [false, false])
    #expect(plan.allSatisfy { $0.chosen.allSatisfy { $0.asset?.text == "kael" } })
  }

  @Test func aRenamedAndRemovedAssetIsToldAsRemoved() async throws {
    let fixture = try LineageFixture()
    let old = try await lineage(fixture)
    _ = try await fixture.catalog.rename(Handle("kael"), to: Handle("kay"))
    try await fixture.catalog.remove(Handle("kay"))
    let terms = ReworkTerms(basis: .today)
    await #expect(throws: TroupeError.catalog(.assetRemoved("kay"))) {
      try await fixture.rebuilt(old[0].id, on: "gemini-3-pro-image", terms: terms)
    }
    // As recorded, what was removed stands as it was.
    let plan = try await fixture.planned(old[1].id, on: "gemini-3-pro-image")
    #expect(plan.allSatisfy { $0.fault == nil && !$0.chosen.isEmpty })
    #expect(
      plan.allSatisfy { step in
        step.plan?.adjustments.contains { $0.field == "asset" && $0.reason.contains("removed") }
          == true
      })
  }

  @Test func aSecondRunTakesFinishedStepsFromTheRecord() async throws {
    let fixture = try LineageFixture()
    let old = try await lineage(fixture)
    let first = try await fixture.rebuilt(old[2].id, on: "test/small").steps
    let fromRecord = SharedValue<[Bool]>([])
    let second = try await fixture.rebuilt(old[3].id, on: "test/small") { _, result in
      fromRecord.withLock { $0.append(result.isFromRecord) }
    }
    #expect(fromRecord.withLock { $0 } == [true, true, true, false])
    #expect(second.steps.prefix(3).map(\.new) == first.map(\.new))
  }

  @Test func aRebuildGoesOnAfterWhatDidNotCome() async throws {
    let fixture = try LineageFixture()
    let old = try await lineage(fixture)
    fixture.server.enqueue(.image(), .tooMany(retryAfter: 1))
    let first = try await fixture.rebuilt(old[3].id, on: "gemini-nano-banana-2.1")
    #expect(first.steps.map(\.state) == [.made, .failed, .blocked, .blocked])
    #expect(first.state == .incomplete)
    let billed = fixture.server.billedSends
    let again = try await fixture.rebuilt(old[3].id, on: "gemini-nano-banana-2.1")
    #expect(again.state == .finished && again.steps.count == 4)
    #expect(fixture.server.billedSends == billed + 3, "the first step is not paid twice")
  }
}
