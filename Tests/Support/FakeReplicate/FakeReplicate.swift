package import Foundation
import Synchronization

/// Replicate on loopback: takes predictions, lets them be asked for, and gives their images out.
///
/// Stricter than the vendor: a field that the schema of the model lacks is refused with 422, as is a picture that is none.
package final class FakeReplicate: Sendable {
  private let fake: FakeGemini
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every prediction.
  ///   - words: how a prediction stands when it is asked for, in order, before `end`: `starting`, `processing`.
  ///   - end: the body that ends it; `nil` for its image.
  ///   - isList: whether its output is a list.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20),
    words: [String] = ["starting", "processing"], end: FakeReply? = nil, isList: Bool = false,
    faults: Faults = Faults()
  ) throws {
    let desk = ReplicateDesk(
      picture: picture, words: words, end: end, isList: isList, faults: faults)
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The predictions submitted and taken on: what the vendor bills.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class ReplicateDesk: Sendable {
  private let picture: Data
  private let words: [String]
  private let end: FakeReply?
  private let isList: Bool
  private let polled = Mutex(0)
  private let faults: FaultQueue

  init(
    picture: Data, words: [String], end: FakeReply?, isList: Bool, faults: FakeReplicate.Faults
  ) {
    self.picture = picture
    self.words = words
    self.end = end
    self.isList = isList
    self.faults = FaultQueue(faults)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    if request.path.hasPrefix("/delivery/") { return image(request) }
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return FakeReply(
        status: 401,
        json: #"{"title":"Unauthenticated","detail":"You did not pass a token","status":401}"#)
    }
    return request.method == "POST" ? submit(request) : poll(request)
  }

  private func image(_ request: RecordedRequest) -> FakeReply {
    // A key at the delivery host is a leak.
    guard request.header("authorization") == nil else { return FakeReply(status: 400, json: "{}") }
    if let fault = faults.next(\.images) { return fault }
    return .picture(picture)
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    let parts = request.path.split(separator: "/").map(String.init)
    guard parts.count == 5, parts[1] == "models", parts[4] == "predictions" else {
      return FakeReply(status: 404, json: #"{"detail":"The requested resource was not found"}"#)
    }
    if let fault = ReplicateSchema(model: "\(parts[2])/\(parts[3])").fault(in: request.body) {
      return FakeReply(
        status: 422,
        json: #"{"title":"Input validation failed","detail":"- input: \#(fault)","status":422}"#)
    }
    if let fault = faults.next(\.submissions) { return fault }
    return FakeReply(status: 201, json: prediction("starting", request), isBilled: true)
  }

  private func poll(_ request: RecordedRequest) -> FakeReply {
    guard request.path == "/v1/predictions/p1" else {
      return FakeReply(status: 404, json: #"{"detail":"The requested resource was not found"}"#)
    }
    if let fault = faults.next(\.polls) { return fault }
    let number = polled.withLock { count in
      count += 1
      return count
    }
    if number <= words.count {
      return FakeReply(json: prediction(words[number - 1], request))
    }
    if let end { return end }
    let url = #""http://\#(request.header("host") ?? "")/delivery/p1/out""#
    return FakeReply(
      json: prediction("succeeded", request, output: isList ? "[\(url)]" : url))
  }

  private func prediction(
    _ status: String, _ request: RecordedRequest, output: String = "null"
  ) -> String {
    let base = "http://\(request.header("host") ?? "")/v1/predictions/p1"
    return #"{"id":"p1","model":"m/n","status":"\#(status)","output":\#(output),"error":null,"#
      + #""urls":{"get":"\#(base)","cancel":"\#(base)/cancel"}}"#
  }
}
