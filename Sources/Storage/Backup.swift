import Foundation
internal import GRDB
import TroupeVocabulary

/// A verified copy of a database in one file of its own.
enum Backup {
  /// Copies `source`, as it is at this moment, to `path`, replacing what is there only once the
  /// copy is verified.
  /// - Throws: `LibraryError.diskFull`, `LibraryError.database` when the copy is not sound; then nothing is left behind.
  static func make(of source: GRDB.Database, at path: String) throws {
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

  private static func copy(_ source: GRDB.Database, to path: String) throws {
    let target = try DatabaseQueue(path: path, configuration: ConnectionSettings.base())
    defer { try? target.close() }
    try target.writeWithoutTransaction { try source.backup(to: $0) }
    try target.writeWithoutTransaction { target in
      // One file that can be read from anywhere, also where no log can be made beside it.
      try target.execute(sql: "PRAGMA journal_mode = DELETE")
      let words = try String.fetchOne(target, sql: "PRAGMA integrity_check(1)")
      guard words == "ok" else {
        throw TroupeError.library(
          .database(detail: "the backup is not sound: \(words ?? "no answer")"))
      }
    }
  }
}
