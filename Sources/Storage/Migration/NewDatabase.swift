import Foundation
import TroupeVocabulary

/// Makes a database aside and gives it its name when it is whole: a crash leaves none or all of it.
struct NewDatabase {
  let schema: LibrarySchema
  let lock: LockFile

  func make() throws {
    try lock.holding { lock in
      // Another process may have made it while this one waited.
      guard try LibraryHeader(path: schema.path) == nil else { return }
      let folder = (schema.path as NSString).deletingLastPathComponent
      let aside = "\(folder)/.\((schema.path as NSString).lastPathComponent).new"
      try translating(aside) { try make(aside) }
      // What was noted is of another database.
      lock.note(0)
      // An empty file of the name may have a log, which is no one's.
      for suffix in ["-wal", "-shm", "-journal"] { unlink(schema.path + suffix) }
      try DurableFile.rename(aside, to: schema.path)
    }
  }

  private func make(_ aside: String) throws {
    // A process that was killed may have left them.
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(aside + suffix) }
    do {
      // SQLite gives the files next to it the same mode.
      _ = try OpenFile(aside, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
      let new = try LibrarySchema(
        path: aside, applicationID: schema.applicationID, migrations: schema.migrations)
      _ = try Migrator(schema: new, lock: lock).migrate(SQLiteHandle.migrator(new))
      for suffix in ["-wal", "-shm"] { unlink(aside + suffix) }
      try OpenFile(aside, O_RDWR).synchronize()
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink(aside + suffix) }
      throw error
    }
  }

  /// Whether the file at `path` is more than what a stopped creation leaves.
  static func isMade(at path: String) throws -> Bool {
    guard let header = try LibraryHeader(path: path) else { return false }
    let isBare = header.applicationID == 0 && header.schemaVersion == 0 && header.pageCount <= 1
    return !isBare || !WriteAheadLog(path: path).isEmpty
  }

  /// Moves what the log of the database at `path` holds into it, and removes the log.
  static func emptyLog(of path: String) throws {
    guard try LibraryHeader(path: path) != nil else { return }
    let log = WriteAheadLog(path: path)
    try log.checkpoint(SQLiteHandle(path: path))
    guard log.isEmpty else {
      throw TroupeError.library(
        .libraryBusy(
          path: (path as NSString).deletingLastPathComponent, seconds: SQLiteHandle.busySeconds))
    }
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
  }
}
