import Foundation

/// The file `troupe.sqlite-wal`, where commits go first. It is emptied only by those who hold the
/// library's lock.
struct WriteAheadLog {
  let path: String

  /// Pages after which a writer empties the log.
  static let longest = 1000

  /// Empties the log when it has grown long. The commit before is reported as done whatever happens
  /// here.
  func checkpointIfLong(_ handle: SQLiteHandle) {
    guard pages > Self.longest else { return }
    handle.setBusyTimeout(milliseconds: 0)
    defer { handle.setBusyTimeout(milliseconds: Int32(SQLiteHandle.busySeconds * 1000)) }
    // A reader may keep the log from being emptied; then the next writer tries again.
    try? checkpoint(handle)
  }

  /// Moves the log into the database file and empties it, waiting for readers as long as the busy
  /// timeout says.
  func checkpoint(_ handle: SQLiteHandle) throws {
    try handle.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Whether it holds nothing, or is not there.
  var isEmpty: Bool {
    var facts = stat()
    return stat(path + "-wal", &facts) != 0 || facts.st_size == 0
  }

  private var pages: Int {
    var facts = stat()
    // The log has a header of 32 bytes, and 24 before each page of 4096.
    return stat(path + "-wal", &facts) == 0 ? max(0, Int(facts.st_size) - 32) / 4120 : 0
  }
}
