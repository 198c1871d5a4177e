import Foundation
internal import GRDB
import TroupeVocabulary

/// Brings a database to the known schema, all pending migrations or none.
struct Migrator {
  let schema: LibrarySchema
  let lock: LockFile

  /// Runs what is pending under the library's lock; the path of the backup when one was made.
  func run() throws -> String? {
    try lock.holding {
      let settings = ConnectionSettings.library(isReader: false) {
        _ = try schema.check($0, mayBeYoung: true)
      }
      let queue = try translating(schema.path) {
        try DatabaseQueue(path: schema.path, configuration: settings)
      }
      defer { try? queue.close() }
      return try translating(schema.path) { try queue.writeWithoutTransaction(migrate) }
    }
  }

  private func migrate(_ database: GRDB.Database) throws -> String? {
    // Another process may have done it while this one waited.
    let found = try schema.check(database, mayBeYoung: true)
    if found == 0 { try refuseForeignTables(database) }
    try database.execute(sql: "PRAGMA journal_mode = WAL")
    guard found < schema.known else { return nil }
    let backup = found == 0 ? nil : "\(schema.path).backup-v\(found)"
    if let backup { try Backup.make(of: database, at: backup) }
    try apply(schema.migrations.dropFirst(found), to: database, backup: backup)
    // The header is to show the new number to those who read it without SQLite.
    try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    return backup
  }

  /// A database of another program that sets no number of its own.
  private func refuseForeignTables(_ database: GRDB.Database) throws {
    guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
      throw TroupeError.library(.notALibrary(path: schema.path))
    }
  }

  private func apply(
    _ pending: ArraySlice<Migration>, to database: GRDB.Database, backup: String?
  ) throws {
    // Tables that are made anew lose no rows to cascades; the check at the end makes up for it.
    try database.execute(sql: "PRAGMA foreign_keys = OFF")
    try database.inTransaction(.immediate) {
      for migration in pending { try apply(migration, to: database, backup: backup) }
      try database.checkForeignKeys()
      try database.execute(
        sql: """
          PRAGMA user_version = \(schema.known);
          PRAGMA application_id = \(schema.applicationID);
          """)
      return .commit
    }
  }

  private func apply(
    _ migration: Migration, to database: GRDB.Database, backup: String?
  ) throws {
    do {
      try database.execute(sql: migration.sql)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      let kept = backup.map { "; the library is as it was, and a backup is at \($0)" } ?? ""
      throw TroupeError.library(
        .database(
          detail:
            "migration \(migration.version) (\(migration.name)): \(error.message ?? "")\(kept)"))
    }
  }
}
