import Foundation
import Synchronization
import TestSupport
import Testing
import Troupe

/// What a program that uses the library can ask, approve and learn about spending.
@Suite struct SpendingTests {
  /// What was asked, and what is answered.
  private final class Desk: Sendable {
    private let asked = Mutex<[Spending]>([])
    private let answer: Bool

    init(_ answer: Bool) { self.answer = answer }

    var all: [Spending] { asked.withLock { $0 } }

    @Sendable func approve(_ spending: Spending) async throws -> Bool {
      asked.withLock { $0.append(spending) }
      return answer
    }
  }

  private static var options: GenerateOptions { GenerateOptions(model: "gemini-3-pro-image") }

  private static func open(
    _ replies: FakeReply...
  ) async throws -> (TemporaryLibrary, Library, FakeGemini) {
    let scratch = try await TemporaryLibrary()
    let server = try FakeGemini(replies, otherwise: .image())
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    return (scratch, library, server)
  }

  @Test func everyCallThatSpendsAsksWithItsPrice() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { server.stop() }
    _ = try await library.generate("a roof", Self.options)
    _ = try await library.startSession(Self.options)
    let no = Desk(false)
    var many = Self.options
    many.count = 8
    let calls: [() async throws -> Void] = [
      { [many] in _ = try await library.generate("b", many, approve: no.approve) },
      { _ = try await library.edit(.last(), "b", approve: no.approve) },
      { _ = try await library.say("b", approve: no.approve) },
      { _ = try await library.replay(.last(), approve: no.approve) },
      {
        _ = try await library.rebuild(
          .last(), model: "gemini-2.5-flash-image",
          options: ReworkOptions(approve: no.approve))
      },
    ]
    for call in calls { #expect(await code(of: call) == "not_approved") }
    #expect(no.all.map(\.images) == [8, 1, 1, 1, 1])
    #expect(no.all.map(\.isAsked) == [true, false, false, false, false])
    #expect(no.all.map { $0.rework?.steps.count } == [nil, nil, nil, nil, 1])
    #expect(abs((no.all[0].costUSD ?? 0) - 8 * 0.134) < 1e-9)
    #expect(server.requests.count == 1)
    #expect(try await library.search("").generations.count == 1)
    try library.close()
    withExtendedLifetime(scratch) {}
  }

  @Test func whatIsFreeOrInTheRecordIsNotAsked() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { server.stop() }
    let desk = Desk(true)
    _ = try await library.generate("a roof", .offline, approve: desk.approve)
    #expect(desk.all.isEmpty)
    _ = try await library.generate("a roof", Self.options, approve: desk.approve)
    _ = try await library.generate("a roof", Self.options, approve: desk.approve)
    #expect(desk.all.count == 1 && server.requests.count == 1)
    try library.close()
    withExtendedLifetime(scratch) {}
  }

  @Test func anApprovedPlanIsMadeOnce() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { server.stop() }
    var options = Self.options
    options.count = 2
    let plan = try await library.plan("a roof", options)
    options.expected = try #require(plan.digest).short
    let made = try await library.generate("a roof", options)
    let again = try await library.generate("a roof", options)
    #expect(Set(made.map(\.generation.id)) == Set(again.map(\.generation.id)))
    #expect(again.allSatisfy(\.isFromRecord) && server.requests.count == 2)
    #expect(await code { _ = try await library.generate("b", options) } == "plan_changed")
    options.expected = "12"
    #expect(await code { _ = try await library.generate("b", options) } == "invalid_value")
    try library.close()
    withExtendedLifetime(scratch) {}
  }

  @Test func whatWasRefusedIsToldAndWhyABatchStoppedIs() async throws {
    let (scratch, library, server) = try await Self.open(.imageSafety)
    defer { server.stop() }
    _ = try await library.generate("a roof", Self.options)
    #expect(
      await code { _ = try await library.generate("a roof", Self.options) }
        == "equal_request_refused")
    var options = Self.options
    options.isAgain = true
    #expect(try await library.generate("a roof", options).first?.error == nil)
    try scratch.file(
      "lib/troupe.toml", Data("requests_at_once = 1\nmax_cost_month = 0.45\n".utf8))
    let bounded = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    let log = EventLog()
    options = Self.options
    options.count = 3
    let made = try await bounded.generate("a bridge", options, onEvent: log.note)
    #expect(made.count == 1)
    let stops = log.events.compactMap {
      if case .stopped(let error) = $0 { (error as? TroupeError)?.code } else { nil }
    }
    #expect(stops == ["over_budget"])
    #expect(BatchTotals(asked: 3, made).notAsked == 2)
    try bounded.close()
    try library.close()
  }
}
