import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSending

@Suite struct BatchTests {
  private static let id = ULID(at: Date(timeIntervalSince1970: 1_700_000_000), entropy: 1)

  private static func limited(_ seconds: Double?, noQuota: Bool = false) -> TroupeError {
    .provider(
      .rateLimited(
        provider: "p", message: "", retryAfter: seconds, noQuota: noQuota, generation: id))
  }

  private static let strikingAll: [TroupeError] = [
    .provider(.keyRefused(provider: "p", message: "", generation: id)),
    .provider(.noCredit(provider: "p", message: "", generation: id)),
    .provider(.requestRefused(provider: "p", status: 404, message: "", generation: id)),
    .provider(.noConnection(host: "h", reason: "", generation: id)),
    .provider(.answerWaits(reason: "", generation: id)), limited(nil, noQuota: true),
    limited(61), .provider(.noKey(provider: "p", variables: [])), .interrupted,
    .request(.overBudget(month: "2026-11", spent: 1, estimate: 1, bound: 1)),
    .library(.diskFull(path: "/")),
  ]

  private static let ofOne: [TroupeError] = [
    .provider(.blocked(provider: "p", reason: "", message: "", generation: id)),
    .provider(.noImage(provider: "p", reason: "", message: "", generation: id)),
    .provider(.outcomeUnknown(provider: "p", reason: "", generation: id)),
    .provider(.unreadableImage(provider: "p", reason: "", generation: id)),
    .provider(.jobUnderWay(provider: "p", reason: "", generation: id)), limited(nil), limited(60),
    .provider(.overloaded(provider: "p", message: "", retryAfter: nil, generation: id)),
  ]

  @Test func theKindOfAnErrorDecides() {
    for error in Self.strikingAll { #expect(error.stopsBatch(patience: 60), "\(error)") }
    for error in Self.ofOne { #expect(!error.stopsBatch(patience: 60), "\(error)") }
  }

  @Test func whatIsUnderWayIsWaitedForAndTheRestNotBegun() async throws {
    let slow = FakeReply.image().together(2).after(seconds: 2)
    let fixture = try LineageFixture([slow, .invalidKey], otherwise: slow, atOnce: 2)
    let stops = SharedValue<[String]>([])
    let made = try await fixture.generator.generate(
      fixture.request("a red cube"), SendOptions(count: 9),
      onStop: { error in stops.withLock { $0.append("\(error)") } })
    #expect(made.map(\.generation.state) == [.done, .failed] && fixture.server.requests.count == 2)
    #expect(stops.withLock(\.self).isEmpty, "the last result says why")
  }

  @Test func whatStopsTheRestWithoutARecordIsTold() async throws {
    let fixture = try LineageFixture(atOnce: 1, budget: Budget(month: 0.3))
    let stops = SharedValue<[String]>([])
    let made = try await fixture.generator.generate(
      fixture.request("a red cube"), SendOptions(count: 5),
      onStop: { error in stops.withLock { $0.append((error as? TroupeError)?.code ?? "") } })
    #expect(made.map(\.generation.state) == [.done, .done])
    #expect(stops.withLock(\.self) == ["over_budget"])
  }

  @Test func aNoSendsNothingAndRecordsNothing() async throws {
    let fixture = try LineageFixture()
    let asked = SharedValue<[Spending]>([])
    let declined = TroupeError.request(
      .notApproved(model: "gemini-3-pro-image", images: 10, costUSD: 1.34))
    await #expect(throws: declined) {
      try await fixture.generator.generate(
        fixture.request("a red cube"), SendOptions(count: 10),
        approve: { spending in
          asked.withLock { $0.append(spending) }
          return false
        })
    }
    #expect(asked.withLock(\.self).map(\.isAsked) == [true])
    #expect(fixture.server.requests.isEmpty)
    #expect(try await fixture.column("id", "SELECT id FROM generation").isEmpty)
  }
}
