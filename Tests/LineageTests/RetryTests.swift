import Foundation
import TestSupport
import Testing
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

/// What is sent again by itself, and what never is.
@Suite struct RetryTests {
  @Test func whatIsRefusedForNowIsSentAgainAsTheProviderSays() async throws {
    let workshop = try Workshop(
      [.tooMany(retryAfter: 7), .overloaded, .image()], retries: RetryPolicy())
    let made = try await workshop.make(workshop.request("a roof"))
    #expect(made.error == nil && made.generation.state == .done)
    #expect(workshop.server.requests.count == 3)
    #expect(workshop.waits.seconds.first == 7)
    // The second pause is our own: about two seconds.
    #expect(workshop.waits.seconds.count == 2 && (1.5...2.5).contains(workshop.waits.seconds[1]))
    #expect(
      try await workshop.states(of: made.generation.id) == [
        "planned", "sent", "received", "failed", "planned", "sent", "received", "failed",
        "planned", "sent", "received", "done",
      ])
    let numbers = try await workshop.column("n", "SELECT CAST(count(*) AS TEXT) AS n FROM attempt")
    #expect(numbers == ["3"])
    #expect(try await workshop.verify().problems.isEmpty && workshop.spooled.isEmpty)
    // The bytes are the same each time.
    let bodies = workshop.server.requests.map(\.body)
    #expect(bodies[0] == bodies[1] && bodies[1] == bodies[2])
  }

  @Test func whatMayBeBilledIsNeverSentAgain() async throws {
    for reply in [FakeReply.internalError, .page(status: 503), .image().sent(.cut(after: 20))] {
      let workshop = try Workshop([reply], retries: RetryPolicy())
      let made = try await workshop.make(workshop.request("a roof"))
      #expect(made.generation.state == .unknown)
      #expect(workshop.server.requests.count == 1 && workshop.waits.seconds.isEmpty)
    }
  }

  @Test func waitingIsBoundedAndUselessWaitsAreNotBegun() async throws {
    let storm = try Workshop(otherwise: .overloaded, retries: RetryPolicy())
    let made = try await storm.make(storm.request("a roof"))
    #expect(made.generation.state == .failed && storm.server.requests.count == 5)
    #expect(storm.waits.seconds.reduce(0, +) <= 60)
    let long = try Workshop([.tooMany(retryAfter: 61)], retries: RetryPolicy())
    guard case .rateLimited = try await long.make(long.request("a roof")).error else {
      Issue.record("no error")
      return
    }
    #expect(long.server.requests.count == 1 && long.waits.seconds.isEmpty)
  }

  @Test func theRuleAlone() {
    let policy = RetryPolicy(mostSends: 3, longestWait: 10)
    let id = ULID(at: Date(timeIntervalSince1970: 1), entropy: 1)
    func limited(_ seconds: Double?, noQuota: Bool = false) -> TroupeError {
      .rateLimited(
        provider: "p", message: "", retryAfter: seconds, noQuota: noQuota, generation: id)
    }
    func pause(_ error: TroupeError, sends: Int = 1, waited: Double = 0) -> Double? {
      policy.pause(after: error, sends: sends, waited: waited, chance: 0.5)
    }
    #expect(pause(limited(nil)) == 1 && pause(limited(nil), sends: 2) == 2)
    #expect(pause(limited(4)) == 4 && pause(limited(4), waited: 7) == nil)
    #expect(pause(limited(nil), sends: 3) == nil)
    #expect(pause(limited(nil, noQuota: true)) == nil)
    let gone = TroupeError.noConnection(host: "h", reason: "", generation: id)
    #expect(pause(gone) == 0.5 && pause(gone, sends: 2) == nil)
    #expect(pause(.outcomeUnknown(provider: "p", reason: "", generation: id)) == nil)
    #expect(pause(.interrupted) == nil)
  }
}
