package import Foundation
package import TroupeVocabulary

/// A server that speaks `sdapi`: AUTOMATIC1111's Stable Diffusion WebUI, Forge or SD.Next, on this machine or behind https.
///
/// One request makes an image with whatever checkpoint is loaded, and the answer holds it. References go to ControlNet or an
/// IP-Adapter, as the options of a profile say.
package struct A1111Provider: Provider {
  package init() {}

  package let id = "a1111.sdapi"
  package var profiles: [Data] { Self.embedded }
  /// It has no keys of its own.
  package let keyVariables: [String] = []
  package let isKeyOptional = true

  /// `A1111_URL`, else where the server listens by itself. A server behind something that wants a bearer token gets that of
  /// `A1111_API_KEY`.
  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    var endpoint = try Endpoint(baseURL: value("A1111_URL") ?? "http://127.0.0.1:7860")
    if value("A1111_API_KEY") != nil {
      endpoint.keyVariables = ["A1111_API_KEY"]
      endpoint.keyPlace = .header("Authorization")
    }
    return endpoint
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    A1111Options.fault(name, value, profile) == nil
  }

  package func fault(in profile: ModelProfile) -> String? { profile.maskFault(unless: .white) }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try A1111Encoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard let path = A1111Path(of: message.url) else { return message }
    return HTTPRequest(
      method: message.method, url: path.url(at: endpoint), headers: message.headers,
      keyHeader: A1111Encoder.keyHeader(of: endpoint), body: A1111Task.nameless(message.body))
  }

  package func adapterQuestion(before message: HTTPRequest) -> HTTPRequest? {
    A1111Adapters.question(before: message)
  }

  package func adapters(in answer: HTTPAnswer) -> [String]? { A1111Adapters.names(in: answer) }

  package func adapterName(_ name: String) -> String { A1111Adapters.name(name) }

  package func identified(_ message: HTTPRequest, by id: ULID) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: message.url, headers: message.headers,
      keyHeader: message.keyHeader, body: A1111Task.naming(message.body, id.uuid))
  }

  package func inquiry(after message: HTTPRequest) -> Inquiry? {
    guard let task = A1111Task.name(in: message.body),
      let question = A1111Progress.question(task, look: 1, as: message)
    else { return nil }
    return Inquiry(message: question, seconds: 1)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    leg == .poll
      ? A1111Progress(answer, to: message).reading : .answer(A1111Answer(answer).decoded)
  }
}

extension A1111Provider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.a1111_reference_json), Data(PackageResources.a1111_ip_adapter_json),
    Data(PackageResources.a1111_sdnext_json),
  ]
}
