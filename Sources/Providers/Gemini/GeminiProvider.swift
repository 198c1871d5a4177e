package import Foundation
package import TroupeVocabulary

/// Google's Gemini API, `generateContent`, and gateways that speak it.
package struct GeminiProvider: Provider {
  /// Gemini's `generateContent`.
  package init() {}

  package let id = "gemini.generateContent"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = ["GOOGLE_API_KEY", "GEMINI_API_KEY"]
  package let fetchesAddresses = true
  package let sendsHistory = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    return try Endpoint(
      baseURL: value("GOOGLE_GEMINI_BASE_URL") ?? "https://generativelanguage.googleapis.com",
      version: value("GOOGLE_GENAI_API_VERSION").map { $0 == "beta" ? "v1beta" : $0 } ?? "v1beta")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    let capabilities = profile.capabilities
    switch name {
    case let name where VertexOutput.names.contains(name): return false
    case "thinking": return capabilities.thinkingLevels.contains(value.lowercased())
    case "search":
      return value.split(separator: ",").allSatisfy {
        ($0 == "image" ? capabilities.imageSearch : capabilities.webSearch) == true
      }
    default: return true
    }
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try GeminiEncoder(request: request, endpoint: endpoint, road: .developer).encoded()
  }

  package func encode(
    _ question: JudgeQuestion, for endpoint: Endpoint
  ) throws(TroupeError) -> HTTPRequest {
    GeminiJudge(question: question, endpoint: endpoint, road: .developer).message
  }

  package func judgment(in answer: HTTPAnswer) -> JudgeAnswer {
    GeminiJudge.judgment(in: answer)
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    GeminiRoad.developer.readdress(message, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    GeminiDecoder.decode(answer).lookingForFiles(of: message, answer)
      .reading(of: answer, to: message, from: profile)
  }

  package func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    GeminiUpload(road: .developer).all(for: message, images: images)
  }

  package func further(
    _ upload: Upload, after answer: HTTPAnswer, to asked: HTTPRequest
  ) -> UploadLeg? {
    GeminiUpload(road: .developer).further(upload, after: answer, to: asked)
  }

  package func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest {
    try GeminiUpload(road: .developer).naming(upload, in: message, by: answer)
  }

  package func conversationPart(of answer: MessageBody) -> ModelAnswer? {
    GeminiConversationPart.answer(in: answer)
  }
}

extension GeminiProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.gemini_2_5_flash_image_json),
    Data(PackageResources.gemini_3_pro_image_json),
    Data(PackageResources.gemini_3_1_flash_image_json),
    Data(PackageResources.gemini_3_1_flash_lite_image_json),
    Data(PackageResources.gemini_nano_banana_2_1_json),
    Data(PackageResources.gemini_3_8_flash_json),
    Data(PackageResources.gemini_3_5_flash_lite_json),
    Data(PackageResources.gemini_3_1_pro_preview_json),
  ]
}
