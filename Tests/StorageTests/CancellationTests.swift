import Foundation
import TestSupport
import Testing
import TroupeStorage
import TroupeVocabulary

struct CancellationTests {
  /// Counts to a number that takes minutes.
  private static let long = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)
    SELECT max(i) FROM n
    """

  @Test func aCancelledReadStops() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let task = Task { try await database.read { try $0.rows(Self.long).count } }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await database.count("note") == 0)
  }

  @Test func aCancelledTaskIsRefused() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let copy = library.folder.appending(path: "copy.sqlite").path
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      await #expect(throws: CancellationError.self) { try await database.count("note") }
      await #expect(throws: CancellationError.self) { try await database.addNote("a") }
      await #expect(throws: CancellationError.self) { try await database.backup(to: copy) }
    }
    task.cancel()
    await task.value
    #expect(try await database.count("note") == 0)
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  @Test func aBodyThatIgnoresItsCancellationIsUndone() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let task = Task {
      try await database.write { connection in
        try connection.insert(into: "note", ["text": "a"])
        while !Task.isCancelled { usleep(100) }
        try? connection.insert(into: "note", ["text": "b"])
      }
    }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await database.count("note") == 0)
  }

  @Test func anotherTaskOfTheSameConnectionIsNotStopped() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let cancelled = Task { try await database.write { try $0.execute(Self.long) } }
    try await Task.sleep(for: .milliseconds(50))
    let waiting = Task { try await database.addNote("waits for its turn") }
    try await Task.sleep(for: .milliseconds(50))
    cancelled.cancel()
    try await waiting.value
    #expect(try await database.count("note") == 1)
  }

  @Test @MainActor func theCallersActorIsNotHeldUp() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    #expect(MainQueue.isCurrent)
    let isWrittenHere = try await database.write { _ in MainQueue.isCurrent }
    let isReadHere = try await database.read { _ in MainQueue.isCurrent }
    #expect(!isWrittenHere && !isReadHere)
  }

  @Test func manyThatWaitLeaveTheThreadsToOthers() async throws {
    let library = try TestLibrary()
    let databases = try (0..<16).map { _ in try library.open() }
    let path = library.folder.appending(path: "troupe.lock").path
    let lock = try FileLock.acquire(path, timeout: .seconds(1))
    let writers = databases.map { database in Task { try await database.addNote("a") } }
    try await Task.sleep(for: .milliseconds(100))
    // Were Swift's threads, as many as processors, all waiting for the lock, this would wait too, until the
    // writers gave up.
    for _ in 0..<100 { await Task { await Task.yield() }.value }
    _ = consume lock
    for writer in writers { try await writer.value }
    #expect(try await databases[0].count("note") == 16)
  }
}
