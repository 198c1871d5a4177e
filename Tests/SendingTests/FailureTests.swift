import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSending

@Suite struct FailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: FakeReply
    let state: GenerationState
    let code: String
  }

  static let cases = [
    Case("blocked prompt", .blockedPrompt, .refused, "blocked"),
    Case("image safety", .imageSafety, .refused, "blocked"),
    Case("silent empty answer", .emptyStop, .done, "no_image"),
    Case("empty parts", .emptyParts, .done, "no_image"),
    Case("words only", .text(), .done, "no_image"),
    Case("wrong key", .invalidKey, .failed, "key_refused"),
    Case("too many", .tooMany(retryAfter: 39), .failed, "rate_limited"),
    Case("no quota", .noQuota, .failed, "rate_limited"),
    Case("overloaded", .overloaded, .failed, "overloaded"),
    Case("HTML at 503", .page(status: 503), .unknown, "outcome_unknown"),
    Case("internal error", .internalError, .unknown, "outcome_unknown"),
    Case("HTML at 200", .page(), .unknown, "outcome_unknown"),
    Case("HTML at 502", .page(status: 502), .unknown, "outcome_unknown"),
    Case("HTML at 403", .page(status: 403), .failed, "request_refused"),
    Case("redirect", .redirect(to: "http://example.com/"), .failed, "request_refused"),
    Case("cut body", FakeReply.image().sent(.cut(after: 40)), .unknown, "outcome_unknown"),
    Case("cut head", FakeReply.image().sent(.cutHead), .unknown, "outcome_unknown"),
    Case("no answer", FakeReply.image().sent(.noAnswer), .unknown, "outcome_unknown"),
    Case("reset", FakeReply.image().sent(.reset), .unknown, "outcome_unknown"),
  ]

  @Test(arguments: cases)
  func theRecordSaysWhatIsKnown(_ one: Case) async throws {
    let fixture = try LineageFixture([one.reply])
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.generation.state == one.state)
    #expect(made.generation.outputs.isEmpty)
    let error = try #require(made.error)
    #expect(error.code == one.code, "\(error)")
    #expect(error.description.contains("\(made.generation.id)"))
    #expect(fixture.server.requests.count == 1)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aWholeAnswerOnACutConnectionIsKept() async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let fixture = try LineageFixture([FakeReply.image(picture).sent(.unfinishedChunks)])
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.error == nil)
    #expect(made.generation.outputs.map(\.digest) == [Digest(hashing: picture)])
    #expect(fixture.spooled.isEmpty)
  }

  @Test func anImageBeforeTheCutIsTakenOut() async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let reply = FakeReply.image(picture)
    let end = try #require(reply.body.range(of: Data(picture.base64EncodedString().utf8)))
    let fixture = try LineageFixture([reply.sent(.cut(after: end.upperBound + 3))])
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.generation.state == .unknown, "whether more was to come is not known")
    #expect(made.error?.code == "outcome_unknown")
    #expect(made.generation.outputs.map(\.digest) == [Digest(hashing: picture)])
    #expect(made.generation.findings.contains { $0.code == .place })
    #expect(fixture.spooled.isEmpty, "all that came is in the record")
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func whatOnlyALenientReaderAcceptsKeepsNoImageOut() async throws {
    let grounding = #""groundingMetadata":{"webSearchQueries":["a\q"],"n":+1},"index":0"#
    var reply = FakeReply.image()
    reply.body = Data(
      String(decoding: reply.body, as: UTF8.self)
        .replacingOccurrences(of: #""index":0"#, with: grounding).utf8)
    let fixture = try LineageFixture([reply])
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.generation.state == .done)
    #expect(try await fixture.column("body_json", "SELECT body_json FROM exchange").count == 1)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func twoAtOnceWithOneRequestPayOnce() async throws {
    let fixture = try LineageFixture()
    let request = fixture.request("a red cube")
    // Both looked before either had sent.
    let prepared = try await fixture.preparation.prepare(request)
    let first = try await fixture.sender
      .send(prepared, links: .init(), allowing: .init())
    await #expect(throws: EqualRequestFinished(generation: first.generation.id)) {
      try await fixture.sender.send(prepared, links: .init(), allowing: .init())
    }
    #expect(fixture.server.requests.count == 1)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func nobodyListensMeansCertainlyNotMade() async throws {
    let fixture = try LineageFixture()
    fixture.server.stop()
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.generation.state == .failed)
    #expect(made.error?.code == "no_connection")
    #expect(fixture.spooled.isEmpty)
  }

  @Test func anUnknownOutcomeIsNeverSentAgainByItself() async throws {
    let fixture = try LineageFixture([FakeReply.image().sent(.cut(after: 40))])
    let generator = fixture.generator
    let request = fixture.request("a red cube")
    let first = try #require(try await generator.generate(request, SendOptions()).first)
    #expect(first.generation.state == .unknown)
    await #expect(
      throws: TroupeError.request(
        .equalRequestOpen(state: .unknown, generation: first.generation.id))
    ) { try await generator.generate(request, SendOptions()) }
    #expect(fixture.server.requests.count == 1)
    let again = try await generator.generate(request, SendOptions(isFresh: true))
    #expect(again.first?.generation.state == .done)
  }

  @Test func aFailureMayBeSentAgainAtOnce() async throws {
    let fixture = try LineageFixture([.tooMany(retryAfter: 1)])
    let generator = fixture.generator
    let request = fixture.request("a red cube")
    #expect(try await generator.generate(request, SendOptions()).first?.error != nil)
    #expect(try await generator.generate(request, SendOptions()).first?.error == nil)
  }
}

extension FailureTests.Case {
  init(
    _ name: String, _ reply: FakeReply, _ state: GenerationState, _ code: String
  ) {
    self.init(testDescription: name, reply: reply, state: state, code: code)
  }
}

@Suite struct CancellationTests {
  @Test func aCancelledSendIsRecordedAsUnknown() async throws {
    let fixture = try LineageFixture([FakeReply.image().sent(.silent)])
    let request = fixture.request("a red cube")
    let task = Task { try await fixture.make(request) }
    while fixture.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let made = try await task.value
    #expect(made.generation.state == .unknown)
    #expect(made.error?.code == "outcome_unknown")
    #expect(try await fixture.states(of: made.generation.id) == ["planned", "sent", "unknown"])
  }
}
