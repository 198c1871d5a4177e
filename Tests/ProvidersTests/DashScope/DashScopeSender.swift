import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends one request as Sending does, without a record.
struct DashScopeSender {
  static let key = "dashscope-test-key-0123456789"

  private let provider = DashScopeProvider()
  private let profile: ModelProfile
  private let endpoint: Endpoint

  init(_ profile: ModelProfile, at baseURL: String) throws {
    self.profile = profile
    endpoint = try provider.endpoint(environment: ["DASHSCOPE_BASE_URL": baseURL])
  }

  private static let picture = SamplePicture.png(width: 300, height: 200)

  func request(images: Int, options: [String: String] = [:]) -> ProviderRequest {
    let inputs = (0..<images).map { index in
      let image = StoredImage(
        digest: Digest(bytes: Self.picture), type: .png, width: 300, height: 200,
        byteCount: Self.picture.count)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity, depiction: Depiction(name: nil, kind: .character),
          image: image, reason: "named"), rendition: image, label: "")
    }
    return ProviderRequest(
      Request(prompt: "x", model: profile.id, parameters: Parameters(options: options)),
      composition: Composition(parts: [.text("x")]), inputs: inputs, profile: profile)
  }

  func encoded(_ request: ProviderRequest) throws -> Encoded {
    try provider.encode(request, for: endpoint)
  }

  /// What the last answer comes to, without the pauses between polls.
  func run(_ request: ProviderRequest) async throws -> Reading {
    var message = try encoded(request).request
    var leg = Leg.submit
    for _ in 0..<20 {
      let reading = provider.read(
        try await exchange(message), to: message, on: leg, from: profile)
      guard case .poll(let next, _) = reading else { return reading }
      (message, leg) = (next, .poll)
    }
    throw CancellationError()
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    let file = FileManager.default.temporaryDirectory.appending(path: "dash-\(UUID()).png")
    try Self.picture.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let head = Mutex<(Int, [HTTPHeader])>((0, []))
    let body = Mutex(Data())
    try await provider.deliver(
      Delivery(
        message: message, key: message.keyHeader == nil ? nil : Self.key,
        transport: HTTPTransport(userAgent: "troupe/test"), path: { _ in file.path },
        onHead: { status, headers in head.withLock { $0 = (status, headers) } },
        onBody: { bytes in body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = head.withLock { $0 }
    return HTTPAnswer(status: status, headers: headers, body: body.withLock { $0 })
  }
}
