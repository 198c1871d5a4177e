package import Foundation
package import TroupeVocabulary

/// ByteDance's Seedream on Ark: one call for words, one image or several, whose answer holds the image.
///
/// Facts: volcengine-ark-runtime 5.0.54 (its types, and what it sent to a recorder), the schemas of Comfy Router for
/// BytePlus, and copies of Ark's own documentation.
package struct ArkProvider: Provider {
  package init() {}

  package let id = "ark.images"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = ["ARK_API_KEY"]
  package let fetchesAddresses = true

  private static let path = "/images/generations"

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["ARK_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://ark.ap-southeast.bytepluses.com/api/v3")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? ArkOptions([name: value], profile: profile)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try ArkEncoder(request: request, url: Self.url(at: endpoint), endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard message.keyHeader != nil else { return message }
    return HTTPRequest(
      method: message.method, url: Self.url(at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    ArkAnswer(answer).decoded.reading(of: answer, to: message, from: profile)
  }

  private static func url(at endpoint: Endpoint) -> String {
    let version = endpoint.version.isEmpty ? "" : "/\(endpoint.version)"
    return "\(endpoint.baseURL)\(version)\(path)"
  }
}

extension ArkProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.seedream_4_0_250828_json),
    Data(PackageResources.seedream_4_5_251128_json),
    Data(PackageResources.seedream_5_0_260128_json),
    Data(PackageResources.seedream_5_0_flash_260915_json),
    Data(PackageResources.seedream_5_0_pro_260628_json),
    Data(PackageResources.seedream_5_5_261028_json),
  ]
}
