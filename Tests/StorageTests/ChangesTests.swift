import Foundation
import Synchronization
import Testing
import TroupeStorage
import TroupeVocabulary

struct ChangesTests {
  private let library: TestLibrary
  private let database: Database

  init() throws {
    library = try TestLibrary()
    database = try library.open()
  }

  @Test func aCommitHereIsTold() async throws {
    let listener = Listener(database.changes())
    try await database.addNote("a")
    try await listener.hears(1)
    try await database.addNote("b")
    try await listener.hears(2)
  }

  @Test func aCommitOfAnotherDatabaseIsTold() async throws {
    let listener = Listener(database.changes())
    let other = try library.open()
    for count in 1...3 {
      try await other.addNote("\(count)")
      try await listener.hears(count)
    }
  }

  @Test func aCommitOfAnotherProcessIsTold() async throws {
    let listener = Listener(database.changes())
    try Process.sqlite(library.path, "INSERT INTO note (text) VALUES ('elsewhere')")
    try await listener.hears(1)
    #expect(try await database.count("note") == 1)
  }

  @Test func aCommitBeforeTheFirstWaitIsTold() async throws {
    let changes = database.changes()
    try Process.sqlite(library.path, "INSERT INTO note (text) VALUES ('early')")
    try await Listener(changes).hears(1)
  }

  @Test func commitsAtTheMomentOfListeningAreSeen() async throws {
    let other = try library.open()
    let writing = Task { for count in 1...300 { try await other.addNote("\(count)") } }
    // Who begins to listen, then reads, is told of all that the reading missed.
    for _ in 0..<20 {
      let changes = database.changes()
      let before = try await database.count("note")
      let last = try await other.count("note")
      guard last > before else { continue }
      try await Listener(changes).hears(1)
      #expect(try await database.count("note") >= last)
    }
    try await writing.value
  }

  @Test func whatIsNotWaitedForIsOneElement() async throws {
    let changes = database.changes()
    for count in 0..<5 { try await database.addNote("\(count)") }
    try await Task.sleep(for: Database.changeInterval * 2)
    let listener = Listener(changes)
    try await listener.hears(1)
    try await Task.sleep(for: Database.changeInterval * 2)
    #expect(listener.count == 1)
  }

  @Test func nothingIsToldWithoutACommit() async throws {
    try await database.addNote("before")
    let listener = Listener(database.changes())
    _ = try await database.count("note")
    _ = try? await database.write { connection in
      try connection.insert(into: "note", ["text": "undone"])
      throw CocoaError(.userCancelled)
    }
    try await database.write { _ in }
    try await Task.sleep(for: Database.changeInterval * 2)
    #expect(listener.count == 0)
  }

  @Test func everyListenerIsTold() async throws {
    let listeners = (0..<3).map { _ in Listener(database.changes()) }
    try await database.addNote("a")
    for listener in listeners { try await listener.hears(1) }
  }

  @Test func listeningKeepsNothingInTheLog() async throws {
    let listener = Listener(database.changes())
    try await database.addNote("a")
    try await listener.hears(1)
    try await database.checkpoint()
    #expect(try library.bytes(library.path + "-wal").isEmpty)
  }

  @Test func cancellationEndsIt() async throws {
    let listener = Listener(database.changes())
    listener.cancel()
    try await listener.ends()
    // Others may begin again.
    let next = Listener(database.changes())
    try await database.addNote("a")
    try await next.hears(1)
    #expect(listener.count == 0)
  }

  @Test func aTaskThatIsCancelledAlreadyHearsNothing() async throws {
    let database = database
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      for try await _ in database.changes() { Issue.record("nothing was committed") }
    }
    task.cancel()
    try await task.value
  }

  @Test func closingEndsIt() async throws {
    let listener = Listener(database.changes())
    try database.close()
    try await listener.ends()
    try await Listener(database.changes()).ends()
  }

  @Test func aLibraryThatCannotBeReadIsAnError() async throws {
    try Process.sqlite(library.path, "PRAGMA user_version = 9")
    let listener = Listener(database.changes())
    await #expect(
      throws: TroupeError.library(.libraryNewer(path: library.path, found: 9, known: 1))
    ) {
      try await listener.ends()
    }
  }
}

/// Counts the elements of a sequence.
private final class Listener: Sendable {
  private final class Counter: Sendable { let value = Mutex(0) }

  private struct Silence: Error {}

  private let counter: Counter
  private let task: Task<Void, any Error>

  init(_ changes: AsyncThrowingStream<Void, any Error>) {
    let counter = Counter()
    self.counter = counter
    task = Task { for try await _ in changes { counter.value.withLock { $0 += 1 } } }
  }

  deinit { task.cancel() }

  var count: Int { counter.value.withLock(\.self) }

  func cancel() { task.cancel() }

  /// Waits for at least `wanted` elements; fails after two minutes.
  func hears(_ wanted: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while count < wanted {
      guard ContinuousClock.now < deadline else { throw Silence() }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Waits for the end of the sequence; throws what it ends with.
  func ends() async throws { try await task.value }
}
