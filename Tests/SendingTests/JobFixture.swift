import Foundation
import LineageFixture
import TestSupport
import ToyProvider
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// A library whose one provider makes images by jobs, on loopback; no time passes.
final class JobFixture: Sendable {
  let folder: URL
  let server: ToyServer
  let services: TestServices
  private let waited = SharedValue<[Double]>([])

  /// What was waited for between polls, in order.
  var waits: [Double] { waited.withLock(\.self) }

  /// The files of the spool.
  var spooled: [String] {
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "spool").path)) ?? []
  }

  init(
    _ conduct: ToyServer.Conduct = .init(), onWait: @escaping @Sendable () async throws -> Void = {}
  ) throws {
    let waited = waited
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try ToyServer(conduct)
    services = try Self.services(
      in: folder, server.baseURL, create: true,
      SendingPolicy(
        retry: RetryPolicy(longestWait: 0),
        wait: { seconds, _ in
          waited.withLock { $0.append(seconds) }
          try await onWait()
        }))
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The library, or a copy of it, as another process would open it.
  func reopened(
    in copy: URL? = nil, at baseURL: String? = nil, overrides: [ModelRegistry.Override] = []
  ) throws -> TestServices {
    try Self.services(
      in: copy ?? folder, baseURL ?? server.baseURL, create: false, overrides: overrides,
      SendingPolicy(wait: { _, _ in }))
  }

  private static func services(
    in folder: URL, _ baseURL: String, create: Bool, overrides: [ModelRegistry.Override] = [],
    _ policy: SendingPolicy
  ) throws -> TestServices {
    try TestServices(
      in: folder, providers: [ToyProvider()], environment: ["TOY_BASE_URL": baseURL],
      create: create, overrides: overrides, policy: policy)
  }

  let request = Request(prompt: "a red cube", model: "toy/painter")

  /// Sends the request.
  func make() async throws -> GenerationResult {
    let made = try await services.generator.generate(request, SendOptions())
    guard let first = made.first else { throw TroupeError.request(.emptyPrompt) }
    return first
  }

  /// Copies the library at each request that comes from now on, as a crash would leave it then.
  func copyAtEachRequest() -> SharedValue<[LibraryCopy]> {
    let copies = SharedValue<[LibraryCopy]>([])
    let folder = folder
    server.onRequest { request in
      guard let copy = try? LibraryCopy(of: folder, at: request) else { return }
      copies.withLock { $0.append(copy) }
    }
    return copies
  }
}

/// A library as it was when a request came to the server.
final class LibraryCopy: Sendable {
  let folder: URL
  /// Method and path of the request.
  let moment: String

  init(of library: URL, at request: RecordedRequest) throws {
    moment = "\(request.method) \(request.path)"
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: library, to: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The files of the spool.
  var spooled: [URL] {
    (try? FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "spool"), includingPropertiesForKeys: nil)) ?? []
  }

  /// Puts a whole answer in place of what the spool holds.
  func spool(_ body: Data, type: String = "application/json", leg: Int) throws {
    for part in spooled {
      let head = AnswerHead(status: 200, headers: [HTTPHeader("content-type", type)], leg: leg)
      try (head.line() + body).write(
        to: part.deletingPathExtension().appendingPathExtension("answer"))
      try FileManager.default.removeItem(at: part)
    }
  }
}

extension TestServices {
  /// Columns of rows as text.
  func column(_ name: String, _ sql: String) async throws -> [String] {
    try await database.read { try $0.rows(sql).map { try $0.text(name) } }
  }

  /// The one generation there is.
  func only() async throws -> Generation {
    let ids = try await column("id", "SELECT id FROM generation")
    guard ids.count == 1, let id = ids.first.flatMap({ ULID($0) }) else {
      throw TroupeError.request(.unknownGeneration("\(ids)"))
    }
    return try await generations.read { try $0.generation(id) }
  }

  /// Its states in order.
  func states() async throws -> [String] {
    try await column("state", "SELECT state FROM event ORDER BY id")
  }
}
