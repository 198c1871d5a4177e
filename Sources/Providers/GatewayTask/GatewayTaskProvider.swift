package import Foundation
package import TroupeVocabulary

/// The asynchronous road of a gateway: a task is submitted, asked for, and its images are fetched.
///
/// `POST v1/task/submit` names a task, `GET v1/task/ID` says how it stands. The gateway has models of other vendors, and an
/// entry of the user's `providers.toml` says where it is: there is no model and no address of its own. Neither
/// conversations nor counts of tokens come back.
package struct GatewayTaskProvider: Provider {
  /// The asynchronous road.
  package init() {}

  package let id = "gateway.task"
  package let profiles: [Data] = []
  package let keyVariables: [String] = []
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    Endpoint(ofGateways: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    (try? GatewayTaskForm(profile).members(of: [name: value])) != nil
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    let form = GatewayTaskForm(request.profile)
    let frame = try form.frame(of: request)
    let images = try request.images { .dataURL($0) }
    var input = [WireMember("prompt", .string(request.words))]
    if !images.isEmpty { input.append(WireMember("images", .array(images))) }
    input += try frame.members + request.seed() + form.members(of: request.parameters.options)
    let body = WireValue.object([
      WireMember("model", .string(request.profile.wireName)), WireMember("input", .object(input)),
    ])
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: Self.url(at: endpoint),
        headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: body.body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments)
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: Self.url(at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    GatewayTaskAnswer(answer, to: message, on: leg, hosts: profile.resultHosts ?? []).reading
  }

  private static func url(at endpoint: Endpoint) -> String {
    [endpoint.baseURL, endpoint.version, "task/submit"].filter { !$0.isEmpty }
      .joined(separator: "/")
  }
}
