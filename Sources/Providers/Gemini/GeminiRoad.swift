import Foundation
import TroupeVocabulary

/// A way to Gemini's models. What is asked and answered is the same on each; what differs is here.
struct GeminiRoad: Sendable {
  /// What stands in the address before the model.
  let models: String
  /// Where the key travels unless the endpoint says so.
  let keyHeader: String
  /// Whether the options of `VertexOutput` are taken.
  let takesOutput: Bool
  /// Further categories of `safetySettings`.
  let safetyCategories: [String]
  /// What it is called, for people.
  let name: String

  /// Google's Gemini API for developers, and gateways that speak it.
  static let developer = GeminiRoad(
    models: "/models/", keyHeader: "x-goog-api-key", takesOutput: false, safetyCategories: [],
    name: "the Gemini API")

  /// Vertex AI of Google Cloud. The categories are google-genai 3.6's.
  static let vertex = GeminiRoad(
    models: "/publishers/google/models/", keyHeader: "Authorization", takesOutput: true,
    safetyCategories: [
      "IMAGE_HATE", "IMAGE_DANGEROUS_CONTENT", "IMAGE_HARASSMENT", "IMAGE_SEXUALLY_EXPLICIT",
      "JAILBREAK",
    ], name: "Vertex AI")

  /// The Interactions API, at the address of the Gemini API: the model stands in the body.
  static let interactions = GeminiRoad(
    models: "/interactions", keyHeader: developer.keyHeader, takesOutput: false,
    safetyCategories: [
      "IMAGE_HATE", "IMAGE_DANGEROUS_CONTENT", "IMAGE_HARASSMENT", "IMAGE_SEXUALLY_EXPLICIT",
      "JAILBREAK",
    ], name: "the Interactions API")

  /// The names of its options.
  var options: [String] {
    (GeminiOptions.names + (takesOutput ? VertexOutput.names : [])).sorted()
  }

  /// Where a request to the model that is called `model` there goes.
  func url(of model: String, at endpoint: Endpoint, streams: Bool) -> String {
    url(
      of: model, at: endpoint,
      doing: streams ? "streamGenerateContent?alt=sse" : "generateContent")
  }

  /// The same for a method of the model's that is called `method`.
  func url(of model: String, at endpoint: Endpoint, doing method: String) -> String {
    let plain = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    return base(endpoint) + models
      + (model.addingPercentEncoding(withAllowedCharacters: plain) ?? "") + ":" + method
  }

  /// A recorded request for today's address.
  func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard message.keyHeader != nil,
      let path = message.url.range(of: models, options: .backwards)
    else { return message }
    return HTTPRequest(
      method: message.method, url: base(endpoint) + message.url[path.lowerBound...],
      headers: message.headers, keyHeader: endpoint.keyPlace?.name ?? message.keyHeader,
      body: GeminiFile.nameless(message.body))
  }

  /// What stands before the models and the files in addresses.
  func base(_ endpoint: Endpoint) -> String {
    endpoint.version.isEmpty ? endpoint.baseURL : "\(endpoint.baseURL)/\(endpoint.version)"
  }
}
