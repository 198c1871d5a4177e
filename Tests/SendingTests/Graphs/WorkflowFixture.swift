import Foundation
import LineageFixture
import TestSupport
import TroupeCatalog
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// A library with two characters whose one provider speaks Comfy API v2, on loopback; no time passes.
final class WorkflowFixture: Sendable {
  static let token = "TEST-KEY"

  let folder: URL
  let server: FakeComfyV2
  let services: TestServices
  let request = Request(prompt: "@kael and @mira", model: "comfy-v2-blend")

  /// The files of the spool.
  var spooled: [String] {
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "spool").path)) ?? []
  }

  init(
    _ conduct: FakeComfyV2.Conduct = .init(),
    onWait: @escaping @Sendable () async throws -> Void = {}
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var conduct = conduct
    conduct.token = Self.token
    server = try FakeComfyV2(conduct)
    services = try Self.services(
      in: folder, server.baseURL, create: true,
      SendingPolicy(
        budget: Budget(command: 0), retry: RetryPolicy(longestWait: 0),
        wait: { _, _ in try await onWait() }))
    try await services.addKaelAndMira()
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The library, or a copy of it, as another process would open it.
  func reopened(in copy: URL? = nil) throws -> TestServices {
    try Self.services(
      in: copy ?? folder, server.baseURL, create: false, SendingPolicy(wait: { _, _ in }))
  }

  private static func services(
    in folder: URL, _ baseURL: String, create: Bool, _ policy: SendingPolicy
  ) throws -> TestServices {
    try TestServices(
      in: folder, providers: [ComfyV2Provider()],
      environment: ["COMFY_BASE_URL": baseURL, "COMFY_API_KEY": token], create: create,
      overrides: [], policy: policy)
  }

  /// Sends the request, afresh if so said.
  func make(isFresh: Bool = false) async throws -> GenerationResult {
    let made = try await services.generator.generate(request, SendOptions(isFresh: isFresh))
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
