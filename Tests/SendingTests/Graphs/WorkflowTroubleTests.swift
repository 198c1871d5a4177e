import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// Workflows whose answers are lost, and that end otherwise: a job is looked for by its name, and never sent twice.
@Suite struct WorkflowTroubleTests {
  @Test(arguments: [
    FakeReply.Conduct.noAnswer, .reset, .cutHead, .cut(after: 5), .cut(after: 60),
  ])
  func aLostAnswerIsLookedFor(_ conduct: FakeReply.Conduct) async throws {
    let fixture = try await WorkflowFixture(.init { $0.submission = conduct })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done, "\(made.error as Any)")
    #expect(fixture.server.jobs == 1 && fixture.server.submitted.count == 1)
    #expect(fixture.server.paths.contains("GET /api/v2/jobs"))
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  /// What stands between sends it once more: the second is refused, for the first was taken.
  @Test func aNameThatWasTakenIsAJobThatWasMade() async throws {
    let fixture = try await WorkflowFixture(.init { $0.repeatsSubmission = true })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done, "\(made.error as Any)")
    #expect(fixture.server.jobs == 1 && fixture.server.submitted.count == 1)
  }

  /// Where no jobs are listed, or it is not among them, it is not known what came of it: never that it failed.
  @Test(arguments: [true, false])
  func whatCannotBeFoundIsUnknownAndNotSentAgain(_ isTaken: Bool) async throws {
    let fixture = try await WorkflowFixture(
      .init {
        $0.listsJobs = !isTaken
        $0.repeatsSubmission = isTaken
        $0.losesSubmission = !isTaken
      })
    let made = try await fixture.make()
    #expect(made.generation.state == .unknown && made.error?.code == "outcome_unknown")
    #expect(fixture.server.submitted.count == 1 && fixture.server.jobs == (isTaken ? 1 : 0))
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "equal_request_open")
    #expect(fixture.server.submitted.count == 1)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func whatIsStoppedWhileItIsSubmittedIsLookedForLater() async throws {
    let fixture = try await WorkflowFixture(.init { $0.submission = .silent })
    let task = Task { try await fixture.make() }
    while fixture.server.jobs == 0 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let made = try await task.value
    #expect(made.error == .interrupted && made.generation.state == .sent)
    #expect(try await fixture.reopened().recovery.fetch().map(\.after) == [.done])
    #expect(fixture.server.submitted.count == 1)
  }

  /// The process dies at each request, the submission among them.
  @Test(arguments: [FakeReply.Conduct.whole, .noAnswer])
  func aCrashAtEachRequestIsFinishedWithOneSubmission(_ conduct: FakeReply.Conduct) async throws {
    let fixture = try await WorkflowFixture(.init { $0.submission = conduct })
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    fixture.server.onRequest { _ in }
    for copy in copies.withLock(\.self) where copy.moment != "POST /api/v2/assets" {
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
    let fixture = try await WorkflowFixture()
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    fixture.server.onRequest { _ in }
    fixture.server.restart()
    for copy in copies.withLock(\.self) where copy.moment.hasSuffix("/jobs") {
      let services = try fixture.reopened(in: copy.folder)
      #expect(try await services.recovery.fetch().map(\.after) == [.unknown])
      #expect(try await services.only().costUSD == 0)
    }
    #expect(fixture.server.submitted.count == 1)
  }

  @Test func aServerThatIsDownIsAskedLater() async throws {
    let fixture = try await WorkflowFixture(
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
    let fixture = try await WorkflowFixture(.init { $0.end = end })
    let made = try await fixture.make()
    #expect(made.generation.state == state && made.error?.code == code)
    let message = made.generation.message ?? ""
    #expect(!message.contains("/home"))
    if case .error = end {
      #expect(message.contains("node 5 (ImageInvert): cannot read a.png: too large"))
    }
    #expect(fixture.server.submitted.count == 1)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }
}
