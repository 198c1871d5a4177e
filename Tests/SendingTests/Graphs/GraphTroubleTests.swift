import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeRecord
import TroupeVocabulary

@testable import TroupeSending

/// Graphs that end otherwise, and answers that never come: a job with a name of ours is asked for, and never sent twice.
@Suite struct GraphTroubleTests {
  @Test(arguments: [
    FakeReply.Conduct.noAnswer, .reset, .cutHead, .cut(after: 5), .cut(after: 60),
  ])
  func aLostAnswerIsAskedFor(_ conduct: FakeReply.Conduct) async throws {
    let fixture = try await GraphFixture(.init { $0.submission = conduct })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(fixture.server.jobs == 1 && fixture.server.submitted.count == 1)
    #expect(try await fixture.services.states() == ["planned", "sent", "received", "done"])
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  @Test(arguments: [FakeReply.page(status: 502), FakeReply(status: 500, json: "500"), .page()])
  func anAnswerThatSaysNothingIsAskedFor(_ reply: FakeReply) async throws {
    let fixture = try await GraphFixture(.init { $0.submissions = [reply] })
    let made = try await fixture.make()
    // This server had not taken it.
    #expect(made.generation.state == .unknown && made.error?.code == "outcome_unknown")
    #expect(fixture.server.submitted.count == 1)
    #expect(fixture.server.paths.contains("GET /queue"))
    #expect(fixture.spooled.isEmpty)
  }

  @Test func aSubmissionThatNeverArrivedIsUnknownAndNotSentAgain() async throws {
    let fixture = try await GraphFixture(.init { $0.losesSubmission = true })
    let made = try await fixture.make()
    #expect(made.generation.state == .unknown && made.error?.code == "outcome_unknown")
    #expect(fixture.server.submitted.count == 1 && fixture.server.jobs == 0)
    #expect(fixture.server.paths.count { $0.hasPrefix("GET /history") } == 3)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func whatIsStoppedWhileItIsSubmittedIsAskedForLater() async throws {
    let fixture = try await GraphFixture(.init { $0.submission = .silent })
    let task = Task { try await fixture.make() }
    while fixture.server.jobs == 0 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let made = try await task.value
    #expect(made.error == .interrupted && made.generation.state == .sent)
    #expect(fixture.spooled.isEmpty)
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "equal_request_open")
    #expect(try await fixture.reopened().recovery.fetch().map(\.after) == [.done])
    #expect(fixture.server.submitted.count == 1)
  }

  /// The process dies at each request, the submission among them.
  @Test func aCrashAtEachRequestIsFinishedWithOneSubmission() async throws {
    let fixture = try await GraphFixture()
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    fixture.server.onRequest { _ in }
    for copy in copies.withLock(\.self) where !copy.moment.hasPrefix("POST /upload") {
      let heard = fixture.server.requests.count
      let services = try fixture.reopened(in: copy.folder)
      #expect(try await services.recovery.recover().isEmpty, "\(copy.moment)")
      #expect(fixture.server.requests.count == heard, "recover asks no provider")
      #expect(try await services.only().state == .sent, "\(copy.moment)")
      #expect(try await services.recovery.fetch().map(\.after) == [.done], "\(copy.moment)")
      #expect(try await services.only().outputs.count == 1 && copy.spooled.isEmpty)
      #expect(try await services.verification.verify().problems.isEmpty, "\(copy.moment)")
    }
    #expect(fixture.server.submitted.count == 1)
  }

  @Test func aServerThatStartsAgainHasForgottenTheJob() async throws {
    let fixture = try await GraphFixture(.init { $0.submission = .noAnswer })
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    fixture.server.onRequest { _ in }
    fixture.server.restart()
    let copy = try #require(copies.withLock { $0.first { $0.moment == "POST /prompt" } })
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.fetch().map(\.after) == [.unknown])
    // A server of one's own costs nothing.
    #expect(try await services.only().costUSD == 0)
    let ledger = try await services.database.read { try LedgerReader($0).ledger(by: .model) }
    #expect(ledger.total.openRequests == 0 && ledger.total.costUSD == 0)
    let error = await #expect(throws: TroupeError.self) {
      try await services.generator.generate(fixture.request, SendOptions())
    }
    guard case .request(.equalRequestOpen(.unknown, _, isFree: true)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fixture.server.submitted.count == 1)
  }

  @Test func aServerThatIsDownIsAskedLater() async throws {
    let fixture = try await GraphFixture(
      .init { $0.waits = 100 }, onWait: { throw CancellationError() })
    #expect(try await fixture.make().error == .interrupted)
    let services = try fixture.reopened()
    #expect(try await services.only().state == .sent)
    fixture.server.finish()
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
    #expect(fixture.server.submitted.count == 1)
  }

  @Test(arguments: [
    (FakeComfy.End.error, GenerationState.failed, "no_image"),
    (.interrupted, .failed, "no_image"),
    (.deleted, .unknown, "outcome_unknown"),
  ])
  func aJobMayEndOtherwise(
    _ end: FakeComfy.End, _ state: GenerationState, _ code: String
  ) async throws {
    let fixture = try await GraphFixture(.init { $0.end = end })
    let made = try await fixture.make()
    #expect(made.generation.state == state && made.error?.code == code)
    if case .provider(.outcomeUnknown(_, _, _, let isFree)) = made.error { #expect(isFree) }
    let message = made.generation.message ?? ""
    #expect(!message.contains("/home") && !message.contains("execution.py"))
    if case .error = end {
      #expect(message.contains("node 5 (ImageInvert): cannot read a.png: too large"))
    }
    if case .interrupted = end { #expect(message.contains("node 5 (ImageInvert)")) }
    #expect(fixture.server.submitted.count == 1)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }

  @Test func aRefusedGraphTellsTheNode() async throws {
    let refusal =
      #"{"error":{"type":"prompt_outputs_failed_validation","message":"Prompt outputs failed validation","details":""},"node_errors":{"4":{"errors":[{"type":"value_not_in_list","message":"Value not in list","details":"ckpt_name: 'x' not in []"}],"dependent_outputs":["6"],"class_type":"CheckpointLoaderSimple"}}}"#
    let fixture = try await GraphFixture(
      .init { $0.submissions = [FakeReply(status: 400, json: refusal)] })
    let made = try await fixture.make()
    #expect(made.generation.state == .failed && made.error?.code == "request_refused")
    #expect(
      made.generation.message?.contains("node 4 (CheckpointLoaderSimple): ckpt_name: 'x' not in []")
        == true)
    let partly = refusal.replacingOccurrences(of: #"{"error":"#, with: #"{"prompt_id":"a","x":"#)
    let other = try await GraphFixture(.init { $0.submissions = [FakeReply(json: partly)] })
    let half = try await other.make()
    #expect(half.generation.state == .failed && half.error?.code == "request_refused")
    #expect(half.generation.message?.contains("may still run the rest") == true)
  }
}
