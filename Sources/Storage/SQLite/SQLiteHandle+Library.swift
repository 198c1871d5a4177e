import Foundation
import TroupeCSQLite
import TroupeVocabulary

/// The library's own connections (D9).
extension SQLiteHandle {
  /// A connection that writes.
  static func writer(_ schema: LibrarySchema) throws -> SQLiteHandle {
    try library(schema, isReader: false, mayBeYoung: false)
  }

  /// A connection that may not write. It ranks what FTS5 found by `prompt_score(…)`.
  static func reader(_ schema: LibrarySchema) throws -> SQLiteHandle {
    let handle = try library(schema, isReader: true, mayBeYoung: false)
    let code = troupe_sqlite_add_prompt_score(handle.pointer)
    guard code == SQLITE_OK else { throw SQLiteError.last(handle.pointer, code: code) }
    return handle
  }

  /// A connection that reads, and may write tables of its own. Its aggregate `row_sum(…)` is equal for the same rows, in
  /// whatever order, and for no others.
  static func temporary(_ schema: LibrarySchema) throws -> SQLiteHandle {
    let handle = try library(schema, isReader: false, mayBeYoung: false)
    try handle.execute("PRAGMA temp_store = MEMORY")
    let code = troupe_sqlite_add_row_sum(handle.pointer)
    guard code == SQLITE_OK else { throw SQLiteError.last(handle.pointer, code: code) }
    return handle
  }

  /// A connection that makes or changes the schema.
  static func migrator(_ schema: LibrarySchema) throws -> SQLiteHandle {
    try library(schema, isReader: false, mayBeYoung: true)
  }

  /// A full disk has no room for the index that SQLite keeps next to its log. The room kept for that is
  /// used, and where there is none, the index is kept in memory, which lets no other process in.
  private static func library(
    _ schema: LibrarySchema, isReader: Bool, mayBeYoung: Bool
  ) throws -> SQLiteHandle {
    do {
      return try opened(schema, isReader: isReader, mayBeYoung: mayBeYoung)
    } catch TroupeError.library(.diskFull) {
      let folder = (schema.path as NSString).deletingLastPathComponent
      let isAlone = !Reserve(folder: folder).release()
      return try opened(schema, isReader: isReader, mayBeYoung: mayBeYoung, isAlone: isAlone)
    }
  }

  private static func opened(
    _ schema: LibrarySchema, isReader: Bool, mayBeYoung: Bool, isAlone: Bool = false
  ) throws -> SQLiteHandle {
    try translating(schema.path) {
      let handle = try SQLiteHandle(path: schema.path)
      if isAlone { try handle.execute("PRAGMA locking_mode = EXCLUSIVE") }
      // Closing the last connection must not checkpoint outside the library's lock.
      _ = troupe_sqlite_configure(handle.pointer, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
      _ = try schema.check(handle, mayBeYoung: mayBeYoung)
      try handle.script(
        """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA cache_size = -16384;
        """)
      // A connection that SQLite itself opens read-only fails where the log is missing.
      if isReader { try handle.execute("PRAGMA query_only = 1") }
      return handle
    }
  }
}
