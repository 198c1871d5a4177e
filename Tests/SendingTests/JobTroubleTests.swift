import Foundation
import LineageFixture
import TestSupport
import Testing
import ToyProvider
import TroupeVocabulary

@testable import TroupeSending

/// Jobs that cannot be asked for: they stay as they are, and nothing is submitted twice.
@Suite struct JobTroubleTests {
  static let troubles: [FakeReply] = [
    .page().sent(.noAnswer), .page().sent(.reset), .page().sent(.cutHead),
    .page().sent(.cut(after: 5)), .page(status: 503), .page(status: 500), .page(status: 408),
    .page(status: 429), .page(status: 302), .page(), FakeReply(json: "{}"),
    FakeReply(status: 401, json: #"{"error":"Who?"}"#), FakeReply(status: 400, json: "{}"),
  ]

  @Test(arguments: troubles)
  func whatPassesIsPassedOver(_ trouble: FakeReply) async throws {
    let fixture = try JobFixture(.init { $0.polls = [trouble, trouble] })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(fixture.server.submissions == 1)
    #expect(fixture.waits == [1, 2, 4, 1, 1])
  }

  /// It may be on its way to where it is asked for, or stand in another region.
  @Test(arguments: [404, 410])
  func aJobThatIsNotKnownYetIsLookedForAgain(_ status: Int) async throws {
    let gone = FakeReply(status: status, json: "{}")
    let fixture = try JobFixture(.init { $0.polls = [gone, gone] })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(fixture.server.submissions == 1 && fixture.waits == [1, 2, 4, 1, 1])
  }

  @Test func aLookThatOnlyACrashKeptIsNoEndOfAJob() async throws {
    let fixture = try JobFixture()
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    let copy = try #require(copies.withLock { $0.first { $0.moment.hasPrefix("GET /v1") } })
    for part in copy.spooled {
      let head = AnswerHead(status: 404, headers: [], leg: 1)
      try head.line().write(to: part.deletingPathExtension().appendingPathExtension("answer"))
      try FileManager.default.removeItem(at: part)
    }
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.recover().isEmpty)
    #expect(try await services.only().state == .sent && copy.spooled.isEmpty)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
  }

  @Test(arguments: troubles)
  func whatDoesNotPassLeavesTheJobToBeAskedForLater(_ trouble: FakeReply) async throws {
    let fixture = try JobFixture(
      .init { $0.polls = Array(repeating: trouble, count: 4) })
    let made = try await fixture.make()
    #expect(made.error?.code == "job_under_way" && made.generation.state == .sent)
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    try await finishesLater(fixture)
  }

  /// An equal request is not sent meanwhile, and the job is carried on by another process.
  private func finishesLater(_ fixture: JobFixture) async throws {
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "equal_request_open")
    let services = try fixture.reopened()
    #expect(try await services.recovery.recover().isEmpty)
    let waiting = try await services.recovery.waiting()
    #expect(waiting.all == 1 && waiting.jobs == 1)
    let findings = try await services.recovery.fetch()
    #expect(findings.map(\.before) == [.sent] && findings.map(\.after) == [.done])
    #expect(try await services.only().outputs.count == 1)
    #expect(try await services.only().costUSD == 0.04)
    #expect(fixture.server.submissions == 1)
    #expect(try await services.verification.verify().problems.isEmpty)
    #expect(try await services.recovery.fetch().isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func whatIsStoppedBetweenPollsIsAskedForLater() async throws {
    let fixture = try JobFixture(.init(), onWait: { throw CancellationError() })
    let made = try await fixture.make()
    #expect(made.error == .interrupted && made.generation.state == .sent)
    #expect(fixture.spooled.isEmpty)
    try await finishesLater(fixture)
  }

  @Test func whatIsStoppedWhileAPollIsUnderWayIsAskedForLater() async throws {
    let fixture = try JobFixture(.init { $0.polls = [FakeReply.page().sent(.silent)] })
    let task = Task { try await fixture.make() }
    while fixture.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let made = try await task.value
    #expect(made.error == .interrupted && made.generation.state == .sent)
    try await finishesLater(fixture)
  }

  @Test(arguments: [429, 503])
  func aResultThatCannotBeHadNowIsFetchedLater(_ status: Int) async throws {
    let fixture = try JobFixture(.init { $0.instead = [1: .page(status: status)] })
    let made = try await fixture.make()
    #expect(made.error?.code == "job_under_way" && made.generation.state == .sent)
    #expect(fixture.server.requests.count { $0.path.hasPrefix("/images") } == 4)
    #expect(fixture.server.submissions == 1)
  }

  @Test func aJobThatIsNeverDoneIsLeftAfterHalfAnHour() async throws {
    let fixture = try JobFixture(
      .init {
        $0.notReady = 10_000
        $0.after = 1e12
      })
    let made = try await fixture.make()
    #expect(made.error?.code == "job_under_way" && made.generation.state == .sent)
    #expect(made.error?.description.contains("1800 s") == true)
    #expect(fixture.waits.count == 30 && fixture.waits.allSatisfy { $0 == 60 })
  }

  @Test func aProviderThatAsksForNoWaitIsNotFlooded() async throws {
    let fixture = try JobFixture(.init { $0.after = -3 })
    _ = try await fixture.make()
    #expect(fixture.waits.allSatisfy { $0 == 0.5 })
  }

  @Test func theKeyGoesToNoHostThatARecordNames() async throws {
    let fixture = try JobFixture(.init(), onWait: { throw CancellationError() })
    _ = try await fixture.make()
    let other = try ToyServer()
    defer { other.stop() }
    let services = try fixture.reopened(at: other.baseURL)
    let error = await #expect(throws: TroupeError.self) { try await services.recovery.fetch() }
    #expect(error?.code == "job_under_way")
    #expect(fixture.server.requests.count == 1 && other.requests.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }
}
