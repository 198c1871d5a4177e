import Foundation
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

  func request(
    images: Int, prompt: String = "x", parameters: Parameters = Parameters()
  ) -> ProviderRequest {
    return ProviderRequest(
      Request(prompt: prompt, model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text(prompt)]), inputs: Exchange.inputs(images),
      profile: profile)
  }

  func encoded(_ request: ProviderRequest) throws -> Encoded {
    try provider.encode(request, for: endpoint)
  }

  /// What the last answer comes to, without the pauses between polls. A poll that goes wrong is repeated, as Sending does.
  func run(_ request: ProviderRequest) async throws -> Reading {
    try await sender.run(encoded(request).request, repeatsPolls: true)
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    try await sender.answer(to: message)
  }

  private var sender: Exchange { Exchange(provider: provider, profile: profile, key: Self.key) }
}
