package import Foundation
package import TroupeVocabulary

/// Google's Interactions API: Gemini's models by another way, at once or as a job, each turn with the whole conversation or
/// with the name of the last answer.
///
/// Facts: google-genai 3.6.1 (its types, and its tests of turns that go back as they came), what 3.4.0 sent to a recorder, and
/// google-gemini/gemini-skills (what is kept, and for how long).
package struct InteractionsProvider: Provider {
  package init() {}

  package let id = "gemini.interactions"
  /// Its models have names of their own here, and Google's on the wire.
  package let vendor: String? = "google"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = gemini.keyVariables
  package let fetchesAddresses = true
  package let sendsHistory = true

  private static let gemini = GeminiProvider()

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try Self.gemini.endpoint(environment: environment)
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? InteractionsOptions([name: value], profile: profile)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try InteractionsEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    GeminiRoad.interactions.readdress(message, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    InteractionsDecoder(answer: answer, message: message, leg: leg).reading(from: profile)
  }

  package func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    GeminiUpload(road: .interactions).all(for: message, images: images)
  }

  package func further(
    _ upload: Upload, after answer: HTTPAnswer, to asked: HTTPRequest
  ) -> UploadLeg? {
    GeminiUpload(road: .interactions).further(upload, after: answer, to: asked)
  }

  package func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest {
    try GeminiUpload(road: .interactions).naming(upload, in: message, by: answer)
  }

  package func conversationPart(of answer: MessageBody) -> ModelAnswer? {
    InteractionsConversationPart.answer(in: answer)
  }
}

extension InteractionsProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.gemini_2_5_flash_image_interactions_json),
    Data(PackageResources.gemini_3_pro_image_interactions_json),
    Data(PackageResources.gemini_3_1_flash_image_interactions_json),
    Data(PackageResources.gemini_3_1_flash_lite_image_interactions_json),
    Data(PackageResources.gemini_nano_banana_2_1_interactions_json),
  ]
}
