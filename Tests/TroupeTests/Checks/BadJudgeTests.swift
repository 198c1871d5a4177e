import Foundation
import TestSupport
import Testing
import Troupe

/// A judge that lies, rambles, answers half, refuses, hangs or is not there: recorded as such, never a verdict.
@Suite struct BadJudgeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let state: CheckState
    let reason: String
    let reply: @Sendable (RecordedRequest) -> FakeReply
  }

  static let cases: [Case] = [
    .init(testDescription: "ids of another question", state: .noVerdict, reason: "not asked") {
      var answers = FakeJudge.answers(to: $0)
      answers[0].id = "trait-77"
      return FakeJudge.reply(answers)
    },
    .init(testDescription: "a value outside the schema", state: .noVerdict, reason: "no answer") {
      FakeJudge.reply(to: $0, changes: ["trait-1": "mostly"])
    },
    .init(testDescription: "half of the answers", state: .noVerdict, reason: "is missing") {
      FakeJudge.reply(FakeJudge.answers(to: $0).dropLast())
    },
    .init(testDescription: "half of the JSON", state: .noVerdict, reason: "no JSON") {
      FakeJudge.reply(words: String(FakeJudge.text(FakeJudge.answers(to: $0)).dropLast(9)))
    },
    .init(testDescription: "prose", state: .noVerdict, reason: "no JSON") { _ in
      FakeJudge.reply(words: "Kael looks great! The scar is clearly there.")
    },
    .init(testDescription: "a contradiction", state: .noVerdict, reason: "contradict") {
      FakeJudge.reply(to: $0, changes: ["presence-1": "off_stage"])
    },
    .init(testDescription: "cut off by its bound of tokens", state: .noVerdict, reason: "cut off") {
      FakeJudge.reply(
        words: FakeJudge.text(FakeJudge.answers(to: $0)), finish: "MAX_TOKENS")
    },
    .init(testDescription: "a blocked prompt", state: .noVerdict, reason: "refused") { _ in
      .blockedPrompt
    },
    .init(testDescription: "a stop and nothing", state: .noVerdict, reason: "no words") { _ in
      .emptyStop
    },
    .init(testDescription: "an image", state: .noVerdict, reason: "image") { _ in .image() },
    .init(testDescription: "a page", state: .noVerdict, reason: "not its JSON") { _ in .page() },
    .init(testDescription: "500", state: .unknown, reason: "HTTP 500") { _ in .internalError },
    .init(testDescription: "no quota", state: .failed, reason: "quota") { _ in .noQuota },
    .init(testDescription: "a refused key", state: .failed, reason: "key") { _ in .invalidKey },
    .init(testDescription: "dropped before the answer", state: .unknown, reason: "") {
      FakeJudge.reply(to: $0).sent(.noAnswer)
    },
    .init(testDescription: "dropped within the answer", state: .unknown, reason: "") {
      FakeJudge.reply(to: $0).sent(.cut(after: 300))
    },
  ]

  @Test(arguments: cases)
  func whatIsNoWholeAnswerIsNoVerdict(_ one: Case) async throws {
    let judged = try await JudgedLibrary(judge: one.reply)
    defer { judged.server.stop() }
    let image = try await judged.image()
    let result = try await judged.check(image)
    #expect(result.check.state == one.state)
    #expect(result.check.verdicts.isEmpty && result.check.outcome == .unsure)
    let message = result.check.message ?? ""
    #expect(one.reason.isEmpty || message.contains(one.reason), "\(message)")
    #expect(result.error != nil)
    let found = try await judged.library.search("check:none").generations.count
    #expect(found == (one.state == .noVerdict ? 0 : 1))
    #expect(try await judged.library.search("check:changed").generations.isEmpty)
    // What may be billed is not sent again by itself; what certainly was not may be.
    let before = judged.server.requests.count
    let again = try await judged.check(image)
    #expect((judged.server.requests.count > before) == (one.state == .failed))
    #expect(again.error != nil)
    #expect(try await judged.library.verify().problems.isEmpty)
  }

  @Test func aFencedAnswerIsOne() async throws {
    let judged = try await JudgedLibrary {
      FakeJudge.reply(words: "```json\n\(FakeJudge.text(FakeJudge.answers(to: $0)))\n```")
    }
    defer { judged.server.stop() }
    let result = try await judged.check(try await judged.image())
    #expect(result.check.outcome == .kept)
  }

  @Test func aBusyJudgeIsAskedAgain() async throws {
    let judged = try await JudgedLibrary(script: [.tooMany(retryAfter: 0)])
    defer { judged.server.stop() }
    let image = try await judged.image()
    let result = try await judged.check(image)
    #expect(result.check.state == .done)
    let states = try await judged.library.checks(of: [image.generation]).map(\.state)
    #expect(states == [.failed, .done])
    #expect(judged.server.billedSends == 1)
  }

  @Test func aHangingJudgeIsStoppedAndUnknown() async throws {
    let judged = try await JudgedLibrary { FakeJudge.reply(to: $0).sent(.silent) }
    defer { judged.server.stop() }
    let image = try await judged.image()
    let task = Task { try await judged.check(image) }
    while judged.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    _ = try? await task.value
    let states = try await judged.library.checks(of: [image.generation]).map(\.state)
    #expect(states == [.unknown])
    let again = try await judged.check(image)
    #expect(again.error?.code == "equal_check_open" && judged.server.requests.count == 1)
  }

  @Test func theKeyIsNowhere() async throws {
    let judged = try await JudgedLibrary { _ in .echoedKey }
    defer { judged.server.stop() }
    let result = try await judged.check(try await judged.image())
    #expect(judged.server.requests.first?.key == JudgedLibrary.key)
    #expect(!"\(result)".contains(JudgedLibrary.key))
    let files = FileManager.default.enumerator(atPath: judged.library.folder.path)
    for case let name as String in files?.allObjects ?? [] {
      let bytes = try? Data(contentsOf: judged.library.folder.appending(path: name))
      #expect(bytes?.range(of: Data(JudgedLibrary.key.utf8)) == nil, "\(name)")
    }
  }

  @Test func noRatingIsOverwritten() async throws {
    let judged = try await JudgedLibrary {
      FakeJudge.reply(to: $0, changes: ["trait-1": "changed"])
    }
    defer { judged.server.stop() }
    let image = try await judged.image()
    let said = try await judged.library.rate([.output(image)], 5)
    _ = try await judged.check(image)
    #expect(try await judged.library.annotations(of: [image.generation]) == said)
  }
}
