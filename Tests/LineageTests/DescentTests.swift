import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeRecord
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

/// Age goes by descent, not by a clock or a number of one library (D13).
@Suite struct DescentTests {
  private func edit(
    _ words: String, of generation: Generation, _ fixture: LineageFixture
  ) async throws -> Generation {
    let image = try await fixture.resolver.output("\(generation.id)/1", role: .parent)
    return try await fixture.make(fixture.request(words, parent: image)).generation
  }

  private func reference(
    _ generation: Generation, _ fixture: LineageFixture, red: UInt8
  ) async throws {
    _ = try await fixture.catalog.addReferences(
      to: Handle("kael"),
      [
        NewReference(
          bytes: SamplePicture.png(width: 44, height: 36, red: red), fileName: "\(red).png",
          origin: OutputID(generation: generation.id, position: 1), view: .front)
      ])
  }

  @Test func parentsComeBeforeChildrenWhateverTheClockSaid() async throws {
    let fixture = try LineageFixture()
    var line = [try await fixture.make(fixture.request("a roof")).generation]
    for words in ["at night", "in the rain", "at dawn"] {
      line.append(try await edit(words, of: line[line.count - 1], fixture))
    }
    // As if the clock had gone back before each step.
    try await fixture.database.write {
      try $0.execute("UPDATE generation SET created_at = 4000000000000 - created_at")
    }
    let ids = line.map(\.id)
    let (ancestors, descendants) = try await fixture.database.read { connection in
      let reader = LineageReader(connection)
      return (try reader.ancestors(of: ids[3]), try reader.descendants(of: ids[0]))
    }
    #expect(ancestors == Array(ids[..<3]))
    #expect(descendants == Array(ids[1...]))
    let steps = try await fixture.rebuilt(ids[3], on: "test/small").steps
    #expect(steps.map(\.old) == ids)
  }

  @Test func aLaterUnrelatedReferenceMayBeChosenAndADescendantMayNot() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.back])
    let shot = try await fixture.make(fixture.request("@kael on a roof")).generation
    let child = try await edit("at night", of: shot, fixture)
    let other = try await fixture.make(fixture.request("a courier")).generation
    for (red, generation) in [(50, shot), (90, child), (130, other)] as [(UInt8, Generation)] {
      try await reference(generation, fixture, red: red)
    }
    let plan = try await fixture.planned(
      shot.id, on: "gemini-3-pro-image", overflow: .fail, basis: .today)
    let selection = try #require(plan.last?.plan?.selection)
    let origins = selection.chosen.compactMap(\.origin?.generation)
    #expect(origins.contains(other.id))
    #expect(!origins.contains(shot.id) && !origins.contains(child.id))
    let left = selection.excluded.filter { $0.reason.contains("made from this image") }
    #expect(Set(left.compactMap { $0.origin?.generation }) == [shot.id, child.id])
  }

  @Test func whatPassedLaterGoesByTime() async throws {
    let fixture = try LineageFixture([.image(), .imageSafety])
    try await fixture.addCharacter("kael")
    let passed = try await fixture.make(fixture.request("@kael waits")).generation
    let refused = try await fixture.make(fixture.request("@kael fights")).generation
    func later() async throws -> ULID? {
      try await fixture.database.read { try RefusalReader($0).laterSuccess(of: refused.id)?.id }
    }
    #expect(try await later() == nil)
    // As if the refused one had come from another library, where it was planned earlier.
    try await fixture.database.write {
      try $0.execute("UPDATE generation SET created_at = 1 WHERE id = ?", refused.id)
    }
    #expect(try await later() == passed.id)
  }
}
