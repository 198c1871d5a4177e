import Foundation
import Synchronization
import TestSupport
import TroupeCatalog
import TroupeImaging
import TroupeProviders
import TroupeSchema
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

/// A library in a temporary folder with a provider on loopback, a clock that steps and chance that counts.
final class Workshop: Sendable {
  let folder: URL
  let server: FakeGemini
  let context: LineageContext

  init(
    _ replies: [FakeReply] = [], otherwise: FakeReply = .image(), budget: Budget = Budget()
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try FakeGemini(replies, otherwise: otherwise)
    context = try Self.context(
      in: folder, baseURL: server.baseURL, create: true, budget: budget)
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The library as another process would open it.
  func reopened() throws -> LineageContext {
    try Self.context(in: folder, baseURL: server.baseURL, create: false)
  }

  private static func context(
    in folder: URL, baseURL: String, create: Bool, budget: Budget = Budget()
  ) throws -> LineageContext {
    let ticks = Mutex(0)
    let clock: @Sendable () -> Date = {
      ticks.withLock {
        $0 += 1
        return Date(timeIntervalSince1970: 1_790_000_000 + Double($0))
      }
    }
    let entropy: @Sendable () -> UInt128 = { .random(in: .min ... .max) }
    let database = try Database(
      path: folder.appending(path: "troupe.sqlite").path,
      migrations: Schema.migrations.map {
        Migration(version: $0.version, name: $0.name, sql: $0.sql)
      }, applicationID: Schema.applicationID, create: create)
    let objects = ObjectStore(folder: folder.appending(path: ObjectStore.folderName))
    return LineageContext(
      database: database, objects: objects, spool: Spool(folder: folder.appending(path: "spool")),
      catalog: Catalog(
        database: database, objects: objects, clock: clock, entropy: entropy),
      models: try ModelRegistry(overrides: [
        .init(name: "small", json: Data(smallModel.utf8)),
        .init(name: "narrow", json: Data(narrowModel.utf8)),
        .init(name: "tight", json: Data(tightModel.utf8)),
      ]),
      endpoint: try Endpoint(baseURL: baseURL, version: "v1beta"),
      transport: HTTPTransport(userAgent: "troupe/test"), key: { _, _ in "TEST-KEY" },
      budget: budget,
      fonts: { _ in [] }, clock: clock, entropy: entropy)
  }

  /// Adds a character with one reference of each given view.
  func addCharacter(_ handle: String, views: [View] = [.front]) async throws {
    let references = views.enumerated().map { index, view in
      let shade = UInt8(40 * index)
      return NewReference(
        bytes: SamplePicture.png(width: 24, height: 32, green: shade),
        fileName: "\(handle)-\(index).png", view: view)
    }
    _ = try await context.catalog.add(
      .character, handle: Handle(handle), name: nil, description: "", traits: ["red scarf"],
      tags: [], references: references)
  }

  func request(
    _ prompt: String, model: String = "gemini-3-pro-image", parent: InputImage? = nil,
    _ parameters: Parameters = Parameters()
  ) -> Request {
    Request(prompt: prompt, model: model, parent: parent, parameters: parameters)
  }

  /// Sends `request` afresh.
  func make(_ request: Request) async throws -> Generator.Made {
    let made = try await Generator(context).generate(request, terms: .init(isFresh: true))
    guard let first = made.first else { throw TroupeError.emptyPrompt }
    return first
  }

  /// Columns of rows as text, for checks on the record itself.
  func column(_ name: String, _ sql: String) async throws -> [String] {
    try await context.database.read { connection in
      try connection.rows(sql).map { try $0.text(name) }
    }
  }

  func states(of id: ULID) async throws -> [String] {
    try await column("state", "SELECT state FROM event WHERE generation = '\(id)' ORDER BY seq")
  }

  var spooled: [String] {
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "spool").path)) ?? []
  }

  func verify() async throws -> VerificationReport {
    try await Verification(
      database: context.database, objects: context.objects,
      digestedTables: Schema.digestedTables
    ).verify()
  }

  /// The same with room for four images and hardly any bytes.
  private static let narrowModel = smallModel.replacing("test/small", with: "test/narrow")
    .replacing("\"hard\": 2", with: "\"hard\": 4")
    .replacing("\"request_bytes\": {", with: "\"request_bytes\": {\"hard\": \(65_536 + 300), ")

  /// The same that takes only JPEGs of at most 512 pixels.
  private static let tightModel = smallModel.replacing("test/small", with: "test/tight")
    .replacing("\"edge\": {", with: "\"edge\": {\"hard\": 512, ")
    .replacing("[\"image/png\", \"image/jpeg\"]", with: "[\"image/jpeg\"]")

  /// An offline model with room for two images, one size and two aspects.
  private static let smallModel: String = {
    let source = #""source": "test", "checked": "2026-11-20""#
    return """
      {"id": "test/small", "name": "Small", "provider": "troupe", "dialect": "troupe.storyboard",
       "aliases": [],
       "status": {"stage": "available", "text": "for tests", "confirmed": true, \(source)},
       "limits": {
         "images": {"hard": 2, \(source)}, "kinds": {"character": {"hard": 2, \(source)}},
         "file_bytes": {\(source)}, "request_bytes": {\(source)}, "edge": {\(source)},
         "prompt_characters": {\(source)}},
       "accepted_types": {"value": ["image/png", "image/jpeg"], \(source)},
       "aspects": {"value": ["1:1", "4:3"], \(source)}, "sizes": {"value": ["1K"], \(source)},
       "sends_size": true,
       "pixels": {"value": {"1K": {"1:1": [256, 256], "4:3": [320, 240]}}, \(source)},
       "price": {"value": {"1K": 0}, \(source)}, "output_tokens": {\(source)},
       "input_image_tokens": {\(source)},
       "capabilities": {"conversation": false, "signatures": false, "mask": false, "seed": false,
         "web_search": false, "image_search": false, "thinking_levels": []},
       "output_type": {"value": "image/png", \(source)}}
      """
  }()
}
