import Foundation
internal import GRDB
import TroupeVocabulary

/// The schema that this program knows, and how a database may differ from it.
struct LibrarySchema: Sendable {
  let path: String
  let applicationID: Int32
  let migrations: [Migration]

  init(path: String, applicationID: Int32, migrations: [Migration]) throws {
    guard migrations.map(\.version) == Array(1...max(1, migrations.count)) else {
      throw TroupeError.library(
        .database(detail: "migrations are not numbered from 1 without gaps"))
    }
    self.path = path
    self.applicationID = applicationID
    self.migrations = migrations
  }

  var known: Int { migrations.count }

  /// Refuses, before SQLite touches anything, what the header shows to be foreign or newer.
  func check(_ header: LibraryHeader) throws {
    try check(
      found: header.schemaVersion, applicationID: header.applicationID,
      // What a stopped creation left: nothing yet, or all of it in the log beside the file.
      mayBeYoung: header.isWAL && (header.pageCount <= 1 || hasLog))
  }

  /// Reads the schema's number through SQLite, which sees the log too; refuses what is foreign or
  /// newer.
  func check(_ database: GRDB.Database, mayBeYoung: Bool) throws -> Int {
    let found = try Int.fetchOne(database.cachedStatement(sql: "PRAGMA user_version"))
    let applicationID = try Int32.fetchOne(database.cachedStatement(sql: "PRAGMA application_id"))
    try check(found: found ?? 0, applicationID: applicationID ?? 0, mayBeYoung: mayBeYoung)
    return found ?? 0
  }

  private func check(found: Int, applicationID: Int32, mayBeYoung: Bool) throws {
    if applicationID == 0, found == 0, mayBeYoung { return }
    guard applicationID == self.applicationID else {
      throw TroupeError.library(.notALibrary(path: path))
    }
    guard found <= known else {
      throw TroupeError.library(.libraryNewer(path: path, found: found, known: known))
    }
  }

  private var hasLog: Bool {
    var facts = stat()
    return stat(path + "-wal", &facts) == 0 && facts.st_size > 0
  }
}
