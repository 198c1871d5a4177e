package import Foundation
package import TroupeVocabulary

/// Black Forest Labs: FLUX models, whose images are made by jobs.
///
/// `POST v1/MODEL` names a job and the address at which it is asked for, which may be on another host of the vendor's. The
/// image stands at an address for some minutes.
package struct BlackForestLabsProvider: Provider {
  /// Models with one form of request.
  package enum Family: String, CaseIterable, Sendable {
    /// FLUX.2: exact width and height, up to eight images.
    case flux2
    /// FLUX.1 Kontext: an aspect ratio.
    case kontext
    /// FLUX 3 Image: a list of images, a resolution and an aspect ratio; a field that it does not know is refused.
    case flux3
  }

  private let family: Family

  /// The provider of `family`.
  package init(_ family: Family) { self.family = family }

  package var id: String { "bfl.\(family.rawValue)" }
  package var profiles: [Data] { family.profiles }
  package let keyVariables = ["BFL_API_KEY"]
  package let keyHosts = ["bfl.ai", "*.bfl.ai"]
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["BFL_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://api.bfl.ai", version: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? FluxOptions([name: value], family: family, profile: profile)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try FluxEncoder(request: request, endpoint: endpoint, family: family).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard let model = message.url.split(separator: "/").last else { return message }
    return HTTPRequest(
      method: message.method, url: FluxEncoder.url(of: String(model), at: endpoint),
      headers: message.headers, keyHeader: endpoint.keyPlace?.name ?? message.keyHeader,
      body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    FluxAnswer(answer, to: message, on: leg, hosts: profile.resultHosts ?? []) { [self] in
      mayGo($0, home: message.url)
    }.reading
  }
}

extension BlackForestLabsProvider.Family {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  fileprivate var profiles: [Data] {
    switch self {
    case .flux2:
      [
        Data(PackageResources.flux_2_pro_json), Data(PackageResources.flux_2_max_json),
        Data(PackageResources.flux_2_flex_json), Data(PackageResources.flux_2_klein_4b_json),
        Data(PackageResources.flux_2_klein_9b_json),
      ]
    case .kontext:
      [Data(PackageResources.flux_kontext_pro_json), Data(PackageResources.flux_kontext_max_json)]
    case .flux3: [Data(PackageResources.flux_3_image_json)]
    }
  }
}
