import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@testable import TroupeLineage

/// What is sent again by itself, and what never is.
@Suite struct RetryTests {
  @Test(arguments: [FakeReply.tooMany(retryAfter: 3), .overloaded.with("Retry-After", "3")])
  func whatWasTurnedAwayIsSentAgainWhenTheProviderSays(_ busy: FakeReply) async throws {
    let workshop = try Workshop([busy, busy], longestWait: 60)
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.error == nil && made.generation.state == .done)
    #expect(made.generation.outputs.count == 1)
    #expect(workshop.server.requests.count == 3 && workshop.server.billedSends == 1)
    #expect(workshop.waits.count == 2 && workshop.waits.allSatisfy { (3...3.5).contains($0) })
    #expect(
      try await workshop.states(of: made.generation.id)
        == ["planned", "sent", "received", "planned", "sent", "received", "planned"]
        + ["sent", "received", "done"])
    let statuses = try await workshop.column(
      "status",
      "SELECT status || '' AS status FROM exchange JOIN attempt a ON a.id = attempt ORDER BY number"
    )
    #expect(statuses == [busy.status, busy.status, 200].map(String.init))
    #expect(workshop.spooled.isEmpty)
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func withoutAWordFromTheProviderPausesGrowAndEnd() async throws {
    let busy = FakeReply.error(429, "RESOURCE_EXHAUSTED", "Slow down.")
    let workshop = try Workshop(otherwise: busy, longestWait: 60)
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.error?.code == "rate_limited" && made.generation.state == .failed)
    #expect(workshop.server.requests.count == 5)
    for (number, wait) in workshop.waits.enumerated() {
      #expect((0.5...1).contains(wait / Double(1 << number)), "\(workshop.waits)")
    }
  }

  @Test(arguments: [
    FakeReply.tooMany(retryAfter: 61), .noQuota, .internalError, .page(status: 503), .invalidKey,
    .blockedPrompt, .emptyStop, .page(status: 504), .page(status: 408), .page(),
    .image().sent(.cut(after: 10)), .image().sent(.noAnswer), .image().sent(.reset),
  ])
  func nothingElseIs(_ reply: FakeReply) async throws {
    let workshop = try Workshop([reply], longestWait: 60)
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.error != nil)
    #expect(workshop.server.requests.count == 1 && workshop.waits.isEmpty)
  }

  @Test func allPausesTogetherAreBounded() async throws {
    let workshop = try Workshop(otherwise: .tooMany(retryAfter: 8), longestWait: 20)
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.error?.message.contains("Try again in 8 s") == true)
    #expect(workshop.waits.count == 2)
  }

  @Test func whereNobodyListensItIsTriedAgain() async throws {
    let workshop = try Workshop(longestWait: 60)
    workshop.server.stop()
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.error?.code == "no_connection" && made.generation.state == .failed)
    #expect(made.generation.costUSD == 0)
    #expect(workshop.waits.count == 2 && workshop.spooled.isEmpty)
    #expect(try await workshop.column("id", "SELECT id FROM attempt").count == 3)
  }

  @Test func whatIsStoppedWhileItWaitsWasNotMade() async throws {
    let workshop = try Workshop([.tooMany(retryAfter: 1)], longestWait: 60) {
      throw CancellationError()
    }
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.error == .interrupted && made.generation.state == .failed)
    #expect(workshop.server.requests.count == 1 && workshop.spooled.isEmpty)
  }

  /// The process ends while it waits; another one looks, then and afterwards.
  @Test func whatIsKilledWhileItWaitsWasNotMade() async throws {
    let seen = SharedValue<[GenerationState]>([])
    let box = SharedValue<Workshop?>(nil)
    let workshop = try Workshop([.tooMany(retryAfter: 1)], longestWait: 60) {
      guard let workshop = box.withLock({ $0 }) else { return }
      // It is held, so nobody else ends it.
      #expect(try await Recovery(workshop.reopened()).recover().isEmpty)
      let copy = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID())")
      try FileManager.default.copyItem(at: workshop.folder, to: copy)
      defer { try? FileManager.default.removeItem(at: copy) }
      let findings = try await Recovery(workshop.reopened(in: copy)).recover()
      seen.withLock { $0 += findings.flatMap { [$0.before, $0.after] } }
      let left = try FileManager.default.contentsOfDirectory(
        atPath: copy.appending(path: "spool").path)
      #expect(left.isEmpty)
    }
    box.withLock { $0 = workshop }
    let made = try await workshop.make(workshop.request("a red cube"))
    box.withLock { $0 = nil }
    #expect(made.generation.state == .done)
    #expect(seen.withLock { $0 } == [.planned, .failed])
  }

  @Test func severalAreSentAtOnceAndNoMoreThanAllowed() async throws {
    let slow = FakeReply.image().after(seconds: 0.15)
    let workshop = try Workshop(otherwise: slow, atOnce: 2)
    let made = try await Generator(workshop.context)
      .generate(workshop.request("a red cube"), terms: .init(count: 5))
    #expect(made.count == 5 && made.allSatisfy { $0.error == nil })
    #expect(workshop.server.mostAtOnce == 2)
    #expect(Set(made.map(\.generation.batch)).count == 1)
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func afterAFailureNoMoreAreBegun() async throws {
    let workshop = try Workshop([.noQuota], atOnce: 1)
    let made = try await Generator(workshop.context)
      .generate(workshop.request("a red cube"), terms: .init(count: 5))
    #expect(made.count == 1 && made.last?.error?.code == "rate_limited")
    #expect(workshop.server.requests.count == 1)
  }
}
