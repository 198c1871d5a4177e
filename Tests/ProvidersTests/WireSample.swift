import Foundation
import TroupeProviders
import TroupeStoryboard
import TroupeVocabulary

/// Requests for tests, and their bodies made comparable.
enum WireSample {
  static let digest = Digest(bytes: repeatElement(0xAB, count: 32))

  static func profile(_ id: String = "gemini-3-pro-image") throws -> ModelProfile {
    try ModelRegistry(of: WireSample.providers).profile(named: id).profile
  }

  static let providers: [any Provider] = [
    GeminiProvider(), VertexProvider(), StoryboardProvider(fonts: { _ in [] }),
  ]

  static func request(
    _ parts: [Composition.Part] = [.text("x")], images: [Int: StoredImage] = [:],
    parameters: Parameters = Parameters(), model: String = "gemini-3-pro-image",
    history: [HistoryItem] = []
  ) throws -> ProviderRequest {
    ProviderRequest(
      Request(prompt: "x", model: model, parameters: parameters),
      composition: Composition(parts: parts),
      inputs: images.sorted { $0.key < $1.key }.map { position, image in
        SentInput(
          chosen: ChosenInput(
            position: position, role: .identity, image: image, reason: "named"),
          rendition: image, label: "")
      }, profile: try profile(model), history: history)
  }

  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    guard let profile = try? profile(),
      let message = try? encode(request()).request,
      case .answer(let decoded) = GeminiProvider().read(
        answer, to: message, on: .submit, from: profile)
    else { return DecodedAnswer(outcome: .unreadable(reason: "not an answer")) }
    return decoded
  }

  static func encode(_ request: ProviderRequest) throws -> Encoded {
    try GeminiProvider().encode(
      request, for: GeminiProvider().endpoint(environment: [:]))
  }

  /// The body with `#N` in place of an image of N bytes.
  static func text(_ body: MessageBody) -> String {
    body.segments.map {
      switch $0 {
      case .text(let text): text
      case .base64(_, let byteCount), .file(_, let byteCount): "#\(byteCount)"
      }
    }.joined()
  }
}
