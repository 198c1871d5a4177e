import Foundation
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
    try await sender.run(encoded(request).request)
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    try await sender.answer(to: message)
  }

  private var sender: Exchange { Exchange(provider: provider, profile: profile, key: Self.key) }
}
