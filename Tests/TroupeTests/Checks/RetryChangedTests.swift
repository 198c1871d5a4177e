import Foundation
import Synchronization
import TestSupport
import Testing
import Troupe

/// Images that are checked as they are made, and made once more where a trait came back changed.
@Suite struct RetryChangedTests {
  /// A judge that answers the question on the first trait in this order.
  private func judged(_ answers: [String]) async throws -> JudgedLibrary {
    let rest = Mutex(answers)
    return try await JudgedLibrary { request in
      let answer = rest.withLock { $0.isEmpty ? "kept" : $0.removeFirst() }
      return FakeJudge.reply(to: request, changes: ["trait-1": answer])
    }
  }

  private var options: GenerateOptions {
    var options = GenerateOptions(model: "gemini-3-pro-image")
    options.checking = JudgedLibrary.options
    options.retriesChanged = true
    return options
  }

  private func primary(
    _ made: [GenerationResult], in judged: JudgedLibrary
  ) async throws -> [ULID] {
    try await judged.library.annotations(of: made.map(\.generation.id))
      .filter(\.isPrimary).map(\.target.generation)
  }

  @Test func aChangedTraitIsTriedOnceMoreAndTheBetterOneStands() async throws {
    let judged = try await judged(["changed", "kept"])
    defer { judged.server.stop() }
    let log = EventLog()
    let made = try await judged.library.generate("@kael on a roof", options, onEvent: log.note)
    #expect(made.count == 2)
    #expect(Set(made.map(\.generation.batch)).count == 1)
    let checked = log.events.compactMap { if case .checked(let one) = $0 { one } else { nil } }
    #expect(checked.map(\.check.outcome) == [.changed, .kept])
    #expect(try await primary(made, in: judged) == [checked[1].check.image.generation])
  }

  @Test func theFirstOneStandsWhereTheSecondIsNoBetter() async throws {
    let judged = try await judged(["changed", "changed", "changed"])
    defer { judged.server.stop() }
    let made = try await judged.library.generate("@kael on a roof", options)
    #expect(made.count == 2, "one more try, not several")
    #expect(try await primary(made, in: judged) == [made[0].generation.id])
  }

  @Test func whatIsNotVisibleIsNotTriedAgain() async throws {
    let judged = try await judged(["not_visible"])
    defer { judged.server.stop() }
    let made = try await judged.library.generate("@kael on a roof", options)
    #expect(made.count == 1)
  }

  @Test func aJudgeThatFailsCostsNoImage() async throws {
    let judged = try await JudgedLibrary { _ in .invalidKey }
    defer { judged.server.stop() }
    let made = try await judged.library.generate("@kael on a roof", options)
    #expect(made.map(\.generation.state) == [.done])
  }

  @Test func withoutAJudgeNothingIsSent() async throws {
    let judged = try await judged([])
    defer { judged.server.stop() }
    var options = options
    options.checking = CheckOptions()
    let overBound = await code { [options] in
      _ = try await judged.library.generate("@kael", options)
    }
    #expect(overBound == "no_judge")
    #expect(judged.server.requests.isEmpty)
  }
}
