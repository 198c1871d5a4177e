import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeStorage
import TroupeVocabulary

@testable import TroupeSending

/// What the library looks like after the process died at each step of a send, and what `recover` makes of it.
@Suite struct RecoveryTests {
  private func planned(
    _ fixture: LineageFixture, model: String = "gemini-3-pro-image",
    spool: (SpoolFile) throws -> Void, events: [GenerationState] = []
  ) async throws -> (ULID, ULID) {
    let prepared = try await fixture.preparation
      .prepare(fixture.request("a red cube", model: model))
    let generation = fixture.generations.newID()
    let attempt = fixture.generations.newID()
    let file = try fixture.spool.open(attempt)
    try await fixture.generations.write { writer in
      try writer.plan(generation, prepared, links: .init())
      try writer.attempt(attempt, of: generation, number: 1, prepared.message)
      for state in events { try writer.event(generation, state) }
    }
    try spool(file)
    return (generation, attempt)
  }

  private func answer(_ reply: FakeReply) throws -> Data {
    try AnswerHead(status: 200, headers: [HTTPHeader("content-type", reply.type)]).line()
      + reply.body
  }

  @Test func diedBeforeSending() async throws {
    let fixture = try LineageFixture()
    let (id, _) = try await planned(fixture) { _ in }
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings == [.init(generation: id, before: .planned, after: .failed)])
    #expect(fixture.spooled.isEmpty)
    #expect(fixture.server.requests.isEmpty)
  }

  @Test func diedWhileTheAnswerCame() async throws {
    let fixture = try LineageFixture()
    let (id, _) = try await planned(
      fixture, spool: { try $0.append(Data("{}".utf8)) }, events: [.sent])
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .unknown)])
    #expect(fixture.spooled.count == 1, "what came is evidence")
    #expect(try await fixture.reopened().recovery.recover().isEmpty)
  }

  @Test func diedAfterAnImageHadCome() async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let fixture = try LineageFixture()
    let reply = try answer(.image(picture))
    let end = try #require(reply.range(of: Data(picture.base64EncodedString().utf8)))
    let (id, _) = try await planned(
      fixture, spool: { try $0.append(reply[..<(end.upperBound + 3)]) }, events: [.sent])
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .unknown)])
    let made = try await fixture.generations.read { try $0.generation(id) }
    #expect(made.outputs.map(\.digest) == [Digest(hashing: picture)])
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func diedBetweenTheLastByteAndTheNameThatSaysSo() async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let fixture = try LineageFixture()
    let reply = try answer(.image(picture))
    let (id, _) = try await planned(fixture, spool: { try $0.append(reply) }, events: [.sent])
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .done)])
    #expect(fixture.spooled.isEmpty)
  }

  @Test func whatWasBeingDrawnHereWasCertainlyNotBilled() async throws {
    let fixture = try LineageFixture()
    let (id, _) = try await planned(
      fixture, model: "troupe/storyboard", spool: { _ in }, events: [.sent])
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .failed)])
    #expect(fixture.spooled.isEmpty)
  }

  @Test(arguments: [[GenerationState.sent], [.sent, .received]])
  func diedWithTheAnswerOnDisk(_ events: [GenerationState]) async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let fixture = try LineageFixture()
    let reply = try answer(.image(picture))
    let (id, _) = try await planned(
      fixture,
      spool: {
        try $0.append(reply)
        try $0.finish()
      }, events: events)
    fixture.server.stop()
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings.map(\.after) == [.done])
    let generation = try await fixture.generations.read { try $0.generation(id) }
    #expect(generation.outputs.map(\.digest) == [Digest(hashing: picture)])
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func diedBetweenTheRecordAndClearingTheSpool() async throws {
    let fixture = try LineageFixture()
    let reply = try answer(.image())
    let (id, attempt) = try await planned(
      fixture,
      spool: {
        try $0.append(reply)
        try $0.finish()
      }, events: [.sent])
    let copy = fixture.folder.appending(path: "spool/\(attempt).answer")
    _ = try await fixture.reopened().recovery.recover()
    try reply.write(to: copy)
    #expect(try await fixture.reopened().recovery.recover().isEmpty)
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.states(of: id).last == "done")
  }

  @Test func aSpoolThatNoRecordNamesIsCleared() async throws {
    let fixture = try LineageFixture()
    do { _ = try fixture.spool.open(fixture.generations.newID()) }
    #expect(fixture.spooled.count == 1)
    #expect(try await fixture.recovery.recover().isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func whatARunningProcessHoldsIsLeftAlone() async throws {
    let fixture = try LineageFixture()
    var held: SpoolFile?
    _ = try await planned(fixture, spool: { held = $0 }, events: [.sent])
    #expect(try await fixture.reopened().recovery.recover().isEmpty)
    #expect(try await fixture.reopened().recovery.waiting().all == 1)
    withExtendedLifetime(held) {}
    held = nil
    #expect(try await fixture.reopened().recovery.recover().count == 1)
  }

  @Test func anAnswerWithoutItsHeadIsKeptAndKeepsNobodyElseWaiting() async throws {
    let fixture = try LineageFixture()
    let (broken, _) = try await planned(
      fixture,
      spool: {
        try $0.append(Data("no head".utf8))
        try $0.finish()
      }, events: [.sent])
    let reply = try answer(.image())
    let (whole, _) = try await planned(
      fixture,
      spool: {
        try $0.append(reply)
        try $0.finish()
      }, events: [.sent])
    _ = try await fixture.reopened().recovery.recover()
    #expect(try await fixture.states(of: broken).last == "unknown")
    #expect(try await fixture.states(of: whole).last == "done")
    #expect(fixture.spooled.isEmpty)
  }

  @Test func anUnreadableAnswerIsKeptWholeAndItsOutcomeUnknown() async throws {
    let fixture = try LineageFixture()
    let page = try answer(.page())
    let (id, _) = try await planned(
      fixture,
      spool: {
        try $0.append(page)
        try $0.finish()
      }, events: [.sent])
    let findings = try await fixture.reopened().recovery.recover()
    #expect(findings.map(\.after) == [.unknown])
    let kept = try #require(
      try await fixture.column("body_json", "SELECT body_json FROM exchange").first)
    #expect(kept.contains("html"))
    #expect(try await fixture.states(of: id).last == "unknown")
  }
}
