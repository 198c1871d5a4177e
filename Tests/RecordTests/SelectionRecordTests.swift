import Foundation
import LineageFixture
import Testing
import TroupeImaging
import TroupePreparing
import TroupeProviders
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// What the record keeps of a choice of images, and of sheets.
@Suite struct SelectionRecordTests {
  @Test func theProofAndEveryVerdictAreRecordedAndKeptByAReplay() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .front, .profile])
    let first = try await fixture.make(
      fixture.request("@kael in profile", model: "test/small", Parameters(aspect: "4:3"))
    ).generation
    let proof = try #require(first.proof)
    #expect(proof.isOptimal && proof.value > 0)
    #expect(
      first.inputs.map(\.chosen.reason)
        == ["covers the profile view asked for by 'in profile'", "shows the front view of @kael"])
    #expect(first.excluded.count == 1)
    let again = try await fixture.replay.replay(first.id).generation
    #expect(again.proof == proof)
    #expect(again.inputs == first.inputs && again.excluded == first.excluded)
    let values = try await fixture.column("values_json", "SELECT values_json FROM selection")
    #expect(values.count == 2 && values[0] == values[1])
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aSheetIsDrawnSentAndRecordedWithWhatIsOnIt() async throws {
    let fixture = try LineageFixture()
    for handle in ["ada", "ben", "cleo"] {
      try await fixture.addCharacter(handle, views: [.front, .back])
    }
    var request = fixture.request(
      "@ada, @ben and @cleo", model: "test/small", Parameters(aspect: "4:3"))
    request.overflow = .sheet
    let plan = try await fixture.generator.plan(request).plan(count: 1)
    #expect(plan.selection.chosen.map { $0.sheet?.count } == [2, 4])
    let made = try await fixture.make(request)
    let generation = made.generation
    #expect(generation.state == .done)
    #expect(generation.inputs.map(\.chosen.asset) == [Handle("ada"), nil])
    let parts = try #require(generation.inputs[1].chosen.sheet)
    #expect(parts.map { $0.asset?.text } == ["ben", "ben", "cleo", "cleo"])
    #expect(parts.map(\.number) == [1, 2, 3, 4])
    #expect(plan.selection.chosen.map(\.reference) == generation.inputs.map(\.chosen.reference))
    let sheet = generation.inputs[1].chosen.reference
    let type = try #require(
      try await fixture.column(
        "extension", "SELECT extension FROM object WHERE digest = '\(sheet)'"
      ).first)
    let raster = try Raster(
      decoding: fixture.objects.read(sheet, fileExtension: type))
    #expect(raster.width > 2 * 24 && raster.width <= 2048)
    #expect(generation.promptSent.contains("a sheet of 4 pictures"))
    let replayed = try await fixture.replay.replay(generation.id).generation
    #expect(replayed.inputs == generation.inputs)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aPictureOnASheetIsAnEdgeOfTheLineage() async throws {
    let fixture = try LineageFixture()
    let root = try await fixture.make(
      fixture.request("a courier", model: "test/small", Parameters(aspect: "4:3"))
    )
    .generation
    for handle in ["ada", "ben", "cleo"] { try await fixture.addCharacter(handle) }
    let output = try #require(root.outputs.first)
    let bytes = try Data(contentsOf: fixture.folder.appending(path: output.path))
    _ = try await fixture.catalog.add(
      .character, handle: Handle("dora"), name: nil, description: "", traits: [], tags: [],
      references: [
        .init(bytes: bytes, fileName: "dora.png", origin: output.id, view: .front)
      ])
    var request = fixture.request(
      "@ada, @ben, @cleo and @dora", model: "test/small", Parameters(aspect: "4:3"))
    request.overflow = .sheet
    let child = try await fixture.make(request).generation
    #expect(child.inputs.flatMap { $0.chosen.sheet ?? [] }.contains { $0.origin == output.id })
    let (ancestors, descendants) = try await fixture.database.read { connection in
      let reader = LineageReader(connection)
      return (try reader.ancestors(of: child.id), try reader.descendants(of: root.id))
    }
    #expect(ancestors == [root.id])
    #expect(descendants == [child.id])
  }

  @Test func whereBytesAreFewAnImageFewerIsChosen() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .profile, .back, .fullBody])
    let plan = try await fixture.generator
      .plan(fixture.request("@kael", model: "test/narrow", Parameters(aspect: "4:3"))).plan(
        count: 1)
    let count = plan.selection.chosen.count
    #expect((1..<3).contains(count))
    let fewer = try #require(plan.adjustments.first { $0.before == "3 images" })
    #expect(fewer.after == "\(count) images")
    #expect(plan.selection.isOptimal)
    #expect(plan.selection.excluded.allSatisfy { $0.limit != nil })
    var all = fixture.request("@kael", model: "test/narrow", Parameters(aspect: "4:3"))
    let resolver = fixture.resolver
    for one in try await fixture.catalog.references(
      of: Handle("kael"), includeRetired: false)
    {
      all.references.append(
        try await resolver.reference(one.digest.hex, role: .identity, prompt: "@kael"))
    }
    let named = all
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.generator.plan(named).plan(count: 1)
    }
    #expect(error?.code == "too_many_references")
  }

  /// By as little as lets all of the cast in.
  @Test func whatIsOnlyAdvisedMayBeStretched() async throws {
    let fixture = try LineageFixture()
    for name in ["kael", "mira", "tomas", "vera"] {
      try await fixture.addCharacter(name, views: [.front, .profile, .back, .fullBody])
    }
    var request = fixture.request("@kael", model: "gemini-2.5-flash-image")
    request.usesHardLimits = true
    let alone = try await fixture.generator.plan(request).plan(count: 1)
    #expect(alone.selection.chosen.count == 3)
    request.prompt = "@kael, @mira, @tomas, @vera"
    let stretched = try await fixture.generator.plan(request).plan(count: 1)
    #expect(stretched.selection.chosen.count == 4)
    request.usesHardLimits = false
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.generator.plan(request).plan(count: 1)
    }
    #expect(error?.code == "does_not_fit")
  }
}
