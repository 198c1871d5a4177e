import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeLineage
import TroupeRecord
import TroupeSending
import TroupeVocabulary

/// Lineages of any shape, rebuilt on a provider that refuses, fails and cuts as a seeded dice says.
@Suite struct RandomLineageTests {
  @Test(arguments: 0..<(Thoroughness.isWhole ? 2000 : 3))
  func anyLineageComesToItsEndAndCarriesNoOldImage(seed: Int) async throws {
    var dice = SeededRandom(state: UInt64(seed) + 1)
    let fixture = try LineageFixture(atOnce: 3)
    var old = try await lineage(fixture, &dice)
    if Bool.random(using: &dice) { old += try await conversation(on: old, fixture, &dice) }
    let first = fixture.server.requests.count
    // What the user keeps stays, and may go into what is made of it.
    let kept = [old.indices.randomElement(using: &dice)!].filter { _ in
      Int.random(in: 0..<3, using: &dice) == 0
    }
    let pictures = old.indices.filter { !kept.contains($0) }.flatMap { old[$0].outputs }
    for _ in 0..<old.count * 2 where Int.random(in: 0..<3, using: &dice) == 0 {
      fixture.server.enqueue(
        [FakeReply.imageSafety, .image().sent(.noAnswer), .tooMany(retryAfter: 1)]
          .randomElement(using: &dice)!)
    }
    var rework = try await fixture.rebuilt(
      old[0].id, on: ConversationReworkTests.new,
      terms: ReworkTerms(scope: .tree, kept: kept.map { "\(old[$0].id)" }, isFresh: true))
    let id = try #require(rework.id)
    for _ in 0..<40 where rework.state != .finished {
      rework = try await goOn(rework, id, fixture)
    }
    #expect(rework.state == .finished && rework.steps.map(\.old) == old.map(\.id))
    for picture in pictures {
      let bytes = try fixture.objects.read(picture.digest, fileExtension: "png")
      let text = Data(bytes.base64EncodedString().utf8)
      #expect(
        fixture.server.requests.dropFirst(first).allSatisfy { $0.body.range(of: text) == nil },
        "an old image was sent")
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
    for number in 0..<Int.random(in: 3...(Thoroughness.isWhole ? 30 : 9), using: &dice) {
      let shade = UInt8(8 * number)
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

  /// A conversation that goes on from an image of `all`; some turns are answered in words.
  private func conversation(
    on all: [Generation], _ fixture: LineageFixture, _ dice: inout SeededRandom
  ) async throws -> [Generation] {
    let start = try #require(all.randomElement(using: &dice))
    let image = try await fixture.resolver.output("\(start.id)/1", role: .parent)
    let session = try await fixture.sessions.start(
      .init(
        model: ConversationReworkTests.old, parameters: Parameters(), usesHardLimits: false,
        overflow: .fail, from: image))
    for number in 0..<Int.random(in: 1...3, using: &dice) {
      let picture = SamplePicture.png(width: 50 + number, height: 30)
      // A last turn in words has nothing made of it.
      let replies = [FakeReply.text("Which hat?"), .thoughtsAndImages(picture, picture)]
      for reply in Bool.random(using: &dice) ? replies : [replies[1]] {
        fixture.server.enqueue(reply)
        _ = try await fixture.sessions.say(
          fixture.request("turn \(number)", model: ConversationReworkTests.old),
          in: fixture.sessions.session("\(session.id)"), SendOptions())
      }
    }
    let turns = try await fixture.sessions.session("\(session.id)").turns
    return try await fixture.generations.read { try $0.generations(turns) }
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
