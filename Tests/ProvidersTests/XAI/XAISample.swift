import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends requests to xAI as Sending does, without a record.
struct XAISample {
  let provider = XAIProvider()
  let profile: ModelProfile
  private let endpoint: Endpoint

  init(_ model: String, at baseURL: String? = nil) throws {
    profile = try ModelRegistry(of: [XAIProvider()]).profile(named: model).profile
    endpoint = try provider.endpoint(environment: baseURL.map { ["XAI_BASE_URL": $0] } ?? [:])
  }

  private static let picture = SamplePicture.png(width: 300, height: 200)

  func encoded(
    _ prompt: String = "x", images: Int = 0, parameters: Parameters = Parameters()
  ) throws -> Encoded {
    let inputs = (0..<images).map { index in
      let image = StoredImage(
        digest: Digest(bytes: Self.picture), type: .png, width: 300, height: 200,
        byteCount: Self.picture.count)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity, depiction: Depiction(name: nil, kind: .character),
          image: image, reason: "named"), rendition: image, label: "")
    }
    let request = ProviderRequest(
      Request(prompt: prompt, model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text(prompt)]), inputs: inputs, profile: profile)
    return try provider.encode(request, for: endpoint)
  }

  /// The text of the body, with `#` in place of each image.
  static func text(_ body: MessageBody) -> String {
    body.segments.map { if case .text(let text) = $0 { text } else { "#" } }.joined()
  }

  /// What the answer to `message` comes to.
  func run(_ message: HTTPRequest) async throws -> Reading {
    provider.read(try await exchange(message), to: message, on: .submit, from: profile)
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    let file = FileManager.default.temporaryDirectory.appending(path: "xai-\(UUID()).png")
    try Self.picture.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let head = Mutex<(Int, [HTTPHeader])>((0, []))
    let body = Mutex(Data())
    try await provider.deliver(
      Delivery(
        message: message, key: message.keyHeader == nil ? nil : FakeXAI.key,
        transport: HTTPTransport(userAgent: "troupe/test"), path: { _ in file.path },
        onHead: { status, headers in head.withLock { $0 = (status, headers) } },
        onBody: { bytes in body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = head.withLock { $0 }
    return HTTPAnswer(status: status, headers: headers, body: body.withLock { $0 })
  }
}
