package import Foundation
import Synchronization
package import TestSupport
package import TroupeCare
package import TroupeCatalog
import TroupeImaging
package import TroupeLineage
package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
import TroupeSchema
package import TroupeSending
package import TroupeStorage
import TroupeStoryboard
package import TroupeVocabulary

/// A value that several tasks change.
package final class SharedValue<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  package init(_ value: Value) { self.value = Mutex(value) }

  package func withLock<Result>(
    _ body: (inout sending Value) -> sending Result
  ) -> sending Result {
    value.withLock(body)
  }
}

/// The services of a library in a folder, with a clock that steps.
package struct TestServices: Sendable {
  package let database: Database
  package let objects: ObjectStore
  package let spool: Spool
  package let generations: GenerationStore
  package let catalog: Catalog
  package let models: ModelRegistry
  package let providers: ProviderRegistry
  package let resolver: InputResolver
  package let generator: Generator
  package let sessions: Sessions

  package init(
    in folder: URL, providers all: [any Provider], gateways: [Gateway] = [],
    environment: [String: String], create: Bool,
    overrides: [ModelRegistry.Override], atOnce: Int = 4, policy: SendingPolicy
  ) throws {
    let ticks = Mutex(0)
    let clock: @Sendable () -> Date = {
      ticks.withLock {
        $0 += 1
        return Date(timeIntervalSince1970: 1_790_000_000 + Double($0))
      }
    }
    let entropy: @Sendable () -> UInt128 = { .random(in: .min ... .max) }
    database = try Database(
      path: folder.appending(path: "troupe.sqlite").path,
      migrations: Schema.migrations.map {
        Migration(
          version: $0.version, name: $0.name, sql: $0.sql,
          transform: RecordMigrations.transform(for: $0.version))
      }, applicationID: Schema.applicationID, create: create)
    objects = ObjectStore(folder: folder.appending(path: ObjectStore.folderName))
    spool = Spool(folder: folder.appending(path: "spool"))
    generations = GenerationStore(database: database, clock: clock, entropy: entropy)
    catalog = Catalog(database: database, objects: objects, clock: clock, entropy: entropy)
    models = ModelRegistry(of: all, overrides: overrides, gateways: gateways)
    providers = ProviderRegistry(
      all, gateways: gateways, models: models, environment: environment,
      key: { _, _, _ in "TEST-KEY" })
    resolver = InputResolver(catalog: catalog, generations: generations, objects: objects)
    generator = Generator(
      preparation: Preparation(
        catalog: catalog, models: models, providers: providers,
        renderer: Renderer(database: database, objects: objects, fonts: { _ in [] })),
      sender: Sender(
        recorder: AnswerRecorder(
          generations: generations, objects: objects, spool: spool, providers: providers),
        transport: HTTPTransport(userAgent: "troupe/test"), policy: policy))
    sessions = Sessions(
      generations, generator: generator, models: models, resolver: resolver,
      loader: ConversationLoader(
        generations, objects: objects, catalog: catalog, providers: providers))
  }

  package var preparation: Preparation { generator.preparation }
  package var sender: Sender { generator.sender }
  package var recovery: Recovery { Recovery(sender) }
  package var replay: Replay {
    Replay(generations, providers: providers, trust: models.trust, sender: sender)
  }
  package var reworks: Reworks {
    Reworks(
      generations, generator: generator, models: models, providers: providers, resolver: resolver,
      sessions: sessions,
      locks: FileManager.default.temporaryDirectory.appending(path: "troupe-reworks").path)
  }
  package var drift: DriftSurvey {
    DriftSurvey(
      generations, preparation: preparation, catalog: catalog, models: models, sessions: sessions)
  }
  package var garbage: GarbageCollection { GarbageCollection(generations, objects: objects) }
  package var verification: Verification {
    Verification(database: database, objects: objects, digestedTables: Schema.digestedTables)
  }
}

/// A library in a temporary folder with a provider on loopback, a clock that steps and chance that counts.
@dynamicMemberLookup
package final class LineageFixture: Sendable {
  package let folder: URL
  package let server: FakeGemini
  package let services: TestServices

  package subscript<Value>(dynamicMember path: any KeyPath<TestServices, Value> & Sendable) -> Value
  {
    services[keyPath: path]
  }

  /// What was waited for, in order; no time passes.
  package var waits: [Double] { waited.withLock(\.self) }
  private let waited: SharedValue<[Double]>

  package init(
    _ replies: [FakeReply] = [], otherwise: FakeReply = .image(), longestWait: Double = 0,
    atOnce: Int = 4, budget: Budget = Budget(),
    onWait: @escaping @Sendable () async throws -> Void = {}
  ) throws {
    let waited = SharedValue<[Double]>([])
    self.waited = waited
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try FakeGemini(replies, otherwise: otherwise)
    services = try Self.services(
      in: folder, baseURL: server.baseURL, create: true,
      SendingPolicy(
        budget: budget, retry: RetryPolicy(longestWait: longestWait), atOnce: atOnce,
        wait: { seconds, _ in
          waited.withLock { $0.append(seconds) }
          try await onWait()
        }))
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The library as another process would open it.
  package func reopened(in copy: URL? = nil) throws -> TestServices {
    try Self.services(
      in: copy ?? folder, baseURL: server.baseURL, create: false, SendingPolicy(wait: { _, _ in }))
  }

  private static func services(
    in folder: URL, baseURL: String, create: Bool, _ policy: SendingPolicy
  ) throws -> TestServices {
    try TestServices(
      in: folder, providers: [GeminiProvider(), StoryboardProvider(fonts: { _ in [] })],
      environment: ["GOOGLE_GEMINI_BASE_URL": baseURL], create: create,
      overrides: TestModels.overrides(), policy: policy)
  }

  /// Adds a character with one reference of each given view.
  package func addCharacter(_ handle: String, views: [View] = [.front]) async throws {
    let references = views.enumerated().map { index, view in
      let shade = UInt8(40 * index)
      return NewReference(
        bytes: SamplePicture.png(width: 24, height: 32, green: shade),
        fileName: "\(handle)-\(index).png", view: view)
    }
    _ = try await services.catalog.add(
      .character, handle: Handle(handle), name: nil, description: "", traits: ["red scarf"],
      tags: [], references: references)
  }

  package func request(
    _ prompt: String, model: String = "gemini-3-pro-image", parent: InputImage? = nil,
    _ parameters: Parameters = Parameters()
  ) -> Request {
    Request(prompt: prompt, model: model, parent: parent, parameters: parameters)
  }

  /// Sends `request` afresh.
  package func make(_ request: Request) async throws -> GenerationResult {
    let made = try await services.generator.generate(request, SendOptions(isFresh: true))
    guard let first = made.first else { throw TroupeError.request(.emptyPrompt) }
    return first
  }

  /// Columns of rows as text, for checks on the record itself.
  package func column(_ name: String, _ sql: String) async throws -> [String] {
    try await services.database.read { connection in
      try connection.rows(sql).map { try $0.text(name) }
    }
  }

  package func states(of id: ULID) async throws -> [String] {
    try await column("state", "SELECT state FROM event WHERE generation = '\(id)' ORDER BY id")
  }

  package var spooled: [String] {
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "spool").path)) ?? []
  }

  package func verify() async throws -> VerificationReport {
    try await services.verification.verify()
  }
}
