package import Foundation
package import TroupeVocabulary

/// Luma: Photon, whose images are made by generations that are asked for.
///
/// `POST dream-machine/v1/generations/image` names a generation. References are addresses that the vendor fetches: it takes no
/// image in a request.
package struct LumaProvider: Provider {
  package init() {}

  package let id = "luma.photon"
  package let keyVariables = ["LUMAAI_API_KEY"]
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["LUMA_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://api.lumalabs.ai", version: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? LumaOptions([name: value], model: profile.id)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try LumaEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: LumaEncoder.url(at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    LumaAnswer(answer, to: message, on: leg, from: profile).reading
  }

  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  package var profiles: [Data] {
    [Data(PackageResources.photon_1_json), Data(PackageResources.photon_flash_1_json)]
  }
}
