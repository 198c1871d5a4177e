package import Foundation
package import TroupeVocabulary

/// Gemini's `generateContent` on Vertex AI of Google Cloud: the same body as the Gemini API's and the same answers, at
/// another address, for a token in place of a key, with options of its own and without a Files API.
package struct VertexProvider: Provider {
  /// Vertex AI.
  package init() {}

  package let id = "gemini.vertex"
  package let vendor: String? = "vertex"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = VertexAddress.tokens + VertexAddress.keys
  package let fetchesAddresses = true
  package let sendsHistory = true

  private static let gemini = GeminiProvider()

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try VertexAddress(environment).endpoint()
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    VertexOutput.names.contains(name)
      ? (try? VertexOutput(
        [name: value].merging(["output_type": "image/jpeg"]) { asked, _ in asked },
        model: profile.id)) != nil
      : Self.gemini.accepts(option: name, value: value, on: profile)
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try GeminiEncoder(request: request, endpoint: endpoint, road: .vertex).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    GeminiRoad.vertex.readdress(message, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    Self.gemini.read(answer, to: message, on: leg, from: profile)
  }

  package func conversationPart(of answer: MessageBody) -> ModelAnswer? {
    Self.gemini.conversationPart(of: answer)
  }
}

extension VertexProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.vertex_gemini_2_5_flash_image_json),
    Data(PackageResources.vertex_gemini_3_pro_image_json),
    Data(PackageResources.vertex_gemini_3_1_flash_image_json),
    Data(PackageResources.vertex_gemini_3_1_flash_lite_image_json),
    Data(PackageResources.vertex_gemini_nano_banana_2_1_json),
  ]
}
