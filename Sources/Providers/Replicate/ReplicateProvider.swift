package import Foundation
package import TroupeVocabulary

/// Replicate: models of many vendors, whose images are made by predictions.
///
/// `POST v1/models/OWNER/NAME/predictions` names a prediction and the address at which it is asked for; a model called
/// `OWNER/NAME:VERSION` is submitted to `v1/predictions`. What a model takes is said by its profile, in the form of
/// `ProfileForm`. Source: replicate.com/docs/topics/predictions, and the SDK replicate 1.0.7 (captured).
package struct ReplicateProvider: Provider {
  /// Predictions.
  package init() {}

  package let id = "replicate.predictions"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = ["REPLICATE_API_TOKEN"]
  package let keyHosts = ["api.replicate.com"]
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["REPLICATE_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://api.replicate.com", version: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? ProfileFormOptions([name: value], profile: profile)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    let body = try ProfileFormBody(request)
    let model = ReplicateModel(request.profile.wireName)
    var members = [WireMember("input", .object(body.members))]
    if let version = model.version { members.append(WireMember("version", .string(version))) }
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: ReplicateModel.url(model.path, at: endpoint),
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: WireValue.object(members).body),
      sent: body.sent, adjustments: body.adjustments)
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method,
      url: ReplicateModel.url(ReplicateModel.path(in: message.url), at: endpoint),
      headers: message.headers, keyHeader: endpoint.keyPlace?.name ?? message.keyHeader,
      body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    ReplicateAnswer(answer, to: message, on: leg, hosts: profile.resultHosts ?? []) { [self] in
      mayGo($0, home: message.url)
    }.reading
  }

  package func fault(in profile: ModelProfile) -> String? {
    ReplicateModel(profile.wireName).isModel
      ? ProfileForm(profile).fault
      : "Replicate knows a model by OWNER/NAME, or OWNER/NAME:VERSION"
  }
}

extension ReplicateProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.black_forest_labs_flux_2_pro_json),
    Data(PackageResources.black_forest_labs_flux_2_max_json),
    Data(PackageResources.black_forest_labs_flux_2_flex_json),
    Data(PackageResources.black_forest_labs_flux_2_dev_json),
    Data(PackageResources.black_forest_labs_flux_2_klein_4b_json),
    Data(PackageResources.black_forest_labs_flux_2_klein_9b_base_json),
    Data(PackageResources.bytedance_seedream_4_5_json),
    Data(PackageResources.google_nano_banana_2_json),
    Data(PackageResources.google_nano_banana_pro_json),
  ]
}
