package import Foundation
package import TroupeVocabulary

/// OpenRouter's image API, `POST /images`: one body for the models of many vendors.
package struct OpenRouterProvider: Provider {
  /// OpenRouter's images.
  package init() {}

  package let id = "openrouter.images"
  package let vendor: String? = "openrouter"
  package var profiles: [Data] { Self.embedded }
  package var catalogue: (any ModelCatalogue)? { OpenRouterCatalogue() }
  package let keyVariables = ["OPENROUTER_API_KEY"]
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["OPENROUTER_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://openrouter.ai/api/v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    OpenRouterOptions.accepts(name, value, profile)
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try OpenRouterEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard message.keyHeader != nil else { return message }
    return HTTPRequest(
      method: message.method, url: Self.url("images", at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    OpenRouterDecoder.decode(answer).reading(of: answer, to: message, from: profile)
  }
}

extension OpenRouterProvider {
  /// The address of `path` below that of `endpoint`.
  static func url(_ path: String, at endpoint: Endpoint) -> String {
    let version = endpoint.version.isEmpty ? "" : "/\(endpoint.version)"
    return "\(endpoint.baseURL)\(version)/\(path)"
  }

  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.openrouter_bytedance_seed_seedream_4_5_json),
    Data(PackageResources.openrouter_google_gemini_3_pro_image_json),
    Data(PackageResources.openrouter_openai_gpt_image_2_json),
  ]
}
