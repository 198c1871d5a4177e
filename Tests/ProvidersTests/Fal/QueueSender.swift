import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends one request as Sending does, without a record: to a vendor whose images are made by jobs.
struct QueueSender {
  static let key = "queue-test-key:0123456789abcdef"

  let provider: any Provider
  let profile: ModelProfile
  let endpoint: Endpoint

  private static let picture = SamplePicture.png(width: 300, height: 200)

  func request(
    images: Int, prompt: String = "x", parameters: Parameters = Parameters()
  ) -> ProviderRequest {
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
      Request(prompt: prompt, model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text(prompt)]), inputs: inputs, profile: profile)
  }

  func encoded(_ request: ProviderRequest) throws -> Encoded {
    try provider.encode(request, for: endpoint)
  }

  /// What the last answer comes to, without the pauses between polls. A poll that goes wrong is repeated, as Sending does.
  func run(_ request: ProviderRequest) async throws -> Reading {
    var message = try encoded(request).request
    var leg = Leg.submit
    for _ in 0..<20 {
      let reading = provider.read(
        try await exchange(message), to: message, on: leg, from: profile)
      switch reading {
      case .poll(let next, _): (message, leg) = (next, .poll)
      case .answer(let decoded) where leg == .poll && decoded.outcome.isTrouble: continue
      default: return reading
      }
    }
    throw CancellationError()
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    let file = FileManager.default.temporaryDirectory.appending(path: "queue-\(UUID()).png")
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

extension Outcome {
  fileprivate var isTrouble: Bool {
    switch self {
    case .unreadable, .failed: true
    default: false
    }
  }
}
