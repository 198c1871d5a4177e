import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Sends one request as Sending does, without a record.
struct ImagenSender {
  static let key = "ya29-0123456789abcdef"
  private let provider: ImagenProvider
  private let profile: ModelProfile
  private let endpoint: Endpoint

  init(_ model: String, at baseURL: String = "https://us-central1-aiplatform.googleapis.com") throws
  {
    let providers = ImagenProvider.Road.allCases.map { ImagenProvider($0) }
    let profile = try ModelRegistry(of: providers).profile(named: model).profile
    self.profile = profile
    provider = try #require(providers.first { $0.id == profile.dialect })
    endpoint = try provider.endpoint(environment: [
      "GOOGLE_CLOUD_PROJECT": "proj-1", "GOOGLE_CLOUD_LOCATION": "us-central1",
      "GOOGLE_VERTEX_BASE_URL": baseURL, "GOOGLE_GEMINI_BASE_URL": baseURL,
    ])
  }

  /// One image of a request.
  struct Picture {
    var role = Role.identity
    var asset: Handle?
    var name: String?
    var kind = Kind.character
  }

  func request(
    _ pictures: [Picture], words: String = "x", parameters: Parameters = Parameters()
  ) -> ProviderRequest {
    let inputs = pictures.enumerated().map { index, picture in
      let plain = Exchange.input(index + 1)
      let depiction = Depiction(asset: picture.asset, name: picture.name, kind: picture.kind)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: picture.role, depiction: depiction, image: plain.rendition,
          reason: "named"), rendition: plain.rendition, label: "")
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

  /// What the answer comes to.
  func run(_ request: ProviderRequest) async throws -> DecodedAnswer {
    let exchange = Exchange(provider: provider, profile: profile, key: Self.key)
    guard case .answer(let decoded) = try await exchange.run(encoded(request).request) else {
      throw CancellationError()
    }
    return decoded
  }
}
