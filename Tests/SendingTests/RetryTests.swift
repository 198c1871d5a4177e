import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// What is resent automatically, and what never is.
@Suite struct RetryTests {
  @Test(arguments: [FakeReply.tooMany(retryAfter: 3), .overloaded.with("Retry-After", "3")])
  func whatWasTurnedAwayIsSentAgainWhenTheProviderSays(_ busy: FakeReply) async throws {
    let fixture = try LineageFixture([busy, busy], longestWait: 60)
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.error == nil && made.generation.state == .done)
    #expect(made.generation.outputs.count == 1)
    #expect(fixture.server.requests.count == 3 && fixture.server.billedSends == 1)
    #expect(fixture.waits.count == 2 && fixture.waits.allSatisfy { (3...3.5).contains($0) })
    #expect(
      try await fixture.states(of: made.generation.id)
        == ["planned", "sent", "received", "planned", "sent", "received", "planned"]
        + ["sent", "received", "done"])
    let statuses = try await fixture.column(
      "status",
      "SELECT status || '' AS status FROM exchange JOIN attempt a ON a.id = attempt ORDER BY number"
    )
    #expect(statuses == [busy.status, busy.status, 200].map(String.init))
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func withoutAWordFromTheProviderPausesGrowAndEnd() async throws {
    let busy = FakeReply.error(429, "RESOURCE_EXHAUSTED", "Slow down.")
    let fixture = try LineageFixture(otherwise: busy, longestWait: 60)
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.error?.code == "rate_limited" && made.generation.state == .failed)
    #expect(fixture.server.requests.count == 5)
    for (number, wait) in fixture.waits.enumerated() {
      #expect((0.5...1).contains(wait / Double(1 << number)), "\(fixture.waits)")
    }
  }

  @Test(arguments: [
    FakeReply.tooMany(retryAfter: 61), .noQuota, .internalError, .page(status: 503), .invalidKey,
    .blockedPrompt, .emptyStop, .page(status: 504), .page(status: 408), .page(),
    .image().sent(.cut(after: 10)), .image().sent(.noAnswer), .image().sent(.reset),
  ])
  func nothingElseIs(_ reply: FakeReply) async throws {
    let fixture = try LineageFixture([reply], longestWait: 60)
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.error != nil)
    #expect(fixture.server.requests.count == 1 && fixture.waits.isEmpty)
  }

  @Test func allPausesTogetherAreBounded() async throws {
    let fixture = try LineageFixture(otherwise: .tooMany(retryAfter: 8), longestWait: 20)
    let made = try await fixture.make(fixture.request("a red cube"))
    guard case .provider(.rateLimited(_, _, let seconds?, noQuota: false, _)) = made.error else {
      Issue.record("\(String(describing: made.error))")
      return
    }
    #expect(seconds == 8)
    #expect(fixture.waits.count == 2)
  }

  @Test func whereNobodyListensItIsTriedAgain() async throws {
    let fixture = try LineageFixture(longestWait: 60)
    fixture.server.stop()
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.error?.code == "no_connection" && made.generation.state == .failed)
    #expect(made.generation.costUSD == 0)
    #expect(fixture.waits.count == 2 && fixture.spooled.isEmpty)
    #expect(try await fixture.column("id", "SELECT id FROM attempt").count == 3)
  }

  @Test func whatIsStoppedWhileItWaitsWasNotMade() async throws {
    let fixture = try LineageFixture([.tooMany(retryAfter: 1)], longestWait: 60) {
      throw CancellationError()
    }
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.error == .interrupted && made.generation.state == .failed)
    #expect(fixture.server.requests.count == 1 && fixture.spooled.isEmpty)
  }

  /// The process ends while it waits; another one looks, then and afterwards.
  @Test func whatIsKilledWhileItWaitsWasNotMade() async throws {
    let seen = SharedValue<[GenerationState]>([])
    let box = SharedValue<LineageFixture?>(nil)
    let fixture = try LineageFixture([.tooMany(retryAfter: 1)], longestWait: 60) {
      guard let fixture = box.withLock({ $0 }) else { return }
      // It is held, so no other process ends it.
      #expect(try await fixture.reopened().recovery.recover().isEmpty)
      let copy = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID())")
      try FileManager.default.copyItem(at: fixture.folder, to: copy)
      defer { try? FileManager.default.removeItem(at: copy) }
      let findings = try await fixture.reopened(in: copy).recovery.recover()
      seen.withLock { $0 += findings.flatMap { [$0.before, $0.after] } }
      let left = try FileManager.default.contentsOfDirectory(
        atPath: copy.appending(path: "spool").path)
      #expect(left.isEmpty)
    }
    box.withLock { $0 = fixture }
    let made = try await fixture.make(fixture.request("a red cube"))
    box.withLock { $0 = nil }
    #expect(made.generation.state == .done)
    #expect(seen.withLock { $0 } == [.planned, .failed])
  }

  @Test func severalAreSentAtOnceAndNoMoreThanAllowed() async throws {
    let slow = FakeReply.image().together(2).after(seconds: 0.2)
    let fixture = try LineageFixture(otherwise: slow, atOnce: 2)
    let made = try await fixture.generator
      .generate(fixture.request("a red cube"), SendOptions(count: 5))
    #expect(made.count == 5 && made.allSatisfy { $0.error == nil })
    #expect(fixture.server.mostAtOnce == 2)
    #expect(Set(made.map(\.generation.batch)).count == 1)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func afterAFailureNoMoreAreBegun() async throws {
    let fixture = try LineageFixture([.noQuota], atOnce: 1)
    let made = try await fixture.generator
      .generate(fixture.request("a red cube"), SendOptions(count: 5))
    #expect(made.count == 1 && made.last?.error?.code == "rate_limited")
    #expect(fixture.server.requests.count == 1)
  }
}
