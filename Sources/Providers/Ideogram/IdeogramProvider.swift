package import Foundation
package import TroupeVocabulary

/// Ideogram 3.0 at its own vendor's: forms with files, answered at once with the addresses of images, which end.
///
/// Its prompts are sent as they are: the vendor's rewriting is off.
package struct IdeogramProvider: Provider {
  package init() {}

  package let id = "ideogram.v3"
  package let keyVariables = ["IDEOGRAM_API_KEY"]

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["IDEOGRAM_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://api.ideogram.ai", version: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? IdeogramOptions([name: value], profile: profile)) != nil
  }

  package func fault(in profile: ModelProfile) -> String? { profile.maskFault(unless: .black) }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try IdeogramEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    let last = message.url.split(separator: "/").last.map(String.init) ?? ""
    guard let operation = IdeogramOperation(rawValue: last) else { return message }
    return HTTPRequest(
      method: message.method, url: operation.url(at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    IdeogramAnswer(answer).decoded.reading(of: answer, to: message, from: profile)
  }

  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  package var profiles: [Data] {
    [
      Data(PackageResources.ideogram_v3_json), Data(PackageResources.ideogram_v3_character_json),
    ]
  }
}
