import Foundation
import TroupeCSQLite
import TroupeVocabulary

/// A verified copy of a database in one file of its own.
enum Backup {
  /// Pages copied between two looks at whether the task is cancelled: 4 MiB.
  private static let pagesPerStep: Int32 = 1024

  /// Copies `source`, as it is at this moment, to `path`, replacing what is there only once the
  /// copy is verified.
  /// - Throws: `LibraryError.diskFull`, `LibraryError.database` when the copy is not sound, `CancellationError`; then nothing
  ///   is left behind.
  static func make(of source: SQLiteHandle, at path: String) throws {
    let temporary = try DurableFile.createBeside(path).path
    do {
      try translating(path) { try copy(source, to: temporary) }
      try OpenFile(temporary, O_RDWR).synchronize()
      guard rename(temporary, path) == 0 else {
        throw TroupeError.system(errno, path: path, operation: "write")
      }
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(temporary + suffix) }
      throw error
    }
    try OpenFile.synchronizeFolder((path as NSString).deletingLastPathComponent)
  }

  private static func copy(_ source: SQLiteHandle, to path: String) throws {
    let target = try SQLiteHandle(path: path)
    // Between two steps another process may commit, and the copy would begin again.
    try source.transaction(.deferred) {
      _ = try source.value("PRAGMA user_version")
      try copyPages(of: source, to: target)
    }
    // One file that can be read from anywhere, also where no log can be made next to it.
    try target.execute("PRAGMA journal_mode = DELETE")
    let finding = try target.value("PRAGMA integrity_check(1)")
    guard finding == .text("ok") else {
      var words = "no answer"
      if case .text(let text) = finding { words = text }
      throw TroupeError.library(.database(detail: "the backup is not sound: \(words)"))
    }
  }

  private static func copyPages(of source: SQLiteHandle, to target: SQLiteHandle) throws {
    guard let backup = sqlite3_backup_init(target.pointer, "main", source.pointer, "main") else {
      throw SQLiteError.last(target.pointer, code: sqlite3_extended_errcode(target.pointer))
    }
    var code = SQLITE_OK
    while code == SQLITE_OK, !Task.isCancelled {
      code = sqlite3_backup_step(backup, pagesPerStep)
    }
    sqlite3_backup_finish(backup)
    if code == SQLITE_OK { throw CancellationError() }
    guard code == SQLITE_DONE else { throw SQLiteError.last(target.pointer, code: code) }
  }
}
