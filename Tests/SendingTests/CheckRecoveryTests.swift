import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord
@testable import TroupeSending

/// What a crash leaves of a check at each step, and that none is paid twice.
@Suite struct CheckRecoveryTests {
  struct Crash: Sendable, CustomTestStringConvertible {
    /// How much of the answer is on disk.
    enum Spooled { case nothing, half, all, named }

    let testDescription: String
    let isSent: Bool
    let spooled: Spooled
    /// What `recover` makes of it.
    let state: CheckState
  }

  static let crashes: [Crash] = [
    .init(testDescription: "planned", isSent: false, spooled: .nothing, state: .failed),
    .init(testDescription: "sent", isSent: true, spooled: .nothing, state: .unknown),
    .init(testDescription: "half an answer", isSent: true, spooled: .half, state: .unknown),
    .init(testDescription: "a whole answer", isSent: true, spooled: .all, state: .done),
    .init(testDescription: "named whole", isSent: true, spooled: .named, state: .done),
  ]

  private static let judge = "gemini-3.8-flash"

  private func checker(_ services: TestServices, _ folder: URL) -> Checker {
    Checker(
      services.sender, models: services.models,
      spool: Spool(folder: folder.appending(path: "spool/checks")))
  }

  /// Leaves what a process leaves that dies there.
  private func leave(
    _ crash: Crash, _ prepared: PreparedCheck, _ checker: Checker
  ) async throws -> ULID {
    let recorder = checker.recorder
    let id = recorder.generations.newID()
    let file = try recorder.spool.open(id)
    let bytes = try prepared.file
    let body = ObjectStore.Entry(
      digest: try recorder.objects.put(bytes, fileExtension: "json"), fileExtension: "json",
      byteCount: bytes.count)
    try await recorder.generations.write { writer in
      try CheckWriter(writer).plan(id, prepared, body: body)
      if crash.isSent { try CheckWriter(writer).event(id, .sent) }
    }
    let answers = prepared.questions.map {
      FakeJudge.Answer(id: $0.id, answer: $0.allowed[0], evidence: "left")
    }
    let answer = FakeJudge.reply(answers).body
    if crash.spooled != .nothing {
      try file.append(AnswerHead(status: 200, headers: []).line())
      try file.append(crash.spooled == .half ? answer.prefix(answer.count / 2) : answer)
    }
    if crash.spooled == .named { try file.finish() }
    return id
  }

  @Test(arguments: crashes)
  func whatDiesIsFinishedAndPaidOnce(_ crash: Crash) async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let made = try await fixture.make(fixture.request("@kael on a roof")).generation
    let image = try #require(made.outputs.first).id
    let first = checker(fixture.services, fixture.folder)
    let prepared = try #require(try await first.prepare([image], judge: Self.judge).checks.first)
    let id = try await leave(crash, prepared, first)
    let second = checker(try fixture.reopened(), fixture.folder)
    try await second.recover()
    let check = try await fixture.generations.read { try CheckReader($0.connection).check(id) }
    #expect(check.state == crash.state)
    #expect(check.verdicts.isEmpty == (crash.state != .done))
    #expect(try second.recorder.spool.abandoned().isEmpty)
    // Once more of the same: sent only where nothing had left the machine.
    let before = fixture.server.requests.count
    _ = try await second.check(
      [image], judge: Self.judge, isFresh: false, maxCost: nil, approve: nil
    ) { _, _, _ in }
    #expect(fixture.server.requests.count - before == (crash.state == .failed ? 1 : 0))
    let report = try await fixture.verify()
    #expect(report.problems.isEmpty, "\(report.problems)")
  }

  @Test func whatARunningProcessHoldsIsLeftAlone() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let made = try await fixture.make(fixture.request("@kael on a roof")).generation
    let image = try #require(made.outputs.first).id
    let checker = checker(fixture.services, fixture.folder)
    let prepared = try #require(try await checker.prepare([image], judge: Self.judge).checks.first)
    let held = try checker.recorder.spool.open(fixture.generations.newID())
    let bytes = try prepared.file
    let body = ObjectStore.Entry(
      digest: try fixture.objects.put(bytes, fileExtension: "json"), fileExtension: "json",
      byteCount: bytes.count)
    try await fixture.generations.write { writer in
      try CheckWriter(writer).plan(held.id, prepared, body: body)
      try CheckWriter(writer).event(held.id, .sent)
    }
    try await self.checker(try fixture.reopened(), fixture.folder).recover()
    let check = try await fixture.generations.read {
      try CheckReader($0.connection).check(held.id)
    }
    #expect(check.state == .sent)
    withExtendedLifetime(held) {}
  }
}
