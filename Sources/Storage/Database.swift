import Foundation
import Synchronization
import TroupeVocabulary

/// A library's database. Any number of tasks and processes may use one file at once (D9).
///
/// Everything throws `TroupeError`, or `CancellationError` when the task is cancelled.
package final class Database: Sendable {
  /// The database file.
  package let path: String
  /// Where the state before a migration was kept, when opening migrated.
  package let migrationBackup: String?

  private let pool: ConnectionPool
  private let monitor: ChangeMonitor
  private let lock: LockFile
  private let reserve: Reserve
  let schema: LibrarySchema
  private let statements = Atomic(0)

  /// Opens the database at `path`, in a folder that exists, and migrates it when its schema is
  /// older.
  /// - Parameters:
  ///   - path: the file; `troupe.lock` and, before a migration, `….backup-v<N>` stand next to it.
  ///   - migrations: the whole schema, numbered from 1 without gaps. Those pending run in one
  ///     transaction.
  ///   - applicationID: SQLite's mark of a library.
  ///   - create: whether to make the database when there is none.
  ///   - lockTimeout: how long to wait for other writers.
  ///   - onMigration: is told how much of a migration is done, from nothing on; of an older library alone.
  /// - Throws: `LibraryError.noLibrary` when there is no file; `LibraryError.notALibrary` and `LibraryError.libraryNewer` before a byte
  ///   is written; `.libraryBusy`, `.diskFull`, `.file`, `.database`.
  package init(
    path: String, migrations: [Migration], applicationID: Int32, create: Bool,
    lockTimeout: Duration = .seconds(60),
    onMigration: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    self.path = URL(filePath: path).standardizedFileURL.path
    let schema = try LibrarySchema(
      path: self.path, applicationID: applicationID, migrations: migrations)
    let folder = (self.path as NSString).deletingLastPathComponent
    self.schema = schema
    reserve = Reserve(folder: folder)
    pool = ConnectionPool(schema: schema)
    monitor = ChangeMonitor(schema: schema)
    lock = LockFile(path: "\(folder)/troupe.lock", timeout: lockTimeout)
    let header = try LibraryHeader(path: self.path)
    if let header {
      try schema.check(header)
    } else {
      guard create else { throw TroupeError.library(.noLibrary(searched: folder)) }
      try NewDatabase(schema: schema, lock: lock).make()
    }
    let isCurrent =
      header == nil || (header?.isWAL == true && header?.schemaVersion == schema.known)
    let migrate = { [lock] (onProgress: @escaping (Int, Int) -> Void) in
      try Migrator(schema: schema, lock: lock, onProgress: onProgress).run()
    }
    migrationBackup = isCurrent ? nil : try withoutActuallyEscaping(onMigration, do: migrate)
  }

  /// Runs `body` on one unchanging state of the database. It cannot write.
  package func read<T: Sendable>(
    _ body: @Sendable @escaping (Connection) throws -> T
  ) async throws -> T {
    let path = path
    return try await translating(path) {
      try await pool.withReader { reader in
        try await reader.run { handle in
          try handle.transaction(.deferred) { try counted(Connection(handle, path: path), body) }
        }
      }
    }
  }

  /// Runs `body` in a write transaction under the library's lock; durable on return, undone when it
  /// throws.
  /// - Parameter mayUseReserve: whether room that is kept for it may be used where the disk is full:
  ///   for what frees room.
  package func write<T: Sendable>(
    mayUseReserve: Bool = false, _ body: @Sendable @escaping (Connection) throws -> T
  ) async throws -> T {
    do {
      let result = try await writeOnce(body)
      reserve.keep()
      return result
    } catch TroupeError.library(.diskFull) where mayUseReserve {
      // What the log holds may have a place in the database already.
      try? await checkpoint()
      reserve.release()
      let result = try await writeOnce(body)
      try? await checkpoint()
      return result
    }
  }

  private func writeOnce<T: Sendable>(
    _ body: @Sendable @escaping (Connection) throws -> T
  ) async throws -> T {
    let (path, lock, schema) = (path, lock, schema)
    let result = try await translating(path) {
      try await pool.writer.run { handle in
        try lock.holding { lock in
          let (result, changes) = try handle.transaction(.immediate) {
            _ = try schema.check(handle, mayBeYoung: false)
            return try counted(Connection(handle, path: path)) { connection in
              let result = try body(connection)
              try connection.finish()
              return (result, try connection.keepSums())
            }
          }
          if let changes { lock.noteChanges(changes.count, made: changes.made) }
          WriteAheadLog(path: path).checkpointIfLong(handle)
          return result
        }
      }
    }
    monitor.lookSoon()
    return result
  }

  /// Statements run in transactions of this value so far; what a use of it costs is the difference.
  package var statementCount: Int { statements.load(ordering: .relaxed) }

  private func counted<T>(
    _ connection: Connection, _ body: (Connection) throws -> T
  ) rethrows -> T {
    defer { statements.add(connection.statementCount, ordering: .relaxed) }
    return try body(connection)
  }

  /// The same for work that needs tables of its own: `body` may make and fill tables of the schema
  /// `temp`, which are gone when it returns. The aggregate `row_sum(…)` compares rows without sorting them.
  package func readWithTemporaryTables<T: Sendable>(
    _ body: @Sendable @escaping (Connection) throws -> T
  ) async throws -> T {
    let (path, schema) = (path, schema)
    let own = SerialConnection(label: "troupe.temporary") { try SQLiteHandle.temporary(schema) }
    defer { own.close() }
    return try await translating(path) {
      try await own.run { handle in
        try handle.transaction(.deferred) { try counted(Connection(handle, path: path), body) }
      }
    }
  }

  /// How many changes this database lacks that a program once reported as done: its log or the whole
  /// of it was lost, or replaced by an older one.
  package func missingChanges() async throws -> Int {
    let noted = lock.noted
    return max(0, noted - (try await read { try $0.changeCount() }))
  }

  /// Counts as all there ever was what there is: `missingChanges` is 0 from here on.
  package func acceptMissingChanges() async throws {
    let lock = lock
    let count = try await read { try $0.changeCount() }
    try lock.holding { lock in lock.note(count) }
  }

  /// Moves all that is in the write-ahead log into the database file, as far as no reader still
  /// needs it.
  package func checkpoint() async throws {
    let (path, lock) = (path, lock)
    try await translating(path) {
      try await pool.writer.run { handle in
        try lock.holding { _ in try WriteAheadLog(path: path).checkpoint(handle) }
      }
    }
  }

  /// Writes the database file again without what was deleted from it, and empties the log: no byte of that is left.
  /// - Throws: `LibraryError.libraryBusy` while another process reads what stood there before.
  package func wipe() async throws {
    let (path, lock) = (path, lock)
    try await translating(path) {
      try await pool.writer.run { handle in
        try lock.holding { _ in
          try handle.execute("PRAGMA secure_delete = ON")
          try handle.execute("VACUUM")
          let log = WriteAheadLog(path: path)
          try log.checkpoint(handle)
          guard log.isEmpty else {
            throw TroupeError.library(
              .libraryBusy(path: path, seconds: SQLiteHandle.busySeconds))
          }
        }
      }
    }
  }

  /// The paths of copies that stand next to the database: those from before migrations.
  /// - Throws: `LibraryError.file` when the folder cannot be read.
  package func copies() throws -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    let beginning = "\((path as NSString).lastPathComponent).backup-"
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasPrefix(beginning) }.sorted().map { "\(folder)/\($0)" }
    } catch {
      throw TroupeError.cannot("read", folder, error)
    }
  }

  /// Removes them.
  /// - Throws: `LibraryError.file`.
  package func removeCopies() throws {
    for copy in try copies() where unlink(copy) != 0 && errno != ENOENT {
      throw TroupeError.system(errno, path: copy, operation: "remove")
    }
  }

  /// Copies the database, as it is at this moment, to one verified file at `path`; an older one
  /// there is replaced.
  package func backup(to path: String) async throws {
    try await translating(self.path) {
      try await pool.withReader { reader in
        try await reader.run { try Backup.make(of: $0, at: path) }
      }
    }
  }

  /// Whether a database stands at `path`: more than what a stopped creation leaves.
  /// - Throws: `LibraryError.notALibrary` for a file that is none.
  package static func isMade(at path: String) throws -> Bool { try NewDatabase.isMade(at: path) }

  /// The version of the schema of the library whose database stands at `path`, read without opening it; `nil` where that
  /// stands in its log alone, as of one that was just made.
  /// - Throws: `LibraryError.notALibrary`, `LibraryError.file`; `LibraryError.noLibrary` where none is.
  package static func schemaVersion(at path: String) throws -> Int? {
    guard let header = try LibraryHeader(path: path) else {
      throw TroupeError.library(.noLibrary(searched: path))
    }
    return header.schemaVersion == 0 ? nil : header.schemaVersion
  }

  /// Puts the database at `next` in the place of the one at `path`, whose log is brought to its end
  /// first: a log is read with whatever database stands next to it.
  /// - Throws: `LibraryError.libraryBusy` while another process uses the old one.
  package static func replace(
    _ path: String, with next: String, lockTimeout: Duration = .seconds(60)
  ) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try LockFile(path: "\(folder)/troupe.lock", timeout: lockTimeout).holding { lock in
      try translating(path) { try NewDatabase.emptyLog(of: path) }
      // The new one has another count of changes.
      lock.note(0)
      try DurableFile.rename(next, to: path)
    }
  }

  /// Tells of commits from now on, by this process or another.
  ///
  /// An element means that something was committed since the one before; several commits may be one
  /// element. Those of this value are told at once, those of others within `changeInterval`. The
  /// first call opens a connection. The sequence ends when its task is cancelled, when it is let go,
  /// and when the database is closed; it throws `TroupeError` when the database cannot be read.
  package func changes() -> AsyncThrowingStream<Void, any Error> { monitor.changes() }

  /// How long a commit by another process may go unnoticed by `changes()`.
  package static let changeInterval = ChangeMonitor.interval

  /// Closes every connection once its work is done; later calls throw. Idempotent.
  package func close() throws {
    monitor.close()
    pool.close()
  }
}
