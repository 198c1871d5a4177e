package import Foundation
package import TroupeVocabulary

/// Comfy API v2: one form for a server of one's own, Comfy Cloud and deployments there, which runs the graph of a profile
/// (docs.comfy.org/openapi-v2.yaml).
///
/// A job has a name of ours that is taken once, so that it is never made twice. It is polled where the answer says, and its
/// results are fetched from where they stand.
package struct ComfyV2Provider: Provider {
  /// Version 2.
  package init() {}

  package let id = "comfy.v2"
  package var profiles: [Data] { Self.embedded }
  /// A server of one's own has none.
  package let keyVariables: [String] = []
  package let isKeyOptional = true

  /// `COMFY_BASE_URL`, else where a server of one's own listens, with the bearer token of `COMFY_API_KEY` if there is one, as
  /// the vendor's SDK reads them (comfy-sdk 0.5.0).
  /// - Throws: `.invalidValue` for a host of the vendor's, which costs money: only an entry of `providers.toml` says how much.
  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let address = value("COMFY_BASE_URL") ?? "http://127.0.0.1:8189"
    var endpoint = try Endpoint(baseURL: address)
    if Endpoint.isHost(of: address, among: Self.vendorHosts) {
      throw .invalidValue(
        name: "COMFY_BASE_URL", value: address,
        expected:
          "a server of your own; one that is paid is an entry of providers.toml with its price and dialect = \"\(id)\""
      )
    }
    if value("COMFY_API_KEY") != nil {
      endpoint.keyVariables = ["COMFY_API_KEY"]
      endpoint.keyPlace = .header("Authorization")
    }
    return endpoint
  }

  private static let vendorHosts = ["comfy.org", "*.comfy.org", "comfy.app", "*.comfy.app"]

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    ComfyOption(name, of: profile)?.node(for: value) != nil
  }

  package func fault(in profile: ModelProfile) -> String? { ComfyGraphFault.words(of: profile) }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try ComfyEncoder(request: request, endpoint: endpoint)
      .encoded(at: ComfyV2Address.jobs) { ComfyWorkflow($0).body }
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    let name = message.headers.first(named: ComfyWorkflow.nameHeader)
    return HTTPRequest(
      method: message.method, url: endpoint.baseURL + ComfyV2Address.jobs,
      headers: message.headers.filter { $0.name != ComfyWorkflow.nameHeader },
      keyHeader: endpoint.comfyKeyHeader,
      body: ComfyWorkflow(message)?.nameless(name).body ?? message.body)
  }

  package func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    ComfyAsset.uploads(for: message, images: images)
  }

  package func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest {
    let id = try ComfyAsset.id(in: answer)
    let named = ComfyWorkflow(message)?.naming(ComfyJob.fileName(of: upload.image), id: id)
    return HTTPRequest(
      method: message.method, url: message.url, headers: message.headers,
      keyHeader: message.keyHeader, body: named?.body ?? message.body)
  }

  package func identified(_ message: HTTPRequest, by id: ULID) -> HTTPRequest {
    ComfyWorkflow(message)?.identified(message, by: id) ?? message
  }

  package func inquiry(after message: HTTPRequest) -> Inquiry? {
    ComfyLookup.inquiry(after: message)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    guard leg == .poll else { return submitted(answer, to: message) }
    if let lookup = ComfyLookup(message) { return lookup.reading(answer) }
    return ComfyV2Progress(answer, to: message, profile)?.reading
      ?? .answer(.unreadable("HTTP \(answer.status) in answer to a question about the job"))
  }

  private func submitted(_ answer: HTTPAnswer, to message: HTTPRequest) -> Reading {
    let body = JSONReader.documents(in: answer.body).nodes.first
    let refusal = ComfyRefusal(answer, body: body)
    var doubt = refusal.doubt
    if (200..<300).contains(answer.status) {
      let job = body.flatMap { ComfyV2Address.job($0, after: message) }
      if let job { return .poll(job, seconds: 0.5) }
      doubt = "the answer (HTTP \(answer.status)) names no job"
    } else if body?["error"]?["code"]?.text == "idempotency_key_reuse" {
      // Nothing but this send has the name: it came twice, and once it was taken.
      doubt = "the job was taken when it came before"
    } else if let decoded = refusal.decoded {
      return .answer(decoded)
    }
    // What came of it can be looked for.
    return inquiry(after: message).map { .poll($0.message, seconds: $0.seconds) }
      ?? .answer(.unreadable(doubt))
  }
}

extension ComfyV2Provider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [Data(PackageResources.comfy_v2_blend_json)]
}
