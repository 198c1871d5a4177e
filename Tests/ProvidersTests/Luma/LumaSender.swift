import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends one request as Sending does, without a record.
struct LumaSender {
  static let key = "luma-test-key-0123456789"

  private let provider = LumaProvider()
  private let profile: ModelProfile
  private let endpoint: Endpoint

  init(_ model: String, at baseURL: String = "https://api.lumalabs.ai") throws {
    profile = try ModelRegistry(of: [provider]).profile(named: model).profile
    endpoint = try provider.endpoint(environment: ["LUMA_BASE_URL": baseURL])
  }

  func request(_ addresses: [ImageAddress], parameters: Parameters = Parameters())
    -> ProviderRequest
  {
    ProviderRequest(
      Request(prompt: "p", model: profile.id, uris: addresses, parameters: parameters),
      composition: Composition(parts: [.text("p")] + addresses.map { .uri($0) }), inputs: [],
      profile: profile)
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
    let head = Mutex<(Int, [HTTPHeader])>((0, []))
    let body = Mutex(Data())
    try await provider.deliver(
      Delivery(
        message: message, key: message.keyHeader == nil ? nil : Self.key,
        transport: HTTPTransport(userAgent: "troupe/test"), path: { _ in "/nowhere" },
        onHead: { status, headers in head.withLock { $0 = (status, headers) } },
        onBody: { bytes in body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = head.withLock { $0 }
    return HTTPAnswer(status: status, headers: headers, body: body.withLock { $0 })
  }
}
