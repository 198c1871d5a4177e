import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends one request as Sending does, without a record.
struct RunwaySender {
  static let key = "key_0123456789abcdef"
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
      Exchange.input(
        index + 1, depiction: Depiction(asset: picture.handle, kind: picture.kind),
        label: picture.label)
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
    try await sender.run(encoded(request).request)
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    try await sender.answer(to: message)
  }

  private var sender: Exchange { Exchange(provider: provider, profile: profile, key: Self.key) }
}
