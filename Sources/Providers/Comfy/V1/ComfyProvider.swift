package import Foundation
package import TroupeVocabulary

/// A ComfyUI server, which runs the graph of a profile: on this machine, or behind https.
package struct ComfyProvider: Provider {
  /// Version 1 of its API, which every installation has.
  package init() {}

  package let id = "comfy.graph"
  package var profiles: [Data] { Self.embedded }
  /// It has no keys of its own.
  package let keyVariables: [String] = []
  package let isKeyOptional = true

  /// `COMFYUI_URL`, else where the server listens by itself. A server behind something that wants a bearer token gets
  /// that of `COMFYUI_API_KEY`.
  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    var endpoint = try Endpoint(baseURL: value("COMFYUI_URL") ?? "http://127.0.0.1:8188")
    if value("COMFYUI_API_KEY") != nil {
      endpoint.keyVariables = ["COMFYUI_API_KEY"]
      endpoint.keyPlace = .header("Authorization")
    }
    return endpoint
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    ComfyOption(name, of: profile)?.node(for: value) != nil
  }

  package func fault(in profile: ModelProfile) -> String? { ComfyGraphFault.words(of: profile) }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try ComfyEncoder(request: request, endpoint: endpoint).encoded(at: "/prompt", \.body)
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: "\(endpoint.baseURL)/prompt", headers: message.headers,
      keyHeader: endpoint.comfyKeyHeader, body: ComfyJob(message)?.nameless.body ?? message.body)
  }

  package func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    ComfyUpload.all(for: message, images: images)
  }

  package func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest {
    let name = try ComfyUpload.name(in: answer)
    return ComfyJob(message)?.naming(upload.image, name).message(as: message) ?? message
  }

  package func adapterQuestion(before message: HTTPRequest) -> HTTPRequest? {
    ComfyAdapters.question(before: message)
  }

  package func adapters(in answer: HTTPAnswer) -> [String]? { ComfyAdapters.names(in: answer) }

  package func identified(_ message: HTTPRequest, by id: ULID) -> HTTPRequest {
    ComfyJob(message)?.identified(by: id).message(as: message) ?? message
  }

  package func inquiry(after message: HTTPRequest) -> Inquiry? {
    guard let id = ComfyJob(message)?.id, let address = ComfyAddress(message, job: id) else {
      return nil
    }
    return Inquiry(message: address.history(look: 1, as: message), seconds: 1)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    if leg == .poll, let address = ComfyAddress(message) {
      return ComfyProgress(answer, message, address).reading(profile)
    }
    switch ComfySubmission(answer).meaning {
    case .taken(let id):
      if let address = ComfyAddress(message, job: id) {
        return .poll(address.history(look: 1, as: message), seconds: 0.5)
      }
      return .answer(.unreadable("the job has a name that cannot be asked for"))
    case .answer(let decoded): return .answer(decoded)
    case .unknown(let reason):
      // What came of it can be asked for.
      return inquiry(after: message).map { .poll($0.message, seconds: $0.seconds) }
        ?? .answer(.unreadable(reason))
    }
  }
}

extension ComfyProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [Data(PackageResources.comfy_blend_json)]
}
