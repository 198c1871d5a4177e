import Foundation
import TroupeVocabulary

/// Brings a database to the known schema, all pending migrations or none.
struct Migrator {
  let schema: LibrarySchema
  let lock: LockFile
  /// Is told how much of all is done, where anything is.
  var onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }

  /// Runs what is pending under the library's lock; the path of the backup when one was made.
  func run() throws -> String? {
    try lock.holding { lock in
      // Changes are counted from here on; what was noted is of another database.
      lock.note(0)
      return try translating(schema.path) { try migrate(SQLiteHandle.migrator(schema)) }
    }
  }

  func migrate(_ handle: SQLiteHandle) throws -> String? {
    // Another process may have done it while this one waited.
    let found = try schema.check(handle, mayBeYoung: true)
    if found == 0 { try refuseForeignTables(handle) }
    try handle.execute("PRAGMA journal_mode = WAL")
    guard found < schema.known else { return nil }
    if found > 0 { onProgress(0, 1) }
    let backup = found == 0 ? nil : "\(schema.path).backup-v\(found)"
    if let backup { try Backup.make(of: handle, at: backup) }
    do {
      try apply(schema.migrations.dropFirst(found), to: handle, backup: backup)
    } catch {
      guard found > 0, (try? schema.isMisnumbered(handle, found: found)) == true else {
        throw error
      }
      let detail =
        "it says that it has schema \(found), and its tables are those of \(schema.known)"
      throw TroupeError.library(.damagedDatabase(path: schema.path, detail: detail))
    }
    // The header is to show the new number to those who read it without SQLite.
    try WriteAheadLog(path: schema.path).checkpoint(handle)
    return backup
  }

  /// A database of another program that sets no number of its own.
  private func refuseForeignTables(_ handle: SQLiteHandle) throws {
    guard try handle.value("SELECT count(*) FROM sqlite_master") == .integer(0) else {
      throw TroupeError.library(.notALibrary(path: schema.path))
    }
  }

  private func apply(
    _ pending: ArraySlice<Migration>, to handle: SQLiteHandle, backup: String?
  ) throws {
    // A table that is made again loses no rows to cascades; the check at the end makes up for it.
    try handle.execute("PRAGMA foreign_keys = OFF")
    try handle.transaction(.immediate) {
      let before = try danglingRows(handle).count
      let total = pending.reduce(0) { $0 + $1.sql.utf8.count }
      var done = 0
      for migration in pending {
        try naming("migration \(migration.version) (\(migration.name))", backup) {
          try handle.script(migration.sql) { onProgress(done + $0, total) }
          done += migration.sql.utf8.count
          let connection = Connection(handle, path: schema.path)
          try migration.transform?(connection)
          _ = try connection.keepSums()
          try handle.checkTransaction()
        }
      }
      try naming("the migrated library", backup) { try checkForeignKeys(handle, before: before) }
      try handle.script(
        """
        PRAGMA user_version = \(schema.known);
        PRAGMA application_id = \(schema.applicationID);
        """)
    }
  }

  /// Refuses rows that lost what they name. Rows that had lost it before are damage that `verify` reports; they keep
  /// nothing else from being migrated.
  private func checkForeignKeys(_ handle: SQLiteHandle, before: Int) throws {
    let rows = try danglingRows(handle)
    guard rows.count > before, let row = rows.last else { return }
    throw TroupeError.library(
      .database(
        detail: "a row of \(try row.text(0)) names a row of \(try row.text(2)) that is not there"))
  }

  private func danglingRows(_ handle: SQLiteHandle) throws -> [Row] {
    try Connection(handle, path: schema.path).rows("PRAGMA foreign_key_check")
  }

  /// Runs `body`; what is wrong with `subject` is said with its name and where the backup is. Causes
  /// outside it, such as a full disk, pass.
  private func naming(_ subject: String, _ backup: String?, _ body: () throws -> Void) throws {
    do { try translating(schema.path, body) } catch let error as CancellationError {
      throw error
    } catch {
      let reason: String
      switch error {
      case TroupeError.library(.diskFull), TroupeError.library(.libraryBusy),
        TroupeError.library(.notALibrary):
        throw error
      case TroupeError.library(.database(let detail)): reason = detail
      case let error as TroupeError: reason = error.description
      default: reason = "\(error)"
      }
      let kept = backup.map { "; the library is as it was, and a backup is at \($0)" } ?? ""
      throw TroupeError.library(.database(detail: "\(subject): \(reason)\(kept)"))
    }
  }
}
