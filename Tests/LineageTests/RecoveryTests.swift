import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

/// What the library looks like after the process died at each step of a send, and what `recover` makes of it.
@Suite struct RecoveryTests {
  private func planned(
    _ workshop: Workshop, model: String = "gemini-3-pro-image",
    spool: (SpoolFile) throws -> Void, events: [GenerationState] = []
  ) async throws -> (ULID, ULID) {
    let context = workshop.context
    let prepared = try await Preparation(context: context)
      .prepare(workshop.request("a red cube", model: model))
    let generation = context.newID()
    let attempt = context.newID()
    let file = try context.spool.open(attempt)
    try await context.database.write { connection in
      let writer = GenerationWriter(connection, at: context.clock())
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
    let workshop = try Workshop()
    let (id, _) = try await planned(workshop) { _ in }
    let findings = try await Recovery(workshop.reopened()).recover()
    #expect(findings == [.init(generation: id, before: .planned, after: .failed)])
    #expect(workshop.spooled.isEmpty)
    #expect(workshop.server.requests.isEmpty)
  }

  @Test func diedWhileTheAnswerCame() async throws {
    let workshop = try Workshop()
    let (id, _) = try await planned(
      workshop, spool: { try $0.append(Data("{}".utf8)) }, events: [.sent])
    let findings = try await Recovery(workshop.reopened()).recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .unknown)])
    #expect(workshop.spooled.count == 1, "what came is evidence")
    #expect(try await Recovery(workshop.reopened()).recover().isEmpty)
  }

  @Test func diedBetweenTheLastByteAndTheNameThatSaysSo() async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let workshop = try Workshop()
    let reply = try answer(.image(picture))
    let (id, _) = try await planned(workshop, spool: { try $0.append(reply) }, events: [.sent])
    let findings = try await Recovery(workshop.reopened()).recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .done)])
    #expect(workshop.spooled.isEmpty)
  }

  @Test func whatWasBeingDrawnHereWasCertainlyNotBilled() async throws {
    let workshop = try Workshop()
    let (id, _) = try await planned(
      workshop, model: "troupe/storyboard", spool: { _ in }, events: [.sent])
    let findings = try await Recovery(workshop.reopened()).recover()
    #expect(findings == [.init(generation: id, before: .sent, after: .failed)])
    #expect(workshop.spooled.isEmpty)
  }

  @Test(arguments: [[GenerationState.sent], [.sent, .received]])
  func diedWithTheAnswerOnDisk(_ events: [GenerationState]) async throws {
    let picture = SamplePicture.png(width: 40, height: 20)
    let workshop = try Workshop()
    let reply = try answer(.image(picture))
    let (id, _) = try await planned(
      workshop,
      spool: {
        try $0.append(reply)
        try $0.finish()
      }, events: events)
    workshop.server.stop()
    let findings = try await Recovery(workshop.reopened()).recover()
    #expect(findings.map(\.after) == [.done])
    let generation = try await workshop.context.database.read {
      try GenerationReader($0).generation(id)
    }
    #expect(generation.outputs.map(\.digest) == [Digest(hashing: picture)])
    #expect(workshop.spooled.isEmpty)
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func diedBetweenTheRecordAndClearingTheSpool() async throws {
    let workshop = try Workshop()
    let reply = try answer(.image())
    let (id, attempt) = try await planned(
      workshop,
      spool: {
        try $0.append(reply)
        try $0.finish()
      }, events: [.sent])
    let copy = workshop.folder.appending(path: "spool/\(attempt).answer")
    _ = try await Recovery(workshop.reopened()).recover()
    try reply.write(to: copy)
    #expect(try await Recovery(workshop.reopened()).recover().isEmpty)
    #expect(workshop.spooled.isEmpty)
    #expect(try await workshop.states(of: id).last == "done")
  }

  @Test func aSpoolThatNoRecordNamesIsCleared() async throws {
    let workshop = try Workshop()
    do { _ = try workshop.context.spool.open(workshop.context.newID()) }
    #expect(workshop.spooled.count == 1)
    #expect(try await Recovery(workshop.context).recover().isEmpty)
    #expect(workshop.spooled.isEmpty)
  }

  @Test func whatARunningProcessHoldsIsLeftAlone() async throws {
    let workshop = try Workshop()
    var held: SpoolFile?
    _ = try await planned(workshop, spool: { held = $0 }, events: [.sent])
    #expect(try await Recovery(workshop.reopened()).recover().isEmpty)
    #expect(try await Recovery(workshop.reopened()).waiting() == 1)
    withExtendedLifetime(held) {}
    held = nil
    #expect(try await Recovery(workshop.reopened()).recover().count == 1)
  }

  @Test func anAnswerWithoutItsHeadIsKeptAndKeepsNobodyElseWaiting() async throws {
    let workshop = try Workshop()
    let (broken, _) = try await planned(
      workshop,
      spool: {
        try $0.append(Data("no head".utf8))
        try $0.finish()
      }, events: [.sent])
    let reply = try answer(.image())
    let (whole, _) = try await planned(
      workshop,
      spool: {
        try $0.append(reply)
        try $0.finish()
      }, events: [.sent])
    _ = try await Recovery(workshop.reopened()).recover()
    #expect(try await workshop.states(of: broken).last == "unknown")
    #expect(try await workshop.states(of: whole).last == "done")
    #expect(workshop.spooled.isEmpty)
  }

  @Test func anUnreadableAnswerIsKeptWholeAndItsOutcomeUnknown() async throws {
    let workshop = try Workshop()
    let page = try answer(.page())
    let (id, _) = try await planned(
      workshop,
      spool: {
        try $0.append(page)
        try $0.finish()
      }, events: [.sent])
    let findings = try await Recovery(workshop.reopened()).recover()
    #expect(findings.map(\.after) == [.unknown])
    let kept = try #require(
      try await workshop.column("body_json", "SELECT body_json FROM exchange").first)
    #expect(kept.contains("html"))
    #expect(try await workshop.states(of: id).last == "unknown")
  }
}
