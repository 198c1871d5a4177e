import Foundation
import LineageFixture
import TestSupport
import TroupeCatalog
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// A library with two characters whose one provider runs graphs, on loopback; no time passes.
final class GraphFixture: Sendable {
  let folder: URL
  let server: FakeComfy
  let services: TestServices

  /// The files of the spool.
  var spooled: [String] {
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "spool").path)) ?? []
  }

  init(
    _ conduct: FakeComfy.Conduct = .init(), token: String? = nil,
    onWait: @escaping @Sendable () async throws -> Void = {}
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try FakeComfy(conduct)
    services = try Self.services(
      in: folder, server.baseURL, token: token, create: true,
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
      in: copy ?? folder, server.baseURL, token: nil, create: false,
      SendingPolicy(wait: { _, _ in }))
  }

  private static func services(
    in folder: URL, _ baseURL: String, token: String?, create: Bool, _ policy: SendingPolicy
  ) throws -> TestServices {
    try TestServices(
      in: folder, providers: [ComfyProvider()],
      environment: ["COMFYUI_URL": baseURL, "COMFYUI_API_KEY": token ?? ""], create: create,
      overrides: [], policy: policy)
  }

  let request = Request(prompt: "@kael and @mira", model: "comfy-blend")

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

extension TestServices {
  /// Two characters with a picture each, as a graph with two holes takes.
  func addKaelAndMira() async throws {
    for (handle, shade) in [("kael", 10), ("mira", 90)] {
      let bytes = SamplePicture.png(width: 24, height: 32, green: UInt8(shade))
      _ = try await catalog.add(
        .character, handle: Handle(handle), name: nil, description: "", traits: [], tags: [],
        references: [NewReference(bytes: bytes, fileName: "\(handle).png", view: .front)])
    }
  }
}
