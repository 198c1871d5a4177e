package import Foundation
import Synchronization

/// Gemini's batches on loopback: takes batches of one, lets them be asked for and given up.
///
/// Stricter than Google: a member that the SDK does not send is refused with 400, as is a batch of several.
package final class FakeBatch: Sendable {
  private let fake: FakeGemini
  private let desk: BatchDesk

  /// - Parameters:
  ///   - picture: the image of every batch.
  ///   - states: what is answered to the polls of a batch, in order, before its end.
  ///   - end: the body that ends it; `nil` for its image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20), states: [String] = ["RUNNING"],
    end: FakeReply? = nil, faults: LegFaults = LegFaults()
  ) throws {
    let desk = BatchDesk(picture: picture, states: states, end: end, faults: faults)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The batches submitted and taken on: what Google bills.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }

  /// The body of a poll that tells `state`, with `more` members.
  package static func batch(_ state: String, _ more: String = "") -> String {
    #"{"name":"batches/b1","metadata":{"state":"BATCH_STATE_\#(state)"},"done":\#(more.isEmpty ? "false" : "true")\#(more)}"#
  }
}

/// Decides what is answered.
private final class BatchDesk: Sendable {
  private struct Standing {
    var polls = 0
    var isCancelled = false
  }

  private let picture: Data
  private let states: [String]
  private let end: FakeReply?
  private let standing = Mutex(Standing())
  private let faults: FaultQueue

  init(picture: Data, states: [String], end: FakeReply?, faults: LegFaults) {
    self.picture = picture
    self.states = states
    self.end = end
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    guard request.header("x-goog-api-key") != nil else {
      return Self.error(403, "PERMISSION_DENIED", "no key")
    }
    switch request.path {
    case let path where path.hasSuffix(":batchGenerateContent"): return submit(request)
    case "/v1beta/batches/b1" where request.method == "GET": return poll()
    case "/v1beta/batches/b1:cancel" where request.method == "POST":
      standing.withLock { $0.isCancelled = true }
      return FakeReply(json: "{}")
    default: return Self.error(404, "NOT_FOUND", "no such batch")
    }
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    if let words = Self.fault(in: request.body) {
      return Self.error(400, "INVALID_ARGUMENT", words)
    }
    if let fault = faults.next(\.submissions) { return fault }
    return FakeReply(json: FakeBatch.batch("PENDING"), isBilled: true)
  }

  private func poll() -> FakeReply {
    if let fault = faults.next(\.polls) { return fault }
    let now = standing.withLock { standing in
      standing.polls += 1
      return standing
    }
    if now.isCancelled { return FakeReply(json: FakeBatch.batch("CANCELLED", #","x":0"#)) }
    if now.polls <= states.count { return FakeReply(json: FakeBatch.batch(states[now.polls - 1])) }
    if let end { return end }
    let part =
      #"{"inlineData":{"mimeType":"image/png","data":"\#(picture.base64EncodedString())"}}"#
    let response =
      #"{"candidates":[{"content":{"parts":[\#(part)],"role":"model"},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":1120,"totalTokenCount":1132},"modelVersion":"gemini-3-pro-image"}"#
    return FakeReply(
      json: FakeBatch.batch(
        "SUCCEEDED",
        #","response":{"inlinedResponses":{"inlinedResponses":[{"response":\#(response),"metadata":{"key":"1"}}]}}"#
      ))
  }

  private static func error(_ code: Int, _ status: String, _ words: String) -> FakeReply {
    FakeReply(
      status: code,
      json: #"{"error":{"code":\#(code),"message":"\#(words)","status":"\#(status)"}}"#)
  }

  /// What is wrong with a submission; `nil` where nothing is.
  private static func fault(in body: Data) -> String? {
    guard let root = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any],
      root.keys.sorted() == ["batch"], let batch = root["batch"] as? [String: Any],
      batch.keys.sorted() == ["displayName", "inputConfig"],
      let input = batch["inputConfig"] as? [String: [String: Any]],
      let list = input["requests"]?["requests"] as? [[String: Any]]
    else { return "unknown member" }
    guard list.count == 1, list[0].keys.sorted() == ["metadata", "request"],
      let request = list[0]["request"] as? [String: Any], request["contents"] is [[String: Any]],
      list[0]["metadata"] is [String: String]
    else { return "not a batch of one" }
    return nil
  }
}
