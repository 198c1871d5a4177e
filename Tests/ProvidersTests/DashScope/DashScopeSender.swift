import Foundation
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

  func request(images: Int, options: [String: String] = [:]) -> ProviderRequest {
    return ProviderRequest(
      Request(prompt: "x", model: profile.id, parameters: Parameters(options: options)),
      composition: Composition(parts: [.text("x")]), inputs: Exchange.inputs(images),
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
