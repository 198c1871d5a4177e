import Foundation
import Synchronization
import Testing
import Troupe

/// Long work, its events and its end.
@Suite struct WorkTests {
  @Test func eventsComeInOrderThenTheValue() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let work = Work { try await library.verify(onEvent: $0) }
    var counts: [Int] = []
    for await event in work {
      if case .advanced(let done, _) = event { counts.append(done) }
    }
    let report = try await work.value
    #expect(counts == Array(1...report.files))
    #expect(try await work.value == report)
  }

  @Test func theValueNeedsNoIteration() async throws {
    let work = Work { handler in
      handler(.advanced(done: 1, total: 1))
      return "done"
    }
    #expect(try await work.value == "done")
    var events = 0
    for await _ in work { events += 1 }
    #expect(events == 1)
  }

  @Test func whatItThrowsIsThrown() async throws {
    let work = Work<Int> { _ in throw TroupeError.request(.emptyPrompt) }
    for await _ in work { Issue.record("no event was sent") }
    await #expect(throws: TroupeError.request(.emptyPrompt)) { try await work.value }
  }

  private static func endless(_ started: @escaping @Sendable () -> Void) -> Work<Int> {
    Work { handler in
      handler(.advanced(done: 0, total: 1))
      started()
      try await Task.sleep(for: .seconds(3_600))
      return 1
    }
  }

  @Test(.timeLimit(.minutes(10))) func cancelEndsIt() async throws {
    let work = Self.endless {}
    work.cancel()
    await #expect(throws: CancellationError.self) { try await work.value }
    for await _ in work {}
  }

  @Test(.timeLimit(.minutes(10))) func cancellingTheTaskThatWaitsEndsIt() async throws {
    let (started, continuation) = AsyncStream<Void>.makeStream()
    let work = Self.endless { continuation.finish() }
    let waiting = Task { try await work.value }
    for await _ in started {}
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }

  @Test(.timeLimit(.minutes(10))) func leavingTheIterationDoesNotEndIt() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let work = Work { try await library.reindex(onEvent: $0) }
    for await _ in work { break }
    #expect(try await work.value.pictures == 3)
  }
}

/// A call from the main actor leaves the main thread free.
@MainActor @Suite struct MainActorTests {
  @Test func workIsDoneElsewhere() async throws {
    MainActor.assertIsolated()
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let log = EventLog()
    _ = try await library.generate("@kael waves", .offline, onEvent: log.note)
    _ = try await library.edit(.last(), "at dawn", onEvent: log.note)
    _ = try await library.rebuild(
      .last(), model: "pocket", options: ReworkOptions(onEvent: log.note))
    _ = try await library.verify(onEvent: log.note)
    _ = try await library.reindex(onEvent: log.note)
    _ = try await library.backup(to: scratch.base.appending(path: "copy"), onEvent: log.note)
    try await library.set("kael", AssetDetails(name: "Kael"))
    try await library.remove("ink")
    _ = try await library.startSession(.offline)
    _ = try await library.say("a roof")
    _ = try await library.endSession()
    MainActor.assertIsolated()
    #expect(log.threads.count > 10 && !log.threads.isMain)
    #expect(scratch.timesAsked > 5 && !scratch.workedOnMainThread)
  }

  @Test func theMainThreadIsRecognized() {
    let log = MainThreadLog()
    log.note()
    #expect(log.isMain, "the main actor runs on another thread here: the test above shows nothing")
  }

  @Test func workBegunHereIsDoneElsewhere() async throws {
    let log = MainThreadLog()
    let work = Work { handler in
      log.note()
      handler(.advanced(done: 1, total: 1))
    }
    for await _ in work {}
    try await work.value
    #expect(log.count == 1 && !log.isMain)
  }
}
