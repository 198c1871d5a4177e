package import Foundation
import Synchronization

/// Model Studio on loopback: makes images at once or by tasks that can be asked for, and gives them out.
///
/// Stricter than the vendor: a parameter that a model lacks is refused with 400, as is base64 that is none, an image behind
/// the words, and a path that is asked in the way of the other.
package final class FakeDashScope: Sendable {
  private let fake: FakeGemini
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every request.
  ///   - words: what is answered to the polls of a task, in order, before `end`.
  ///   - end: the body that ends a request or a task; `nil` for its image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20),
    words: [String] = ["PENDING", "RUNNING"], end: FakeReply? = nil, faults: Faults = Faults()
  ) throws {
    let desk = DashScopeDesk(picture: picture, words: words, end: end, faults: faults)
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens, with the version.
  package var baseURL: String { fake.baseURL + "/api/v1" }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The requests that were taken on: what the vendor bills.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class DashScopeDesk: Sendable {
  private let picture: Data
  private let words: [String]
  private let end: FakeReply?
  private let polled = Mutex(0)
  private let faults: FaultQueue

  init(picture: Data, words: [String], end: FakeReply?, faults: FakeDashScope.Faults) {
    self.picture = picture
    self.words = words
    self.end = end
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    if request.path.hasPrefix("/delivery/") { return image(request) }
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return Self.refusal(401, "InvalidApiKey", "No API-key provided.")
    }
    return request.method == "POST" ? submit(request) : poll(request)
  }

  /// A key in storage is a leak.
  private func image(_ request: RecordedRequest) -> FakeReply {
    guard request.header("authorization") == nil else { return FakeReply(status: 400, json: "{}") }
    if let fault = faults.next(\.images) { return fault }
    return .picture(picture)
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    let isTask = request.path == "/api/v1/services/aigc/image-generation/generation"
    guard isTask || request.path == "/api/v1/services/aigc/multimodal-generation/generation" else {
      return Self.refusal(404, "NotFound", "Not found.")
    }
    guard (request.header("x-dashscope-async") == "enable") == isTask else {
      let way = isTask ? "synchronous" : "asynchronous"
      return Self.refusal(
        403, "AccessDenied", "current user api does not support \(way) calls.")
    }
    if let fault = DashScopeSchema(isTask: isTask).fault(in: request.body) {
      return Self.refusal(400, "InvalidParameter", fault)
    }
    if let fault = faults.next(\.submissions) { return fault }
    guard !isTask else {
      let output = #"{"task_status":"PENDING","task_id":"task-1"}"#
      return FakeReply(json: #"{"output":\#(output),"request_id":"r-1"}"#, isBilled: true)
    }
    var reply = end ?? FakeReply(json: Self.done(request, status: ""))
    reply.isBilled = true
    return reply
  }

  private func poll(_ request: RecordedRequest) -> FakeReply {
    guard request.path == "/api/v1/tasks/task-1" else {
      let output = #"{"task_id":"x","task_status":"UNKNOWN"}"#
      return FakeReply(json: #"{"output":\#(output),"request_id":"r-2"}"#)
    }
    if let fault = faults.next(\.polls) { return fault }
    let number = polled.withLock { count in
      count += 1
      return count
    }
    if number <= words.count {
      let output = #"{"task_id":"task-1","task_status":"\#(words[number - 1])"}"#
      return FakeReply(json: #"{"output":\#(output),"request_id":"r-2"}"#)
    }
    let status = #""task_id":"task-1","task_status":"SUCCEEDED","#
    return end ?? FakeReply(json: Self.done(request, status: status))
  }

  private static func done(_ request: RecordedRequest, status: String) -> String {
    let address = "http://\(request.header("host") ?? "")/delivery/x.png?Expires=1&Signature=s"
    let content = #"[{"image":"\#(address)","type":"image"}]"#
    let message = #"{"role":"assistant","content":\#(content)}"#
    let usage = #"{"output_image_count":1,"output_image_type":"qima_output_1k"}"#
    return
      #"{"output":{\#(status)"choices":[{"finish_reason":"stop","message":\#(message)}]},"usage":\#(usage),"request_id":"r-1"}"#
  }

  private static func refusal(_ status: Int, _ code: String, _ message: String) -> FakeReply {
    FakeReply(
      status: status, json: #"{"code":"\#(code)","message":"\#(message)","request_id":"r-1"}"#)
  }
}
