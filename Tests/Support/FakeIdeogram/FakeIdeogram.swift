package import Foundation

/// Ideogram 3.0 on loopback: takes forms, answers with addresses, and gives the images out.
///
/// Stricter than the vendor: a field that the operation lacks is refused with 400, as is a file that is no image.
package final class FakeIdeogram: Sendable {
  private let fake: FakeGemini
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every request.
  ///   - data: the elements of the answer, in JSON; `nil` for one image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20), data: String? = nil,
    faults: Faults = Faults()
  ) throws {
    let queue = FaultQueue(faults)
    fake = try FakeGemini { request in
      if request.path.hasPrefix("/api/images/ephemeral/") {
        // A key at the delivery host is a leak.
        guard request.header("api-key") == nil else { return FakeReply(status: 400, json: "{}") }
        return queue.next(\.images) ?? .picture(picture)
      }
      guard request.header("api-key") != nil else {
        return FakeReply(status: 401, json: #"{"message":"Not authorized"}"#)
      }
      if let fault = IdeogramSchema.fault(in: request) {
        return FakeReply(status: 400, json: #"{"message":"Invalid input: \#(fault)"}"#)
      }
      if let fault = queue.next(\.submissions) { return fault }
      let base = "http://\(request.header("host") ?? "")"
      let one =
        #"{"url":"\#(base)/api/images/ephemeral/a.png?exp=1&sig=s","prompt":"as run","resolution":"1024x1024","is_image_safe":true,"seed":7,"style_type":"GENERAL"}"#
      return FakeReply(
        json: #"{"created":"2026-11-28T00:00:00Z","data":[\#(data ?? one)]}"#, isBilled: true)
    }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The requests that the vendor bills.
  package var billed: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}
