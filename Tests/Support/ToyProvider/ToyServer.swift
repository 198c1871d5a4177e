package import Foundation
import Synchronization
package import TestSupport

/// The toy vendor on loopback: takes jobs, lets them be asked for, and gives their images out.
package final class ToyServer: Sendable {
  /// How it behaves.
  package struct Conduct: Sendable {
    /// How often a job is not ready when asked for.
    package var notReady = 2
    /// Seconds that it asks to wait between.
    package var after = 1.0
    /// How a job ends.
    package var end = End.done
    /// The images of a job, in order.
    package var pictures = [SamplePicture.png(width: 40, height: 20)]
    /// What is answered in place of an image, by its number from 1.
    package var instead: [Int: FakeReply] = [:]
    /// What is answered first in place of images.
    package var images: [FakeReply] = []
    /// What is answered to the first polls.
    package var polls: [FakeReply] = []
    /// How the answer to a submission travels.
    package var submission = FakeReply.Conduct.whole
    /// Scheme and host of the images' addresses; absent for its own.
    package var resultBase: String?

    package init() {}

    /// As usual but for what `change` changes.
    package init(_ change: (inout Conduct) -> Void) { change(&self) }
  }

  /// How a job ends.
  package enum End: String, Sendable {
    case done, refused, failed
    /// Its name is no longer known.
    case forgotten
  }

  private let fake: FakeGemini
  private let desk: ToyDesk

  /// A server that behaves as `conduct` says.
  package init(_ conduct: Conduct = Conduct()) throws {
    let desk = ToyDesk(conduct)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The jobs submitted: what a vendor bills.
  package var submissions: Int { requests.count { $0.method == "POST" } }

  /// Calls `body` with each request that comes, before it is answered.
  package func onRequest(_ body: @escaping @Sendable (RecordedRequest) -> Void) {
    desk.onRequest.withLock { $0 = body }
  }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what the toy vendor answers.
final class ToyDesk: Sendable {
  let onRequest = Mutex<(@Sendable (RecordedRequest) -> Void)?>(nil)
  private let conduct: ToyServer.Conduct
  private let polled = Mutex(0)
  private let images: Mutex<[FakeReply]>

  init(_ conduct: ToyServer.Conduct) {
    self.conduct = conduct
    images = Mutex(conduct.images)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    onRequest.withLock { $0 }?(request)
    if request.path.hasPrefix("/images/") { return image(request.path) }
    guard request.header("authorization") != nil else {
      return FakeReply(status: 401, json: #"{"error":"Who is asking?"}"#)
    }
    if request.method == "POST" {
      return FakeReply(
        status: 202, json: #"{"job":"job-1","status":"queued","after":\#(conduct.after)}"#,
        isBilled: true
      ).sent(conduct.submission)
    }
    return poll(request)
  }

  private func poll(_ request: RecordedRequest) -> FakeReply {
    let number = polled.withLock { count in
      count += 1
      return count
    }
    if number <= conduct.polls.count { return conduct.polls[number - 1] }
    if number <= conduct.polls.count + conduct.notReady {
      return FakeReply(json: #"{"status":"running","after":\#(conduct.after)}"#)
    }
    switch conduct.end {
    case .refused:
      return FakeReply(json: #"{"status":"refused","reason":"MODERATED","message":"Not this."}"#)
    case .failed: return FakeReply(json: #"{"status":"failed","reason":"NO_CAPACITY"}"#)
    case .forgotten: return FakeReply(status: 404, json: #"{"error":"No such job."}"#)
    case .done:
      let base = conduct.resultBase ?? "http://\(request.header("host") ?? "")"
      let addresses = conduct.pictures.indices.map { #""\#(base)/images/\#($0 + 1)?sig=s""# }
      return FakeReply(
        json: #"{"status":"done","results":[\#(addresses.joined(separator: ","))],"#
          + #""words":["Here."],"model":"toy-1","tokens":7}"#)
    }
  }

  private func image(_ path: String) -> FakeReply {
    let number = path.dropFirst("/images/".count).prefix { $0.isNumber }
    guard let index = Int(number), conduct.pictures.indices.contains(index - 1) else {
      return FakeReply(status: 404, json: "")
    }
    if let reply = conduct.instead[index] { return reply }
    if let reply = images.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return reply }
    var reply = FakeReply(json: "")
    reply.type = "image/png"
    reply.body = conduct.pictures[index - 1]
    return reply
  }
}
