package import Foundation
import Synchronization

/// The Interactions API on loopback: takes what is said, keeps what it is told to keep, and goes on from it by name.
///
/// Stricter than the vendor: a field that its types lack is refused with 400, as is base64 that is none.
package final class FakeInteractions: Sendable {
  private let fake: FakeGemini
  private let desk: InteractionsDesk

  /// - Parameters:
  ///   - picture: the image of every answer.
  ///   - polls: how often a job is under way when it is asked for.
  ///   - faults: what is answered first.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20), polls: Int = 2,
    faults: LegFaults = LegFaults()
  ) throws {
    let desk = InteractionsDesk(picture: picture, polls: polls, faults: faults)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// What the vendor bills.
  package var made: Int { fake.billedSends }

  /// Forgets what it kept, as the vendor does after some days.
  package func forget() { desk.forget() }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class InteractionsDesk: Sendable {
  private struct State {
    /// What was said, by the name of the answer.
    var kept: [String: Data] = [:]
    var asked: [String: Int] = [:]
    var count = 0
  }

  private let state = Mutex(State())
  private let picture: Data
  private let polls: Int
  private let faults: FaultQueue

  init(picture: Data, polls: Int, faults: LegFaults) {
    (self.picture, self.polls) = (picture, polls)
    self.faults = FaultQueue(faults)
  }

  func forget() { state.withLock { $0.kept = [:] } }

  func reply(to request: RecordedRequest) -> FakeReply {
    guard request.header("x-goog-api-key") != nil else {
      return error(401, "No key.", "unauthenticated")
    }
    guard request.header("api-revision") == "2026-05-20" else { return error(400, "No revision.") }
    let path = "/v1beta/interactions"
    if request.method == "POST", request.path == path { return submit(request) }
    if request.method == "GET", request.path.hasPrefix("\(path)/") {
      return poll(String(request.path.dropFirst(path.count + 1)))
    }
    return error(404, "Not found.", "not_found")
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    let schema = InteractionsSchema(request.body)
    if let fault = schema.fault { return error(400, fault) }
    if let fault = faults.next(\.submissions) { return fault }
    let id: String? = state.withLock { state in
      if let previous = schema.previous, state.kept[previous] == nil { return nil }
      state.count += 1
      let id = "v1_\(state.count)"
      if schema.isKept { state.kept[id] = schema.input }
      return id
    }
    guard let id else { return error(404, "Interaction not found.", "not_found") }
    var reply =
      schema.isJob
      ? FakeReply(json: #"{"id":"\#(id)","status":"in_progress","model":"m","steps":[]}"#)
      : done(id, said: nil)
    reply.isBilled = true
    return reply
  }

  private func poll(_ id: String) -> FakeReply {
    if let fault = faults.next(\.polls) { return fault }
    let (said, number) = state.withLock { state in
      state.asked[id, default: 0] += 1
      return (state.kept[id], state.asked[id] ?? 0)
    }
    guard let said else { return error(404, "Interaction not found.", "not_found") }
    if number <= polls {
      return FakeReply(json: #"{"id":"\#(id)","status":"in_progress","model":"m"}"#)
    }
    return done(id, said: said)
  }

  /// A kept interaction repeats what was said to it.
  private func done(_ id: String, said: Data?) -> FakeReply {
    let steps = said.map { String(decoding: $0, as: UTF8.self).dropFirst().dropLast() + "," } ?? ""
    return FakeReply(
      json: """
        {"id":"\(id)","object":"interaction","role":"model","status":"completed","model":"m",\
        "created":"2026-11-29T00:00:00Z","updated":"2026-11-29T00:00:09Z","steps":[\(steps)\
        {"type":"thought","signature":"U0lHTkFUVVJF"},{"type":"model_output","content":\
        [{"type":"image","mime_type":"image/jpeg","data":"\(picture.base64EncodedString())"}]}],\
        "usage":{"total_input_tokens":1816,"total_output_tokens":1120,"total_thought_tokens":237,\
        "total_tokens":3173,"output_tokens_by_modality":[{"modality":"image","tokens":1120}]}}
        """)
  }

  private func error(
    _ status: Int, _ message: String, _ code: String = "invalid_request"
  ) -> FakeReply {
    FakeReply(
      status: status, json: #"{"error":{"message":"\#(message)","code":"\#(code)"}}"#)
  }
}
