import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// Images of a request that is too large are brought to the vendor first, and looked for again before it is sent again.
@Suite struct FilesTests {
  private static let brought = [
    "GET /v1beta/files/x", "POST /upload/v1beta/files", "POST /upload/v1beta/files",
  ]
  private static let made = "POST /v1beta/models/few:generateContent"
  private static let gone = FakeReply(
    status: 403,
    json: """
      {"error":{"code":403,"message":"You do not have permission to access the File troupe-1 or it \
      may not exist.","status":"PERMISSION_DENIED"}}
      """)

  @Test func aRequestThatIsTooLargeIsMadeFromFiles() async throws {
    let fixture = try await FilesFixture()
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(fixture.server.paths == Self.brought + [Self.made])
    #expect(made.generation.adjustments.contains { $0.after == "a file" })
    // What is recorded as sent is what was sent.
    let body = String(decoding: try #require(fixture.server.requests.last).body, as: UTF8.self)
    let recorded = try await fixture.services.column("body_json", "SELECT body_json FROM attempt")
    let stored = try CanonicalJSON.decode(
      MessageBody.self, from: Data(try #require(recorded.first).utf8))
    #expect(stored == MessageBody(segments: [.text(body)]))
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    let again = try await fixture.make()
    #expect(again.isFromRecord && again.generation.id == made.generation.id)
    #expect(fixture.server.made == 1)
  }

  @Test func aReplayFindsItsFilesOrBringsThem() async throws {
    let fixture = try await FilesFixture()
    let made = try await fixture.make()
    #expect(try await fixture.services.replay.replay(made.generation.id).error == nil)
    #expect(Array(fixture.server.paths.dropFirst(4)) == ["GET /v1beta/files/x", Self.made])
    fixture.server.pass(hours: 49)
    #expect(try await fixture.services.replay.replay(made.generation.id).error == nil)
    #expect(Array(fixture.server.paths.dropFirst(6)) == Self.brought + [Self.made])
    let keys = try await fixture.services.column(
      "request_key", "SELECT DISTINCT request_key FROM generation")
    #expect(keys.count == 1)
  }

  @Test func aFileThatIsGoneIsLookedForAndTheRequestSentAgain() async throws {
    let fixture = try await FilesFixture(LegFaults(submissions: [Self.gone]))
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(
      fixture.server.paths
        == Self.brought + [Self.made, "GET /v1beta/files/x", Self.made])
    #expect(fixture.server.made == 1 && fixture.spooled.isEmpty)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }

  /// The file is not there and cannot be brought before the request is sent again.
  @Test func anUploadThatFailsBeforeASecondSendEndsIt() async throws {
    let refused = FakeReply(status: 500, json: "{}")
    let fixture = try await FilesFixture(
      LegFaults(
        submissions: [Self.gone], polls: [FakeReply(status: 404, json: "{}"), refused]))
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "upload_failed")
    let states = try await fixture.services.column(
      "state", "SELECT state FROM event ORDER BY id")
    #expect(states.last == "failed" && fixture.spooled.isEmpty)
  }

  @Test func anUploadThatFailsEndsItBeforeAnythingIsPlanned() async throws {
    let fixture = try await FilesFixture(LegFaults(images: [FakeReply(status: 500, json: "{}")]))
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "upload_failed")
    #expect(try await fixture.services.column("id", "SELECT id FROM generation").isEmpty)
    #expect(try await fixture.make().error == nil)
  }
}

/// A library with two characters whose one model takes few bytes in a request; no time passes.
private final class FilesFixture: Sendable {
  let folder: URL
  let server: FakeFiles
  let services: TestServices

  var spooled: [String] {
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "spool").path)) ?? []
  }

  init(_ faults: LegFaults = LegFaults()) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try FakeFiles(faults: faults)
    services = try TestServices(
      in: folder, providers: [GeminiProvider()],
      environment: ["GOOGLE_GEMINI_BASE_URL": server.baseURL], create: true,
      overrides: [.init(name: "few", json: try Self.model())],
      policy: SendingPolicy(retry: RetryPolicy(longestWait: 60), wait: { _, _ in }))
    _ = try await services.catalog.add(
      .character, handle: Handle("kael"), name: nil, description: "", traits: [], tags: [],
      references: [
        NewReference(
          bytes: SamplePicture.png(width: 24, height: 32), fileName: "kael.png", view: .front)
      ])
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  func make() async throws -> GenerationResult {
    let made = try await services.generator.generate(
      Request(prompt: "@kael", model: "few"), SendOptions())
    guard let first = made.first else { throw TroupeError.request(.emptyPrompt) }
    return first
  }

  private static func model() throws -> Data {
    let text = try CanonicalJSON.text(
      ModelRegistry(of: [GeminiProvider()]).profile(named: "gemini-3-pro-image").profile)
    return Data(
      text.replacing("\"id\":\"gemini-3-pro-image\"", with: "\"id\":\"few\"")
        .replacing(/"request_bytes":\{"checked":"[^"]*","hard":100000000/) {
          $0.output.replacing("100000000", with: "100")
        }.utf8)
  }
}
