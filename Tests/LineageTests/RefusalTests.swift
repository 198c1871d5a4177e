import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

/// Refused requests are found again by why, by whom and by words, with what passed later.
@Suite struct RefusalTests {
  private func later(_ workshop: Workshop, _ id: ULID) async throws -> ULID? {
    try await workshop.context.database.read { try RefusalReader($0).laterSuccess(of: id)?.id }
  }

  @Test func whatPassedLaterHasTheSameCast() async throws {
    let workshop = try Workshop([.imageSafety, .image(), .image(), .blockedPrompt])
    try await workshop.addCharacter("kael")
    try await workshop.addCharacter("mira")
    func make(_ prompt: String) async throws -> Generation {
      try await workshop.make(workshop.request(prompt)).generation
    }
    let refused = try await make("@kael fights with a 100%_sword")
    #expect(try await later(workshop, refused.id) == nil)
    _ = try await make("@kael and @mira fight")
    let passed = try await make("@kael practices with a wooden sword")
    #expect(try await later(workshop, refused.id) == passed.id)
    let alone = try await make("a sea without anybody")
    #expect(alone.state == .refused)
    #expect(try await later(workshop, alone.id) == nil)

    func found(_ query: String) async throws -> [ULID] {
      try await GenerationSearch(database: workshop.context.database)
        .find(SearchQuery(parsing: query), limit: 10).map(\.id)
    }
    #expect(try await found("reason:image_safety") == [refused.id])
    #expect(try await found("state:refused reason:SAFETY with:@kael sword") == [refused.id])
    #expect(try await found("reason:prohibited_content") == [alone.id])
    #expect(try await found("reason:%") == [])
    #expect(try await found("-reason:safety state:refused") == [alone.id])
  }

  @Test func anEditsLaterSuccessEditsTheSameImage() async throws {
    let workshop = try Workshop([.image(), .imageSafety, .image()])
    let first = try await workshop.make(workshop.request("a roof")).generation
    let image = try await InputResolver(workshop.context).image(
      of: #require(first.outputs.first).id, role: .parent)
    let refused = try await workshop.make(
      workshop.request("more blood", parent: image)
    ).generation
    let passed = try await workshop.make(
      workshop.request("more rain", parent: image)
    ).generation
    #expect(try await later(workshop, refused.id) == passed.id)
  }
}
