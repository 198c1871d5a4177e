import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends one request as Sending does, without a record.
struct RunwaySender {
  static let key = "key_0123456789abcdef"
  private static let picture = SamplePicture.png(width: 300, height: 200)

  private let provider = RunwayProvider()
  private let profile: ModelProfile
  private let endpoint: Endpoint

  init(_ model: String, at baseURL: String = "https://api.dev.runwayml.com") throws {
    profile = try ModelRegistry(of: [provider]).profile(named: model).profile
    endpoint = try provider.endpoint(environment: ["RUNWAY_BASE_URL": baseURL])
  }

  /// One image of a request.
  struct Picture {
    var handle: Handle?
    var kind = Kind.character
    var label = ""
  }

  func request(
    _ pictures: [Picture], words: String = "x", parameters: Parameters = Parameters()
  ) -> ProviderRequest {
    let inputs = pictures.enumerated().map { index, picture in
      let image = StoredImage(
        digest: Digest(bytes: Self.picture), type: .png, width: 300, height: 200,
        byteCount: Self.picture.count)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity,
          depiction: Depiction(asset: picture.handle, kind: picture.kind), image: image,
          reason: "named"), rendition: image, label: picture.label)
    }
    return ProviderRequest(
      Request(prompt: words, model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text(words)]), inputs: inputs, profile: profile)
  }

  func encoded(_ request: ProviderRequest) throws -> Encoded {
    try provider.encode(request, for: endpoint)
  }

  /// The body of `request`, an image's base64 as `#`.
  func body(_ request: ProviderRequest) throws -> [String: Any] {
    let text = try encoded(request).request.body.segments.map { segment in
      if case .text(let text) = segment { text } else { "#" }
    }.joined()
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
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
    let file = FileManager.default.temporaryDirectory.appending(path: "runway-\(UUID()).png")
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
