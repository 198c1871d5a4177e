import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// What was spent, and what may be.
@Suite struct LedgerTests {
  private func ledger(_ fixture: LineageFixture, _ grouping: Ledger.Grouping) async throws -> Ledger
  {
    try await fixture.database.read { try LedgerReader($0).ledger(by: grouping) }
  }

  @Test func requestsAreSummedUnderEveryHeading() async throws {
    let fixture = try LineageFixture([.image(), .page(), .blockedPrompt, .internalError])
    try await fixture.addCharacter("kael")
    try await fixture.addCharacter("mira")
    for prompt in ["@kael and @mira", "@kael", "@mira", "a sea"] {
      _ = try await fixture.make(fixture.request(prompt))
    }
    let price = try #require(
      try fixture.models.profile(named: "gemini-3-pro-image").profile.price())
    let total = try await ledger(fixture, .month).total
    #expect(total.requests == 4 && total.images == 1)
    #expect(total.costUSD == 0.134424 && total.openRequests == 3)
    #expect(abs((total.openUSD ?? 0) - 3 * price) < 1e-9)
    let assets = try await ledger(fixture, .asset).lines
    #expect(assets.map(\.heading) == ["", "@kael", "@mira"])
    #expect(assets.map(\.requests) == [1, 2, 2])
    #expect(assets.map(\.costUSD) == [0, 0.134424, 0.134424])
    #expect(try await ledger(fixture, .model).lines.map(\.heading) == ["gemini-3-pro-image"])
    // The fixture's clock stands in September 2026.
    #expect(try await ledger(fixture, .month).lines.map(\.heading) == ["2026-09"])
    #expect(try await ledger(fixture, .day).lines.first?.heading.hasPrefix("2026-09-") == true)
  }

  /// A library from elsewhere may hold rows that no request wrote.
  @Test func aRowBelowZeroPaysForNoOther() async throws {
    let fixture = try LineageFixture([.image(), .page()], budget: Budget(month: 0.2))
    for prompt in ["a sea", "a shore"] { _ = try? await fixture.make(fixture.request(prompt)) }
    try await fixture.database.write {
      try $0.execute("UPDATE exchange SET cost_usd = -1000 WHERE cost_usd > 0")
    }
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.make(fixture.request("a street"))
    }
    #expect(error?.code == "damaged_row", "what a month cost is not known then, so nothing is sent")
  }

  @Test func anEmptyLibraryHasSpentNothing() async throws {
    let ledger = try await ledger(try LineageFixture(), .month)
    #expect(ledger.lines.isEmpty && ledger.total.requests == 0 && ledger.total.costUSD == 0)
  }

  @Test func theMonthsBoundHoldsForSeveralAtOnce() async throws {
    let fixture = try LineageFixture(
      otherwise: .image().after(seconds: 0.3), budget: Budget(month: 0.2))
    let made = try? await fixture.generator.generate(
      fixture.request("four"), SendOptions(count: 4))
    #expect(made == nil || made?.count == 1)
    #expect(fixture.server.requests.count == 1)
  }

  @Test func theMonthsBoundHoldsBeforeAnythingIsSent() async throws {
    let price = 0.134
    let fixture = try LineageFixture([.image(), .page()], budget: Budget(month: 2.5 * price))
    _ = try await fixture.make(fixture.request("one"))
    // Perhaps billed counts as billed.
    _ = try await fixture.make(fixture.request("two"))
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.make(fixture.request("three"))
    }
    guard case .request(.overBudget("2026-09", let spent, price, 2.5 * price)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(abs(spent - 0.134424 - price) < 1e-9)
    #expect(fixture.server.requests.count == 2)
    #expect(fixture.spooled.filter { $0.hasSuffix(".part") }.count <= 1)
    // What is free is no matter of money.
    let free = fixture.request("four", model: "troupe/storyboard")
    #expect(try await fixture.make(free).error == nil)
  }

  @Test func aCommandsBoundOfTheSettingsIsForReplaysToo() async throws {
    let fixture = try LineageFixture()
    let made = try await fixture.make(fixture.request("one")).generation
    let strict = try LineageFixture(budget: Budget(command: 0.1))
    await #expect(throws: TroupeError.request(.tooExpensive(estimate: 0.134, bound: 0.1))) {
      try await strict.make(strict.request("one"))
    }
    _ = try await fixture.replay.replay(made.id)
    #expect(strict.server.requests.isEmpty && fixture.server.requests.count == 2)
  }

  @Test func anUnknownPriceFailsClosed() async throws {
    let fixture = try LineageFixture(budget: Budget(month: 100))
    let connection = fixture.database
    await #expect(throws: TroupeError.self) {
      try await connection.read {
        try LedgerReader($0).check(nil, within: Budget(month: 100), at: Date())
      }
    }
  }
}
