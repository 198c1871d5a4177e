package import Foundation

/// xAI's image calls on loopback: one answer that holds the image and what it cost.
///
/// Stricter than the vendor: a field that the schema of the call lacks is refused, an image at the call for words among
/// them, which the vendor passes over and bills; as is base64 that is no image of the type that it claims.
package final class FakeXAI: Sendable {
  /// A key for it; any other will do.
  package static let key = "xai-test-key-0123456789"

  private let fake: FakeGemini
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every answer.
  ///   - namesAddresses: whether images stand at addresses, which the vendor does where no base64 is asked.
  ///   - faults: what is answered first.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20), namesAddresses: Bool = false,
    faults: Faults = Faults()
  ) throws {
    let desk = XAIDesk(picture: picture, namesAddresses: namesAddresses, faults: faults)
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens, as `XAI_BASE_URL` has it.
  package var baseURL: String { fake.baseURL + "/v1" }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// How many answers it made: what the vendor bills.
  package var billed: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }

  /// An error in the vendor's own form.
  package static func error(_ status: Int, _ code: String, _ message: String) -> FakeReply {
    FakeReply(status: status, json: #"{"code":"\#(code)","error":"\#(message)"}"#)
  }
}

/// Decides what is answered.
private final class XAIDesk: Sendable {
  private let picture: Data
  private let namesAddresses: Bool
  private let faults: FaultQueue

  init(picture: Data, namesAddresses: Bool, faults: FakeXAI.Faults) {
    self.picture = picture
    self.namesAddresses = namesAddresses
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    request.path.hasPrefix("/xai-imgen/") ? image(request) : answer(request)
  }

  /// A key where images are delivered is a leak.
  private func image(_ request: RecordedRequest) -> FakeReply {
    guard request.header("authorization") == nil else { return FakeReply(status: 400, json: "{}") }
    if let fault = faults.next(\.images) { return fault }
    return .picture(picture)
  }

  private func answer(_ request: RecordedRequest) -> FakeReply {
    let isEdit = request.path == "/v1/images/edits"
    guard request.method == "POST", isEdit || request.path == "/v1/images/generations" else {
      return FakeXAI.error(404, "Not found", "The endpoint does not exist.")
    }
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return FakeXAI.error(400, "invalid-argument", "Incorrect API key provided.")
    }
    if let fault = XAISchema(request.body, isEdit: isEdit).fault {
      return FakeXAI.error(400, "Client specified an invalid argument", fault)
    }
    if let fault = faults.next(\.submissions) { return fault }
    let content =
      namesAddresses
      ? #""url":"http://\#(request.header("host") ?? "")/xai-imgen/1.png""#
      : #""b64_json":"data:image/png;base64,\#(picture.base64EncodedString())""#
    return FakeReply(
      json: #"{"data":[{\#(content),"mime_type":"image/png","revised_prompt":""}],"#
        + #""usage":{"cost_in_usd_ticks":600000000}}"#,
      isBilled: true)
  }
}
