import LineageFixture
import TestSupport
import Testing
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// What lists show of a generation is what its record says.
@Suite struct SummaryTests {
  private func expectEqual(_ summary: GenerationSummary, _ whole: Generation) {
    #expect(summary.id == whole.id && summary.state == whole.state)
    #expect(summary.createdAt == whole.createdAt && summary.model == whole.model)
    #expect(summary.prompt == whole.prompt && summary.parent == whole.parent?.origin)
    #expect(summary.outputs == whole.outputs && summary.costUSD == whole.costUSD)
    #expect(summary.message == whole.message)
    #expect(summary.replayOf == whole.replayOf && summary.rebuildOf == whole.rebuildOf)
    let sources = whole.inputs.compactMap { input in
      input.chosen.origin.map {
        GenerationSummary.Source(role: input.chosen.role, asset: input.chosen.asset, origin: $0)
      }
    }
    #expect(summary.sources == sources)
  }

  @Test func aSummarySaysWhatTheRecordSays() async throws {
    let fixture = try LineageFixture([.image(), .imageSafety, .image(), .invalidKey])
    try await fixture.addCharacter("kael", views: [.front, .back])
    let roof = try await fixture.make(fixture.request("@kael on a roof")).generation
    let image = try await fixture.resolver.output("\(roof.id)/1", role: .parent)
    let refused = try await fixture.make(fixture.request("@kael fights", parent: image)).generation
    let edit = try await fixture.make(fixture.request("at night", parent: image)).generation
    let failed = try await fixture.make(fixture.request("@kael waves")).generation
    let free = try await fixture.make(fixture.request("a roof", model: "troupe/storyboard"))
    let again = try await fixture.replay.replay(edit.id).generation
    let ids = [again.id, roof.id, refused.id, failed.id, free.generation.id, edit.id, roof.id]
    let (short, whole) = try await fixture.generations.read {
      (try $0.summaries(ids), try $0.generations(ids))
    }
    #expect(short.map(\.id) == ids && whole.map(\.id) == ids)
    for (summary, generation) in zip(short, whole) { expectEqual(summary, generation) }
    #expect(Set(whole.map(\.state)).count > 2 && whole.contains { ($0.costUSD ?? 0) > 0 })
    #expect(short[0].parents == [roof.id] && short[1].parents == [])
    let stranger = fixture.generations.newID()
    await #expect(throws: TroupeError.request(.unknownGeneration("\(stranger)"))) {
      try await fixture.generations.read { try $0.summaries([roof.id, stranger]) }
    }
  }
}
