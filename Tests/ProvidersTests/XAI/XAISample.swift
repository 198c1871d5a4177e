import Foundation
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

  func encoded(
    _ prompt: String = "x", images: Int = 0, parameters: Parameters = Parameters()
  ) throws -> Encoded {
    let request = ProviderRequest(
      Request(prompt: prompt, model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text(prompt)]), inputs: Exchange.inputs(images),
      profile: profile)
    return try provider.encode(request, for: endpoint)
  }

  /// The text of the body, with `#` in place of each image.
  static func text(_ body: MessageBody) -> String {
    body.segments.map { if case .text(let text) = $0 { text } else { "#" } }.joined()
  }

  /// What the answer to `message` comes to.
  func run(_ message: HTTPRequest) async throws -> Reading {
    try await sender.run(message)
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    try await sender.answer(to: message)
  }

  private var sender: Exchange { Exchange(provider: provider, profile: profile, key: FakeXAI.key) }
}
