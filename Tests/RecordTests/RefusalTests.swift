import LineageFixture
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Refused requests are found again by why, by whom and by words, with what passed later.
@Suite struct RefusalTests {
  private func later(_ fixture: LineageFixture, _ id: ULID) async throws -> ULID? {
    try await fixture.database.read { try RefusalReader($0).laterSuccess(of: id)?.id }
  }

  @Test func whatPassedLaterHasTheSameCast() async throws {
    let fixture = try LineageFixture([.imageSafety, .image(), .image(), .blockedPrompt])
    try await fixture.addCharacter("kael")
    try await fixture.addCharacter("mira")
    func make(_ prompt: String) async throws -> Generation {
      try await fixture.make(fixture.request(prompt)).generation
    }
    let refused = try await make("@kael fights with a 100%_sword")
    #expect(try await later(fixture, refused.id) == nil)
    _ = try await make("@kael and @mira fight")
    let passed = try await make("@kael practices with a wooden sword")
    #expect(try await later(fixture, refused.id) == passed.id)
    let alone = try await make("a sea without anybody")
    #expect(alone.state == .refused)
    #expect(try await later(fixture, alone.id) == nil)

    func found(_ query: String) async throws -> [ULID] {
      try await GenerationSearch(database: fixture.database)
        .find(SearchQuery(parsing: query), limit: 10).map(\.id)
    }
    #expect(try await found("reason:image_safety") == [refused.id])
    #expect(try await found("state:refused reason:SAFETY with:@kael sword") == [refused.id])
    #expect(try await found("reason:prohibited_content") == [alone.id])
    #expect(try await found("reason:%") == [])
    #expect(try await found("-reason:safety state:refused") == [alone.id])
  }

  @Test func anEditsLaterSuccessEditsTheSameImage() async throws {
    let fixture = try LineageFixture([.image(), .imageSafety, .image()])
    let first = try await fixture.make(fixture.request("a roof")).generation
    let image = try await fixture.resolver.image(
      of: #require(first.outputs.first).id, role: .parent)
    let refused = try await fixture.make(
      fixture.request("more blood", parent: image)
    ).generation
    let passed = try await fixture.make(
      fixture.request("more rain", parent: image)
    ).generation
    #expect(try await later(fixture, refused.id) == passed.id)
  }
}
