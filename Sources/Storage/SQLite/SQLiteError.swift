import Foundation
import TroupeCSQLite
import TroupeVocabulary

/// An error as SQLite reports it.
struct SQLiteError: Error {
  /// The extended result code.
  let code: Int32
  let message: String
  /// The statement's text; never its arguments.
  var sql: String?

  /// The error that SQLite last recorded for `database`.
  ///
  /// A statement that a cancelled task interrupted ends in `CancellationError` and in no other way.
  static func last(_ database: OpaquePointer?, code: Int32, sql: String? = nil) -> any Error {
    let primary = code & 0xFF
    if primary == SQLITE_INTERRUPT || (primary == SQLITE_ABORT && Task.isCancelled) {
      return CancellationError()
    }
    let message = sqlite3_errmsg(database).map { String(cString: $0) }
    return SQLiteError(code: code, message: message ?? "error \(code)", sql: sql)
  }

  /// What it means for the database at `path`.
  func translated(_ path: String) -> TroupeError {
    switch code & 0xFF {
    case SQLITE_FULL: .library(.diskFull(path: path))
    case SQLITE_IOERR where Self.isFull(diskOf: path): .library(.diskFull(path: path))
    case SQLITE_IOERR:
      .library(.file(path: path, operation: isRead ? "read" : "write", reason: message))
    case SQLITE_BUSY, SQLITE_LOCKED:
      .library(
        .libraryBusy(
          path: (path as NSString).deletingLastPathComponent, seconds: SQLiteHandle.busySeconds))
    case SQLITE_CORRUPT: .library(.damagedDatabase(path: path, detail: detail))
    case SQLITE_NOTADB: .library(.notALibrary(path: path))
    case SQLITE_CANTOPEN, SQLITE_PERM:
      .library(.file(path: path, operation: "open", reason: message))
    default: .library(.database(detail: detail))
    }
  }

  private var isRead: Bool { code == SQLITE_IOERR | 1 << 8 || code == SQLITE_IOERR | 2 << 8 }

  private var detail: String {
    guard let sql else { return message }
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\(message), in: \(line.count > 120 ? line.prefix(120) + "…" : line)"
  }

  /// SQLite reports some writes that find no space, as to the index of its log, as I/O errors.
  private static func isFull(diskOf path: String) -> Bool {
    var facts = statvfs()
    let folder = (path as NSString).deletingLastPathComponent
    return statvfs(folder, &facts) == 0 && UInt64(facts.f_bavail) * UInt64(facts.f_frsize) < 1 << 18
  }
}

/// Runs `body` on the database at `path`: a `SQLiteError` becomes a `TroupeError`, any other error
/// passes.
func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
  do { return try body() } catch let error as SQLiteError { throw error.translated(path) }
}

/// The same for work that waits.
func translating<T>(_ path: String, _ body: () async throws -> T) async throws -> T {
  do { return try await body() } catch let error as SQLiteError { throw error.translated(path) }
}
