import Foundation
internal import GRDB
import TroupeCSQLite

/// How each connection is set up (D9).
enum ConnectionSettings {
  /// Settings for the library's own connections; a reader may not write, and `check` may refuse the
  /// database.
  static func library(
    isReader: Bool, check: @escaping @Sendable (GRDB.Database) throws -> Void
  ) -> Configuration {
    var configuration = base()
    configuration.prepareDatabase { database in
      if let connection = database.sqliteConnection {
        _ = troupe_sqlite_no_checkpoint_on_close(connection)
      }
      try check(database)
      // A connection that SQLite itself opens read-only fails where the log is missing.
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA wal_autocheckpoint = 0;
          PRAGMA cache_size = -16384;
          PRAGMA query_only = \(isReader ? 1 : 0);
          """)
    }
    return configuration
  }

  /// Settings for a file that is not the library itself, such as a backup.
  static func base() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(TimeInterval(busySeconds))
    return configuration
  }
}
