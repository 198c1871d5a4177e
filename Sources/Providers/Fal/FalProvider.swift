package import Foundation
package import TroupeVocabulary

/// fal: models of many vendors, each an app whose requests wait in a queue.
///
/// `POST APP` names a request and the addresses at which it is asked for; its answer names the images by addresses. What an
/// app takes is said by its profile, in the form of `ProfileForm`. Source: fal.ai/docs/api-reference/inference-api, and the
/// SDK fal-client 1.0.3 (captured).
package struct FalProvider: Provider {
  /// The queue.
  package init() {}

  package let id = "fal.queue"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = ["FAL_KEY"]
  package let keyHosts = ["fal.run", "queue.fal.run"]
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["FAL_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://queue.fal.run")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? ProfileFormOptions([name: value], profile: profile)) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    let body = try ProfileFormBody(request)
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: FalApp(request.profile.wireName).url(at: endpoint),
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization",
        body: WireValue.object(body.members).body),
      sent: body.sent, adjustments: body.adjustments)
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: FalApp(of: message.url, at: endpoint).url(at: endpoint),
      headers: message.headers, keyHeader: endpoint.keyPlace?.name ?? message.keyHeader,
      body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    FalAnswer(answer, to: message, on: leg, from: profile) { [self] in
      mayGo($0, home: message.url)
    }.reading
  }

  package func fault(in profile: ModelProfile) -> String? {
    FalApp(profile.wireName).isApp
      ? ProfileForm(profile).fault : "fal knows a model by an app, as in fal-ai/flux-2/edit"
  }

  /// The key stands behind another word than in most vendors' header.
  package func deliver(_ delivery: Delivery) async throws {
    try await delivery.transport.send(
      delivery.message, key: delivery.key, scheme: "Key", isResult: delivery.isResult,
      source: { [path = delivery.path] in try FileReader(path: path($0)) },
      onHead: delivery.onHead, onBody: delivery.onBody)
  }
}

extension FalProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.fal_ai_flux_2_json), Data(PackageResources.fal_ai_flux_2_edit_json),
    Data(PackageResources.fal_ai_flux_2_pro_json),
    Data(PackageResources.fal_ai_flux_2_pro_edit_json),
    Data(PackageResources.fal_ai_flux_2_flex_json),
    Data(PackageResources.fal_ai_flux_2_flex_edit_json),
    Data(PackageResources.fal_ai_flux_2_max_edit_json),
    Data(PackageResources.fal_ai_nano_banana_2_json),
    Data(PackageResources.fal_ai_nano_banana_2_edit_json),
    Data(PackageResources.fal_ai_nano_banana_pro_json),
    Data(PackageResources.fal_ai_nano_banana_pro_edit_json),
    Data(PackageResources.fal_ai_bytedance_seedream_v4_5_edit_json),
  ]
}
