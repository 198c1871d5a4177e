import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct ConcurrencyTests {
  /// Adds one to a counter that it read before, so that two writers at once would lose a step.
  private static func increment(_ database: Database, _ times: Int) async throws {
    for _ in 0..<times {
      try await database.write { connection in
        let value = try connection.row("SELECT max(id) FROM parent")?.optionalInt(0) ?? 0
        try connection.execute("INSERT INTO parent (id) VALUES (?)", value + 1)
      }
    }
  }

  @Test func eightDatabasesOfOneProcessLoseNothing() async throws {
    let library = try TestLibrary()
    let databases = try (0..<8).map { _ in try library.open() }
    // A writer that starves is refused after its lock's timeout, which fails here.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for database in databases {
        group.addTask { try await Self.increment(database, 50) }
      }
      try await group.waitForAll()
    }
    #expect(try await databases[0].count("parent") == 400)
    #expect(try Process.sqlite(library.path, "SELECT max(id) FROM parent") == "400")
  }

  @Test func eightProcessesLoseNothing() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let path = library.path
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          await #expect(processExitsWith: .success) { [path = path as String] in
            let database = try Database(
              path: path, migrations: TestLibrary.migrations,
              applicationID: TestLibrary.applicationID, create: false)
            try await Self.increment(database, 50)
          }
        }
      }
    }
    #expect(try await database.count("parent") == 400)
  }

  @Test func aKilledWriterLeavesNoLock() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let path = library.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let database = try Database(
        path: path, migrations: TestLibrary.migrations, applicationID: TestLibrary.applicationID,
        create: false)
      try await database.addNote("acknowledged")
      try await database.write { connection in
        try connection.execute("INSERT INTO note (text) VALUES ('half')")
        kill(getpid(), SIGKILL)
      }
    }
    try await database.addNote("next")
    #expect(try Process.sqlite(library.path, "SELECT text FROM note") == "acknowledged\nnext")
  }

  @Test func aHeldLockEndsInBusy() async throws {
    let library = try TestLibrary()
    let database = try library.open(lockTimeout: .milliseconds(300))
    let lock = try FileLock.acquire(
      library.folder.appending(path: "troupe.lock").path, timeout: .seconds(1))
    await #expect(throws: TroupeError.library(.libraryBusy(path: library.folder.path, seconds: 0)))
    {
      try await database.addNote("a")
    }
    #expect(try await database.count("note") == 0, "readers do not wait")
    withExtendedLifetime(lock) {}
  }

  @Test func aCancelledWaiterStopsWaiting() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    let lock = try FileLock.acquire(
      library.folder.appending(path: "troupe.lock").path, timeout: .seconds(1))
    let task = Task { try await database.addNote("a") }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    withExtendedLifetime(lock) {}
  }

  @Test func aRemovedLockFileKeepsNoOneOut() async throws {
    let library = try TestLibrary()
    let path = library.folder.appending(path: "troupe.lock").path
    let first = try FileLock.acquire(path, timeout: .zero)
    let isFree = try FileLock.attempt(path) != nil
    #expect(!isFree)
    unlink(path)
    let isFreeAgain = try FileLock.attempt(path) != nil
    #expect(isFreeAgain)
    withExtendedLifetime(first) {}
  }

  @Test func readersGoOnWhileOthersWrite() async throws {
    let library = try TestLibrary()
    let database = try library.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await Self.increment(database, 100) }
      for _ in 0..<12 {
        group.addTask {
          for _ in 0..<50 {
            let (count, most) = try await database.read { connection in
              (
                try connection.row("SELECT count(*) FROM parent")?.int(0),
                try connection.row("SELECT coalesce(max(id), 0) FROM parent")?.int(0)
              )
            }
            #expect(count == most)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
