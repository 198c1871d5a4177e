package import Foundation

/// Ark's image call on loopback: one answer that holds the image.
///
/// Stricter than the vendor: a field that the schema of the model lacks is refused, as are a level in place of width and
/// height, and base64 that is no image of the type that it claims.
package final class FakeArk: Sendable {
  /// A key for it; any other will do.
  package static let key = "ark-test-key-0123456789"

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
    let desk = ArkDesk(picture: picture, namesAddresses: namesAddresses, faults: faults)
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens, as `ARK_BASE_URL` has it.
  package var baseURL: String { fake.baseURL + "/api/v3" }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// How many answers it made: what the vendor bills.
  package var billed: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }

  /// An error in the vendor's own form.
  package static func error(_ status: Int, _ code: String, _ message: String) -> FakeReply {
    FakeReply(
      status: status,
      json: #"{"error":{"code":"\#(code)","message":"\#(message)","param":"","type":"BadRequest"}}"#
    )
  }
}

/// Decides what is answered.
private final class ArkDesk: Sendable {
  private let picture: Data
  private let namesAddresses: Bool
  private let faults: FaultQueue

  init(picture: Data, namesAddresses: Bool, faults: FakeArk.Faults) {
    self.picture = picture
    self.namesAddresses = namesAddresses
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    request.path.hasPrefix("/delivery/") ? image(request) : answer(request)
  }

  /// A key where images are delivered is a leak.
  private func image(_ request: RecordedRequest) -> FakeReply {
    guard request.header("authorization") == nil else { return FakeReply(status: 400, json: "{}") }
    if let fault = faults.next(\.images) { return fault }
    return .picture(picture)
  }

  private func answer(_ request: RecordedRequest) -> FakeReply {
    guard request.method == "POST", request.path == "/api/v3/images/generations" else {
      return FakeArk.error(404, "InvalidEndpoint.NotFound", "The endpoint does not exist.")
    }
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return FakeArk.error(401, "AuthenticationError", "The API key is missing or invalid.")
    }
    let schema = ArkSchema(request.body)
    if let fault = schema.fault { return FakeArk.error(400, "InvalidParameter", fault) }
    if let fault = faults.next(\.submissions) { return fault }
    let content =
      namesAddresses
      ? #""url":"http://\#(request.header("host") ?? "")/delivery/1.png?X-Tos-Signature=s""#
      : #""b64_json":"\#(picture.base64EncodedString())""#
    let usage = #""usage":{"generated_images":1,"output_tokens":16384,"total_tokens":16384}"#
    return FakeReply(
      json: #"{"model":"\#(schema.model)","created":1770000000,"data":[{\#(content),"#
        + #""size":"\#(schema.size)"}],\#(usage)}"#,
      isBilled: true)
  }
}
