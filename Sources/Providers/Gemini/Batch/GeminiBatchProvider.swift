package import Foundation
package import TroupeVocabulary

/// Gemini's models at half price, within a day: each request is a batch of one.
///
/// `POST models/MODEL:batchGenerateContent` names a batch, `GET batches/NAME` tells how it stands and, once it is made,
/// its answer. Batches of one can be asked for, given up and paid for one by one. Source: google-genai 3.4.0 (captured)
/// and ai.google.dev/gemini-api/docs/batch-api.
package struct GeminiBatchProvider: Provider {
  private let plain = GeminiProvider()

  /// Batches of one.
  package init() {}

  package let id = "gemini.batch"
  package var profiles: [Data] { Self.embedded }
  package var keyVariables: [String] { plain.keyVariables }
  package let fetchesAddresses = true
  package let sendsHistory = true
  package let isDeferred = true
  package let vendor: String? = "google"

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try plain.endpoint(environment: environment)
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    name != "stream" && plain.accepts(option: name, value: value, on: profile)
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    if let stream = request.parameters.options["stream"] {
      throw .request(
        .unsupportedParameter(
          model: request.profile.id, parameter: "stream", value: stream, allowed: []))
    }
    let encoded = try plain.encode(request, for: endpoint)
    let message = encoded.request
    let address = message.url.prefix { $0 != "?" }
    let model = address[..<(address.lastIndex(of: ":") ?? address.endIndex)]
    return Encoded(
      request: HTTPRequest(
        method: message.method, url: model + ":batchGenerateContent", headers: message.headers,
        keyHeader: message.keyHeader, body: GeminiBatchJob.body(of: message.body)),
      sent: encoded.sent, adjustments: encoded.adjustments)
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    plain.readdress(message, to: endpoint)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    GeminiBatchJob(answer, to: message, on: leg).reading
  }

  package func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload] {
    plain.uploads(for: message, images: images)
  }

  package func further(
    _ upload: Upload, after answer: HTTPAnswer, to asked: HTTPRequest
  ) -> UploadLeg? {
    plain.further(upload, after: answer, to: asked)
  }

  package func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest {
    try plain.naming(upload, in: message, by: answer)
  }

  package func conversationPart(of answer: MessageBody) -> ModelAnswer? {
    plain.conversationPart(of: answer)
  }

  package func cancellation(of poll: HTTPRequest) -> HTTPRequest? {
    HTTPRequest(
      method: "POST", url: poll.url + ":cancel", headers: poll.headers, keyHeader: poll.keyHeader,
      body: MessageBody(segments: []))
  }
}

extension GeminiBatchProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.gemini_2_5_flash_image_batch_json),
    Data(PackageResources.gemini_3_pro_image_batch_json),
    Data(PackageResources.gemini_3_1_flash_image_batch_json),
  ]
}
