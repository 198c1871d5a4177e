import Foundation
internal import GRDB
import TroupeVocabulary

/// Runs `body` on the database at `path`; what SQLite says against it becomes a `TroupeError`, all
/// else passes.
func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
  do { return try body() } catch let error as DatabaseError { throw error.translated(path) }
}

/// The same for work that waits.
func translating<T>(_ path: String, _ body: () async throws -> T) async throws -> T {
  do { return try await body() } catch let error as DatabaseError { throw error.translated(path) }
}

/// Seconds that SQLite waits for a lock that is not ours, such as another program's.
let busySeconds = 5

extension DatabaseError {
  fileprivate func translated(_ path: String) -> TroupeError {
    switch resultCode {
    case .SQLITE_FULL: .library(.diskFull(path: path))
    case .SQLITE_IOERR where isFull(diskOf: path): .library(.diskFull(path: path))
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      .library(
        .libraryBusy(path: (path as NSString).deletingLastPathComponent, seconds: busySeconds))
    case .SQLITE_NOTADB: .library(.notALibrary(path: path))
    case .SQLITE_CANTOPEN, .SQLITE_PERM:
      .library(.file(path: path, operation: "open", reason: message ?? "SQLite cannot open it"))
    default: .library(.database(detail: detail))
    }
  }

  private var detail: String {
    let words = message ?? "error \(extendedResultCode.rawValue)"
    guard let sql else { return words }
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\(words), in: \(line.count > 120 ? line.prefix(120) + "…" : line)"
  }
}

/// SQLite calls some writes that find no space, as to the index of its log, errors of input and
/// output.
private func isFull(diskOf path: String) -> Bool {
  var facts = statvfs()
  let folder = (path as NSString).deletingLastPathComponent
  return statvfs(folder, &facts) == 0 && UInt64(facts.f_bavail) * UInt64(facts.f_frsize) < 1 << 18
}
