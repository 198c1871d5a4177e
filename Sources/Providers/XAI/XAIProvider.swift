package import Foundation
package import TroupeVocabulary

/// xAI's Grok Imagine: one call for words, another for words with images, whose answer holds the image and what it cost.
///
/// Facts: docs.x.ai (copies of 2026), xai-sdk 1.21.0, vercel/ai at ed857f5, the schemas of Comfy Router.
package struct XAIProvider: Provider {
  package init() {}

  package let id = "xai.images"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = ["XAI_API_KEY"]
  package let fetchesAddresses = true

  static let generations = "/images/generations"
  static let edits = "/images/edits"

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["XAI_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://api.x.ai/v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? XAIOptions([name: value], profile: profile)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try XAIEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard message.keyHeader != nil else { return message }
    let path = message.url.hasSuffix(Self.edits) ? Self.edits : Self.generations
    return HTTPRequest(
      method: message.method, url: Self.url(path, at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    XAIAnswer(answer).decoded.reading(of: answer, to: message, from: profile)
  }

  /// The address of `path` below that of `endpoint`.
  static func url(_ path: String, at endpoint: Endpoint) -> String {
    let version = endpoint.version.isEmpty ? "" : "/\(endpoint.version)"
    return "\(endpoint.baseURL)\(version)\(path)"
  }
}

extension XAIProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.grok_imagine_image_2_0_json),
    Data(PackageResources.grok_imagine_image_json),
    Data(PackageResources.grok_imagine_image_quality_json),
    Data(PackageResources.grok_imagine_image_pro_json),
  ]
}
