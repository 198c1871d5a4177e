import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// The provider against a server that refuses what OpenRouter would, over the real transport.
@Suite struct OpenRouterLoopbackTests {
  private static let provider = OpenRouterProvider()

  private static func profile(_ slug: String) throws -> ModelProfile {
    let registry = ModelRegistry(of: [provider])
    return try registry.profile(named: "openrouter/\(slug)").profile
  }

  /// The picture of `position`: another for each.
  private static func picture(_ position: Int) -> Data {
    SamplePicture.png(width: 2 + position, height: 2)
  }

  private static func image(_ position: Int) -> StoredImage {
    let bytes = picture(position)
    return StoredImage(
      digest: Digest(bytes: repeatElement(UInt8(position), count: 32)), type: .png,
      width: 2 + position, height: 2, byteCount: bytes.count)
  }

  private static func inputs(_ count: Int) -> [SentInput] {
    (1..<(count + 1)).map { position in
      SentInput(
        chosen: ChosenInput(
          position: position, role: .identity, depiction: Depiction(name: "x"),
          image: image(position), reason: "named"),
        rendition: image(position), label: "")
    }
  }

  /// Sends a request for a picture with `count` images; what was read in the answer.
  private static func send(
    _ slug: String, images count: Int = 0, _ parameters: Parameters = Parameters(),
    to server: FakeOpenRouter, key: String = FakeOpenRouter.key
  ) async throws -> DecodedAnswer {
    let profile = try profile(slug)
    let inputs = inputs(count)
    let encoded = try provider.encode(
      ProviderRequest(
        Request(prompt: "a fox", model: profile.id, parameters: parameters),
        composition: Composition(parts: [.text("a fox")] + inputs.map { .image($0.position) }),
        inputs: inputs, profile: profile),
      for: provider.endpoint(environment: ["OPENROUTER_BASE_URL": server.baseURL]))
    let folder = FileManager.default.temporaryDirectory.appending(path: "openrouter-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for input in inputs {
      let file = folder.appending(path: input.rendition.digest.hex)
      try picture(input.position).write(to: file)
    }
    let head = Mutex((0, [HTTPHeader]()))
    let body = Mutex(Data())
    try await provider.deliver(
      Delivery(
        message: encoded.request, key: key, transport: HTTPTransport(userAgent: "troupe/test"),
        path: { folder.appending(path: $0.hex).path },
        onHead: { status, headers in head.withLock { $0 = (status, headers) } },
        onBody: { bytes in body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = head.withLock { $0 }
    let reading = provider.read(
      HTTPAnswer(status: status, headers: headers, body: body.withLock { $0 }),
      to: encoded.request, on: .submit, from: profile)
    guard case .answer(let decoded) = reading else { throw Unexpected() }
    return decoded
  }

  private struct Unexpected: Error {}

  @Test(arguments: [
    ("google/gemini-3-pro-image", 0, Parameters()),
    (
      "google/gemini-3-pro-image", 14,
      Parameters(aspect: "16:9", size: "2K", seed: 42, options: ["output_format": "png"])
    ),
    ("openai/gpt-image-2", 16, Parameters(options: ["quality": "high", "background": "opaque"])),
    ("openai/gpt-image-2", 1, Parameters(options: ["stream": "true"])),
    (
      "bytedance-seed/seedream-4.5", 2,
      Parameters(
        size: "2048x2048", seed: 1, options: ["providers": "byteplus", "fallbacks": "false"])
    ),
  ])
  func whatIsSentIsTaken(slug: String, images: Int, parameters: Parameters) async throws {
    let server = try FakeOpenRouter()
    defer { server.stop() }
    let decoded = try await Self.send(slug, images: images, parameters, to: server)
    #expect(decoded.outcome == .images, "\(decoded.message ?? "")")
    #expect(decoded.images.map(\.content) == [.bytes(SamplePicture.png())])
    #expect(decoded.billedUSD == 0.04 && decoded.usage?.total == 1010)
    #expect(server.billed == 1 && server.requests.count == 1)
  }

  @Test func referencesArriveInOrder() async throws {
    let server = try FakeOpenRouter()
    defer { server.stop() }
    _ = try await Self.send("openai/gpt-image-2", images: 16, to: server)
    let body = try #require(server.requests.first?.body)
    let json = try JSONSerialization.jsonObject(with: body) as? [String: Any]
    let references = try #require(json?["input_references"] as? [[String: Any]])
    #expect(
      references.map { ($0["image_url"] as? [String: String])?["url"] }
        == (1...16).map { "data:image/png;base64," + Self.picture($0).base64EncodedString() })
  }

  @Test func aWrongKeyIsRefusedAndTooManyImagesAre() async throws {
    let server = try FakeOpenRouter()
    defer { server.stop() }
    let keyless = try await Self.send("openai/gpt-image-2", to: server, key: "sk-or-other")
    #expect(keyless.outcome == .failed(.keyRefused))
    let crowded = try await Self.send("google/gemini-3-pro-image", images: 15, to: server)
    #expect(crowded.outcome == .failed(.requestRefused))
    #expect(crowded.message == "input_references: at most 14")
    #expect(server.billed == 0)
  }
}
