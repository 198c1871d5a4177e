package import Foundation
import Synchronization

/// fal's queue on loopback: takes requests, lets them be asked for, answers them, and gives their images out.
///
/// Stricter than the vendor: a field that the schema of the app lacks is refused with 422, as is a picture that is none; and
/// a key is wanted behind the word `Key`.
package final class FakeFal: Sendable {
  private let fake: FakeGemini
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every request.
  ///   - words: what is answered to the questions for a request, in order, before `end`: `IN_QUEUE`, `IN_PROGRESS`.
  ///   - end: how it then stands; `nil` for `COMPLETED`.
  ///   - result: what came of it; `nil` for its image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20),
    words: [String] = ["IN_QUEUE", "IN_PROGRESS"], end: FakeReply? = nil, result: FakeReply? = nil,
    faults: Faults = Faults()
  ) throws {
    let desk = FalDesk(picture: picture, words: words, end: end, result: result, faults: faults)
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The requests submitted and taken on.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class FalDesk: Sendable {
  private let picture: Data
  private let words: [String]
  private let end: FakeReply?
  private let result: FakeReply?
  private let polled = Mutex(0)
  private let faults: FaultQueue

  init(
    picture: Data, words: [String], end: FakeReply?, result: FakeReply?, faults: FakeFal.Faults
  ) {
    self.picture = picture
    self.words = words
    self.end = end
    self.result = result
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    if request.path.hasPrefix("/files/") { return image(request) }
    guard request.header("authorization")?.hasPrefix("Key ") == true else {
      return FakeReply(status: 401, json: #"{"detail":"Authentication is required"}"#)
    }
    if request.method == "POST" { return submit(request) }
    guard request.path.hasPrefix("/fal-ai/"), request.path.contains("/requests/job-1") else {
      return FakeReply(status: 404, json: #"{"detail":"Request not found"}"#)
    }
    return request.path.hasSuffix("/status") ? status(request) : answer(request)
  }

  private func image(_ request: RecordedRequest) -> FakeReply {
    // A key at the host of the files is a leak.
    guard request.header("authorization") == nil else { return FakeReply(status: 400, json: "{}") }
    if let fault = faults.next(\.images) { return fault }
    return .picture(picture)
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    let app = String(request.path.dropFirst())
    if let fault = FalSchema(app: app).fault(in: request.body) {
      return FakeReply(
        status: 422,
        json:
          #"{"detail":[{"loc":["body","\#(fault.0)"],"msg":"\#(fault.1)","type":"value_error"}]}"#
      )
    }
    if let fault = faults.next(\.submissions) { return fault }
    let base = requestURL(request, app: app)
    return FakeReply(
      json: #"{"request_id":"job-1","status":"IN_QUEUE","queue_position":0,"#
        + #""status_url":"\#(base)/status","response_url":"\#(base)","#
        + #""cancel_url":"\#(base)/cancel"}"#, isBilled: true)
  }

  private func status(_ request: RecordedRequest) -> FakeReply {
    if let fault = faults.next(\.polls) { return fault }
    let number = polled.withLock { count in
      count += 1
      return count
    }
    if number <= words.count {
      return FakeReply(
        status: 202, json: #"{"status":"\#(words[number - 1])","queue_position":0}"#)
    }
    if let end { return end }
    let base = "http://\(request.header("host") ?? "")\(request.path.dropLast("/status".count))"
    return FakeReply(
      json: #"{"status":"COMPLETED","request_id":"job-1","response_url":"\#(base)","#
        + #""metrics":{"inference_time":1.0}}"#)
  }

  private func answer(_ request: RecordedRequest) -> FakeReply {
    if let fault = faults.next(\.results) { return fault }
    if let result { return result }
    let url = "http://\(request.header("host") ?? "")/files/job-1.png"
    return FakeReply(
      json: #"{"images":[{"url":"\#(url)","content_type":"image/png"}],"seed":7,"#
        + #""has_nsfw_concepts":[false]}"#)
  }

  /// Without what stands behind the app's name, as the vendor's are.
  private func requestURL(_ request: RecordedRequest, app: String) -> String {
    let name = app.split(separator: "/").prefix(2).joined(separator: "/")
    return "http://\(request.header("host") ?? "")/\(name)/requests/job-1"
  }
}
