import Foundation
import LineageFixture
import TestSupport
import Testing
import ToyProvider
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// Results at hosts that nothing names: none is fetched, and none is lost.
@Suite struct WithheldResultTests {
  private static let address = "https://cdn.invalid/1.png?sig=s"
  private static let elsewhere = FakeReply(
    json: #"{"status":"done","results":["\#(address)"]}"#)

  @Test func whereItStandsIsRecordedAndTheJobStays() async throws {
    let fixture = try JobFixture(.init { $0.polls = [Self.elsewhere] })
    let made = try await fixture.make()
    #expect(made.error?.code == "job_under_way" && made.generation.state == .sent)
    guard case .provider(.jobUnderWay(_, _, _, let unnamed?)) = made.error else {
      Issue.record("\(String(describing: made.error))")
      return
    }
    #expect(unnamed.address == Self.address && unnamed.host == "cdn.invalid")
    #expect(unnamed.model == "toy/painter" && unnamed.gateway == nil)
    #expect(made.generation.message?.contains(Self.address) == true)
    #expect(fixture.spooled.isEmpty && fixture.server.submissions == 1)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    // It is asked for again, and this time it stands where it should.
    let services = try fixture.reopened()
    #expect(try await services.recovery.recover().isEmpty)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
    #expect(try await !services.only().findings.contains { $0.code == .address })
    #expect(fixture.server.submissions == 1)
  }

  @Test func aCrashBeforeThatWasRecordedChangesNothing() async throws {
    let fixture = try JobFixture()
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    let copy = try #require(copies.withLock { $0.first { $0.moment.hasPrefix("GET /v1") } })
    try copy.spool(Self.elsewhere.body, leg: 1)
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.recover().isEmpty)
    #expect(try await services.only().message?.contains(Self.address) == true)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
  }

  /// The profile of today counts, whatever the one said that was sent.
  @Test func aHostThatIsNamedLaterIsAsked() async throws {
    let fixture = try JobFixture(.init { $0.polls = [Self.elsewhere, Self.elsewhere] })
    _ = try await fixture.make()
    let profile = String(decoding: ToyProvider().profiles[0], as: UTF8.self)
      .replacing("\"aliases\": []", with: #""aliases": [], "result_hosts": ["cdn.invalid"]"#)
    let services = try fixture.reopened(
      overrides: [.init(name: "painter.json", json: Data(profile.utf8))])
    let error = await #expect(throws: TroupeError.self) { try await services.recovery.fetch() }
    guard case .provider(.jobUnderWay(_, let reason, _, nil)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!reason.contains("result_hosts"))
    let next = try await services.column("next_json", "SELECT next_json FROM leg ORDER BY number")
    #expect(next.last?.contains(#"{"fetch":"#) == true && next.last?.contains(Self.address) == true)
    #expect(try await services.only().state == .sent)
  }

  @Test func anAddressThatNoLineAllowsIsNoResult() async throws {
    let local = FakeReply(json: #"{"status":"done","results":["https://a.invalid/x y.png"]}"#)
    let fixture = try JobFixture(.init { $0.polls = [local] })
    let made = try await fixture.make()
    #expect(made.generation.state == .done, "it is asked for again")
  }
}
