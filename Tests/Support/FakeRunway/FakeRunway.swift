package import Foundation
import Synchronization

/// Runway on loopback: takes tasks, lets them be asked for, and gives their images out.
///
/// Stricter than the vendor: a field, a ratio or a tag that the types of its SDK do not have is refused with 400, as is
/// base64 that is none, and a tag that no word of the prompt names.
package final class FakeRunway: Sendable {
  private let fake: FakeGemini
  private let desk: RunwayDesk
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every task.
  ///   - words: what is answered to the polls of a task, in order, before `end`.
  ///   - end: the body that ends a task; `nil` for its image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20),
    words: [String] = ["PENDING", "THROTTLED", "RUNNING"], end: FakeReply? = nil,
    faults: Faults = Faults()
  ) throws {
    let desk = RunwayDesk(picture: picture, words: words, end: end, faults: faults)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The tasks submitted and taken on: what the vendor bills.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class RunwayDesk: Sendable {
  private static let task = "17f20503-6c24-4c16-946b-35dbbce2af2f"

  private let picture: Data
  private let words: [String]
  private let end: FakeReply?
  private let polled = Mutex(0)
  private let faults: FaultQueue

  init(picture: Data, words: [String], end: FakeReply?, faults: FakeRunway.Faults) {
    self.picture = picture
    self.words = words
    self.end = end
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    if request.path.hasPrefix("/delivery/") {
      // A key at the delivery host is a leak.
      guard request.header("authorization") == nil else {
        return FakeReply(status: 400, json: "{}")
      }
      if let fault = faults.next(\.images) { return fault }
      return .picture(picture)
    }
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return FakeReply(status: 401, json: #"{"error":"The API key is not valid."}"#)
    }
    guard request.header("x-runway-version") == "2024-11-06" else {
      return FakeReply(status: 400, json: #"{"error":"X-Runway-Version is missing."}"#)
    }
    return request.method == "POST" ? submit(request) : poll(request)
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    guard request.path == "/v1/text_to_image" else { return Self.unknown }
    if let (field, words) = RunwaySchema(body: request.body).fault {
      let issue = #"{"code":"custom","path":["\#(field)"],"message":"\#(words)"}"#
      return FakeReply(
        status: 400, json: #"{"error":"Validation of body failed","issues":[\#(issue)]}"#)
    }
    if let fault = faults.next(\.submissions) { return fault }
    return FakeReply(
      json: #"{"id":"\#(Self.task)","estimatedCost":{"credits":8}}"#, isBilled: true)
  }

  private func poll(_ request: RecordedRequest) -> FakeReply {
    guard request.path == "/v1/tasks/\(Self.task)" else { return Self.unknown }
    if let fault = faults.next(\.polls) { return fault }
    let number = polled.withLock { count in
      count += 1
      return count
    }
    let start = #""id":"\#(Self.task)","createdAt":"2026-11-28T10:00:00Z""#
    if number <= words.count {
      return FakeReply(
        json: #"{\#(start),"status":"\#(words[number - 1])","estimatedCost":{"credits":8}}"#)
    }
    if let end { return end }
    let output = "http://\(request.header("host") ?? "")/delivery/out.png?_jwt=s"
    return FakeReply(
      json: #"{\#(start),"status":"SUCCEEDED","cost":{"credits":8},"output":["\#(output)"]}"#)
  }

  private static let unknown = FakeReply(status: 404, json: #"{"error":"Not found"}"#)
}
