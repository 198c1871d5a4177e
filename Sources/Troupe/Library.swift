public import Foundation
internal import TroupeCatalog
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeLineage
internal import TroupeProviders
internal import TroupeSchema
internal import TroupeStorage

/// A library: a cast of characters, objects and styles, and the record of all that was made with it.
///
/// Every command of the command line is one method here. A library may be used by several processes at once.
public struct Library: Sendable {
  /// The library's folder.
  public let folder: URL
  /// The library's settings.
  public let settings: Settings
  /// Where the backup stands that a migration made when the library was opened, if one was needed.
  public let migrationBackup: String?

  let context: LineageContext

  /// Makes a library in `folder`, which is made too where it is missing.
  /// - Throws: `TroupeError.libraryExists`, `.file`, `.diskFull`.
  public static func make(at folder: URL, world: World = World()) throws -> Library {
    let database = folder.appending(path: LibraryLocation.databaseName).path
    if FileManager.default.fileExists(atPath: database) {
      throw TroupeError.libraryExists(path: folder.path)
    }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw TroupeError.cannot("make", folder.path, error)
    }
    let settings = folder.appending(path: Settings.fileName).path
    if !FileManager.default.fileExists(atPath: settings) {
      try DurableFile.write(Data(Settings.template.utf8), to: settings)
    }
    return try Library(folder: folder, create: true, world: world)
  }

  /// Opens the library in `folder`; one of an older schema is migrated after a backup.
  /// - Throws: `TroupeError.noLibrary`, `.notALibrary`, `.libraryNewer` (before a byte is written), `.invalidValue` for
  ///   its settings.
  public static func open(at folder: URL, world: World = World()) throws -> Library {
    try Library(folder: folder, create: false, world: world)
  }

  private init(folder: URL, create: Bool, world: World) throws {
    let path = folder.appending(path: LibraryLocation.databaseName).path
    guard create || FileManager.default.fileExists(atPath: path) else {
      throw TroupeError.noLibrary(searched: folder.path)
    }
    let database = try Database(
      path: path,
      migrations: Schema.migrations.map {
        Migration(version: $0.version, name: $0.name, sql: $0.sql)
      },
      applicationID: Schema.applicationID, create: create)
    let settings = try Self.settings(in: folder)
    self.folder = folder
    self.settings = settings
    migrationBackup = database.migrationBackup
    context = try Self.context(folder: folder, database: database, settings: settings, world: world)
  }

  private static func settings(in folder: URL) throws -> Settings {
    let path = folder.appending(path: Settings.fileName).path
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return Settings() }
    return try Settings(text, path: path)
  }

  private static func context(
    folder: URL, database: Database, settings: Settings, world: World
  ) throws -> LineageContext {
    let objects = ObjectStore(folder: folder.appending(path: "objects"))
    let environment = world.environment
    return LineageContext(
      database: database, objects: objects, spool: Spool(folder: folder.appending(path: "spool")),
      catalog: Catalog(
        database: database, objects: objects,
        normalization: Normalization(settings),
        workers: settings.workers, clock: world.clock, entropy: world.entropy),
      models: try Models.registry(libraryFolder: folder, environment: environment),
      endpoint: try Endpoint(environment: environment),
      gateways: Dictionary(
        try ProvidersFile.read(environment).map { ($0.name, $0.endpoint) },
        uniquingKeysWith: { first, _ in first }),
      transport: HTTPTransport(
        userAgent: "troupe/\(Version.number)",
        timeouts: .init(
          connect: Double(settings.connectTimeout), idle: Double(settings.idleTimeout)),
        atOnce: settings.requestsAtOnce,
        certificates: environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }),
      key: { provider, variables in
        // A line break at the end is what files of variables leave there.
        let keys = variables.lazy.compactMap {
          environment[$0]?.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        if let key = keys.first(where: { !$0.isEmpty }) { return key }
        if let key = try KeyStore(environment: environment).key(of: provider) { return key }
        throw TroupeError.noKey(provider: provider, variables: variables)
      },
      budget: Budget(command: settings.maxCost, month: settings.maxCostMonth),
      patience: Patience(longestWait: Double(settings.longestWait)), wait: world.wait,
      fonts: FontFinder.fonts, clock: world.clock, entropy: world.entropy)
  }

  /// The file at `path`, one of the library's relative paths such as `Output.path`.
  public func url(of path: String) -> URL { folder.appending(path: path) }

  /// Ends the use of the library's files. A library that is not closed loses nothing.
  public func close() throws { try context.database.close() }
}
