package import Foundation
import Synchronization

/// Black Forest Labs on loopback: takes jobs, lets them be asked for, and gives their images out.
///
/// Stricter than the vendor: a field that the schema of the model lacks is refused with 422, whatever the model, as is base64
/// that is none.
package final class FakeFlux: Sendable {
  private let fake: FakeGemini
  private let desk: FluxDesk
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every job.
  ///   - words: what is answered to the polls of a job, in order, before `end`: `Pending`, `Reasoning`, `Generating`.
  ///   - end: the body that ends a job; `nil` for its image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20),
    words: [String] = ["Pending", "Generating"], end: FakeReply? = nil, faults: Faults = Faults()
  ) throws {
    let desk = FluxDesk(picture: picture, words: words, end: end, faults: faults)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The jobs submitted and taken on: what the vendor bills.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class FluxDesk: Sendable {
  private let picture: Data
  private let words: [String]
  private let end: FakeReply?
  private let polled = Mutex(0)
  private let faults: FaultQueue

  init(picture: Data, words: [String], end: FakeReply?, faults: FakeFlux.Faults) {
    self.picture = picture
    self.words = words
    self.end = end
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    if request.path.hasPrefix("/delivery/") {
      // A key at the delivery host is a leak.
      guard request.header("x-key") == nil else { return FakeReply(status: 400, json: "{}") }
      if let fault = faults.next(\.images) { return fault }
      return .picture(picture)
    }
    guard request.header("x-key") != nil else {
      return FakeReply(status: 403, json: #"{"detail":"Not authenticated"}"#)
    }
    return request.method == "POST" ? submit(request) : poll(request)
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    let model = request.path.split(separator: "/").last.map(String.init) ?? ""
    if let fault = FluxSchema(model: model).fault(in: request.body) {
      let detail = #"{"detail":[{"loc":["body","\#(fault.0)"],"msg":"\#(fault.1)"}]}"#
      return FakeReply(status: 422, json: detail)
    }
    if let fault = faults.next(\.submissions) { return fault }
    let base = "http://\(request.header("host") ?? "")"
    return FakeReply(
      json: #"{"id":"job-1","polling_url":"\#(base)/v1/get_result?id=job-1","cost":3.0}"#,
      isBilled: true)
  }

  private func poll(_ request: RecordedRequest) -> FakeReply {
    guard request.path == "/v1/get_result?id=job-1" else {
      return FakeReply(status: 404, json: #"{"status":"Task not found"}"#)
    }
    if let fault = faults.next(\.polls) { return fault }
    let number = polled.withLock { count in
      count += 1
      return count
    }
    if number <= words.count {
      return FakeReply(json: #"{"id":"job-1","status":"\#(words[number - 1])","result":null}"#)
    }
    if let end { return end }
    let sample = "http://\(request.header("host") ?? "")/delivery/job-1.png?sig=s"
    return FakeReply(
      json: #"{"id":"job-1","status":"Ready","result":{"sample":"\#(sample)","seed":7,"cost":3.0}}"#
    )
  }
}
