import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeLineage
import TroupeRecord
import TroupeVocabulary

/// Lineages of any shape, rebuilt on a provider that refuses, fails and cuts as a seeded dice says.
@Suite struct RandomLineageTests {
  @Test(arguments: 0..<(Thoroughness.isWhole ? 2000 : 3))
  func anyLineageComesToItsEndAndCarriesNoOldImage(seed: Int) async throws {
    var dice = SeededRandom(state: UInt64(seed) + 1)
    let fixture = try LineageFixture(atOnce: 3)
    let old = try await lineage(fixture, &dice)
    let pictures = Set(old.flatMap(\.outputs).map(\.digest))
    for _ in 0..<old.count * 2 where Int.random(in: 0..<3, using: &dice) == 0 {
      fixture.server.enqueue(
        [FakeReply.imageSafety, .image().sent(.noAnswer), .tooMany(retryAfter: 1)]
          .randomElement(using: &dice)!)
    }
    var rework = try await fixture.rebuilt(
      old[0].id, on: "gemini-2.5-flash-image", terms: ReworkTerms(scope: .tree, isFresh: true))
    let id = try #require(rework.id)
    for _ in 0..<40 where rework.state != .finished {
      rework = try await goOn(rework, id, fixture)
    }
    #expect(rework.state == .finished && rework.steps.count == old.count)
    let made = try await fixture.generations.read { [pairs = rework.pairs] reader in
      try pairs.map { try reader.generation($0.new.generation) }
    }
    for generation in made {
      #expect(
        generation.inputs.allSatisfy { !pictures.contains($0.chosen.reference) },
        "an old image went into \(generation.id)")
    }
    // Each take was sent as often as it was decided by hand, and once more.
    let sent = try await fixture.column(
      "n", "SELECT CAST(count(*) AS TEXT) AS n FROM rework_event WHERE state = 'making'")
    let words = try await fixture.column(
      "n",
      "SELECT CAST(count(*) AS TEXT) AS n FROM rework_event WHERE state = 'waiting'")
    let takes = rework.steps.reduce(0) { $0 + $1.takes.count }
    #expect(Int(sent[0])! <= takes + Int(words[0])!)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  /// A root, and edits of any earlier image, some with a second one as a reference.
  private func lineage(
    _ fixture: LineageFixture, _ dice: inout SeededRandom
  ) async throws -> [Generation] {
    try await fixture.addCharacter("kael")
    var all: [Generation] = []
    for number in 0..<Int.random(in: 3...9, using: &dice) {
      let shade = UInt8(20 * number)
      let reply = FakeReply.thoughtsAndImages(
        SamplePicture.png(width: 40, height: 30, red: shade),
        SamplePicture.png(width: 40, height: 31, red: shade))
      fixture.server.enqueue(reply)
      var parent: InputImage?
      if let before = all.randomElement(using: &dice) {
        let position = Int.random(in: 1...2, using: &dice)
        parent = try await fixture.resolver.output("\(before.id)/\(position)", role: .parent)
      }
      var request = fixture.request("@kael \(number)", parent: parent)
      if let other = all.randomElement(using: &dice), Bool.random(using: &dice) {
        request.references = [
          try await fixture.resolver.output("\(other.id)/1", role: .composition)
        ]
      }
      all.append(try await fixture.make(request).generation)
    }
    return all
  }

  /// What a patient user does next.
  private func goOn(
    _ rework: Rework, _ id: ULID, _ fixture: LineageFixture
  ) async throws -> Rework {
    for step in rework.steps {
      for take in step.takes {
        let name = "\(step.number).\(take.number)"
        switch take.state {
        case .refused, .failed:
          return try await fixture.reworks.retry(id, name, prompt: "calm \(name)", Reworks.Run())
        case .unknown: return try await fixture.reworks.resend(id, name, Reworks.Run())
        default: continue
        }
      }
    }
    return try await fixture.reworks.resume(id, Reworks.Run())
  }
}
