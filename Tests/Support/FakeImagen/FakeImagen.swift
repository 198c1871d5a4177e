package import Foundation

/// `predict` of Imagen on loopback, on Vertex AI and on the Gemini API.
///
/// Stricter than the vendor: a field that the road or the model lacks is refused with 400, as is base64 that is none and a number
/// that the prompt does not name.
package final class FakeImagen: Sendable {
  private let fake: FakeGemini
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - predictions: the elements of the answer, in JSON; `nil` for one picture.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20), predictions: String? = nil,
    faults: Faults = Faults()
  ) throws {
    let one =
      #"{"mimeType":"image/png","bytesBase64Encoded":"\#(picture.base64EncodedString())"}"#
    let queue = FaultQueue(faults)
    fake = try FakeGemini { request in
      if let refusal = Self.refusal(of: request) { return refusal }
      if let fault = queue.next(\.submissions) { return fault }
      return FakeReply(json: #"{"predictions":[\#(predictions ?? one)]}"#, isBilled: true)
    }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The images that the vendor bills.
  package var billed: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }

  private static func refusal(of request: RecordedRequest) -> FakeReply? {
    let road = ImagenSchema.Road(path: request.path)
    guard request.method == "POST", let road else {
      return error(404, "NOT_FOUND", "no such method")
    }
    let key = request.header(road.isVertex ? "authorization" : "x-goog-api-key")
    guard key?.hasPrefix(road.isVertex ? "Bearer " : "") == true else {
      return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
    }
    return ImagenSchema(road).fault(in: request.body).map {
      error(400, "INVALID_ARGUMENT", "Unknown or faulty: \($0)")
    }
  }

  private static func error(_ code: Int, _ status: String, _ message: String) -> FakeReply {
    FakeReply(
      status: code,
      json: #"{"error":{"code":\#(code),"message":"\#(message)","status":"\#(status)"}}"#)
  }
}
