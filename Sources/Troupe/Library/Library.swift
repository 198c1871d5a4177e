public import Foundation
internal import TroupeRecord
internal import TroupeSchema
internal import TroupeStorage

/// A library: a cast of characters, objects, styles and places, and the record of all that was made with it.
///
/// Every command of the command line is one method here. A library may be used by several processes at once.
public struct Library: Sendable {
  /// The library's folder.
  public let folder: URL
  /// The settings that hold in it.
  public let settings: Settings
  /// What is wrong in files that were left aside: settings, providers, model profiles. Each costs what it is about; where a
  /// bound on cost may stand in it, nothing is sent that may be billed.
  public var problems: [TroupeError] { configuration.problems }
  /// Where the backup stands that a migration made when the library was opened, if one was needed.
  public let migrationBackup: String?

  let services: Services
  let configuration: Configuration

  /// Makes a library in `folder`, which is made too where it is missing.
  /// - Throws: `LibraryError.libraryExists`, `LibraryError.file`, `LibraryError.diskFull`.
  @concurrent public static func make(
    at folder: URL, environment: LibraryEnvironment = LibraryEnvironment()
  ) async throws -> Library {
    let database = folder.appending(path: LibraryLocation.databaseName).path
    if try Database.isMade(at: database) {
      throw TroupeError.library(.libraryExists(path: folder.path))
    }
    try DurableFile.makeFolder(folder.standardizedFileURL.path)
    let settings = folder.appending(path: Settings.fileName).path
    if !FileManager.default.fileExists(atPath: settings) {
      try DurableFile.write(Data(Settings.template.utf8), to: settings)
    }
    return try Library(folder: folder, create: true, environment: environment)
  }

  /// Opens the library in `folder`; one of an older schema is migrated after a backup.
  ///
  /// Files that cannot be understood do not keep it closed: see `problems`.
  /// - Parameter onEvent: is told how far a migration has come, from nothing on; of an older library alone. Stopped before its
  ///   end, it has changed nothing.
  /// - Throws: `LibraryError.noLibrary`, `LibraryError.notALibrary`, `LibraryError.libraryNewer` (before a byte is written).
  @concurrent public static func open(
    at folder: URL, environment: LibraryEnvironment = LibraryEnvironment(),
    onEvent: WorkEvent.Handler = { _ in }
  ) async throws -> Library {
    try Library(folder: folder, create: false, environment: environment, onEvent: onEvent)
  }

  private init(
    folder: URL, create: Bool, environment: LibraryEnvironment,
    onEvent: WorkEvent.Handler = { _ in }
  ) throws {
    let path = folder.appending(path: LibraryLocation.databaseName).path
    guard create || FileManager.default.fileExists(atPath: path) else {
      throw TroupeError.library(.noLibrary(searched: folder.path))
    }
    let database = try Database(
      path: path,
      migrations: Schema.migrations.map {
        Migration(
          version: $0.version, name: $0.name, sql: $0.sql,
          transform: RecordMigrations.transform(for: $0.version))
      },
      applicationID: Schema.applicationID, create: create,
      onMigration: { onEvent(.advanced(done: $0, total: $1)) })
    configuration = Configuration(library: folder, environment: environment.environment)
    self.folder = folder
    settings = configuration.settings
    migrationBackup = database.migrationBackup
    services = try Services(
      folder: folder, database: database, configuration: configuration, environment: environment)
  }

  /// Checks that requests may be sent, as all that may spend does first.
  /// - Throws: `TroupeError.invalidValue` with the file, the line and what to do, where settings or providers are there and
  ///   cannot be understood: a bound on cost may stand in them.
  public func checkSpending() throws {
    if let fault = configuration.spendingFault { throw fault }
  }

  /// The file at `path`, one of the library's relative paths such as `Output.path`.
  public func url(of path: String) -> URL { folder.appending(path: path) }

  /// Ends the use of the library's files. A library that is not closed loses nothing.
  /// - Throws: `LibraryError` where a connection cannot be closed.
  public func close() throws { try services.database.close() }
}
