internal import Foundation
internal import TroupeCare
internal import TroupeCatalog
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeSchema
internal import TroupeSending
internal import TroupeStorage
internal import TroupeVocabulary

/// The services of one open library, each given what it uses.
struct Services: Sendable {
  let database: Database
  let objects: ObjectStore
  let previews: PreviewMaker
  let spool: Spool
  let generations: GenerationStore
  let catalog: Catalog
  let models: ModelRegistry
  let providers: ProviderRegistry
  let resolver: InputResolver
  let generator: Generator
  let sessions: Sessions
  let checker: Checker
  /// Who asks, by the settings or else by the user's name on this machine; may be empty.
  let member: String
  /// Told of what has come to its end.
  let ended: @Sendable (Generation) async -> Void
  /// The folder of the locks of running reworks.
  let locks: String
  /// Fonts in which a text can be drawn, first choice first.
  let fonts: @Sendable (_ text: String) -> [Font]

  var preparation: Preparation { generator.preparation }
  var recovery: Recovery { Recovery(generator.sender) }

  /// Finds as `find` does, and tells of what has come to its end.
  func found(
    _ find: (Recovery) async throws -> [RecoveryFinding]
  ) async throws -> [RecoveryFinding] {
    let findings = try await find(recovery)
    for finding in findings where finding.after.isFinal {
      await ended(try await generations.read { try $0.generation(finding.generation) })
    }
    return findings
  }

  var exchanges: RecordedExchange { RecordedExchange(generator.sender.recorder) }
  var replay: Replay {
    Replay(generations, providers: providers, trust: models.trust, sender: generator.sender)
  }
  var reworks: Reworks {
    Reworks(
      generations, generator: generator, models: models, providers: providers, resolver: resolver,
      sessions: sessions, locks: locks)
  }
  var drift: DriftSurvey {
    DriftSurvey(
      generations, preparation: preparation, catalog: catalog, models: models, sessions: sessions)
  }
  var backup: LibraryBackup { LibraryBackup(generations, objects: objects) }
  var garbage: GarbageCollection { GarbageCollection(generations, objects: objects) }
  var purges: Purges {
    Purges(
      generations, objects: objects, spool: spool,
      digestedTables: Schema.digestedTables)
  }
  var reindexing: Reindexing { Reindexing(database: database) }

  /// - Throws: `TroupeError.library(.file)` for a folder of the library that is a link.
  init(
    folder: URL, database: Database, configuration: Configuration,
    environment world: LibraryEnvironment
  ) throws {
    let settings = configuration.settings
    let environment = world.environment
    for name in [ObjectStore.folderName, ObjectStore.previewFolderName, "spool", "reworks"] {
      try Self.refuseLink(folder, name)
    }
    let spool = Spool(folder: folder.appending(path: "spool"))
    self.spool = spool
    let objects = ObjectStore(folder: folder.appending(path: ObjectStore.folderName))
    let fonts: @Sendable (String) -> [Font] = FontFinder.fonts
    let transport = HTTPTransport(settings, environment)
    providers = ProviderRegistry(
      Models.providers, gateways: configuration.gateways,
      faultyGateways: configuration.faultyGateways, models: configuration.models,
      environment: environment,
      key: KeyStore.source(
        environment,
        made: MadeKeys(transport: transport, environment: environment, clock: world.clock)))
    self.database = database
    ended = world.ended
    locks = folder.appending(path: "reworks").path
    member = settings.member ?? environment["USER"] ?? environment["USERNAME"] ?? ""
    self.objects = objects
    previews = PreviewMaker(objects)
    self.fonts = fonts
    generations = GenerationStore(
      database: database, member: member, clock: world.clock, entropy: world.entropy)
    catalog = Catalog(
      database: database, objects: objects, normalization: Normalization(settings),
      workers: settings.workers, clock: world.clock, entropy: world.entropy)
    models = configuration.models
    resolver = InputResolver(catalog: catalog, generations: generations, objects: objects)
    generator = Generator(
      preparation: Preparation(
        catalog: catalog, models: models, providers: providers,
        renderer: Renderer(database: database, objects: objects, fonts: fonts),
        words: configuration.words),
      sender: Sender(
        recorder: AnswerRecorder(
          generations: generations, objects: objects,
          spool: spool, providers: providers),
        transport: transport,
        policy: SendingPolicy(settings, world)))
    checker = Checker(
      generator.sender, models: models,
      spool: Spool(folder: folder.appending(path: "spool/checks")))
    sessions = Sessions(
      generations, generator: generator, models: models, resolver: resolver,
      loader: ConversationLoader(
        generations, objects: objects, catalog: catalog, providers: providers))
  }
}

extension Services {
  /// A library that came from elsewhere must not make this one read, write or remove files outside its folder.
  private static func refuseLink(_ folder: URL, _ name: String) throws {
    let path = folder.appending(path: name).path
    guard (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil else { return }
    throw TroupeError.library(
      .file(path: path, operation: "use", reason: "it is a link, and libraries follow none"))
  }
}

extension HTTPTransport {
  /// The transport as the user set it.
  convenience init(_ settings: Settings, _ environment: [String: String]) {
    self.init(
      userAgent: "troupe/\(Version.number)",
      timeouts: .init(
        connect: Double(settings.connectTimeout), idle: Double(settings.idleTimeout),
        whole: Double(settings.answerTimeout)),
      certificates: environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 })
  }
}

extension SendingPolicy {
  fileprivate init(_ settings: Settings, _ world: LibraryEnvironment) {
    self.init(
      budget: Budget(command: settings.maxCost, month: settings.maxCostMonth),
      retry: RetryPolicy(longestWait: Double(settings.longestWait)),
      atOnce: settings.requestsAtOnce, askAbove: settings.askAbove, wait: world.wait,
      ended: world.ended)
  }
}
