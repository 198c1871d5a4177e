package import Foundation
import Synchronization

/// Luma's images on loopback: takes generations, lets them be asked for, and gives their images out.
///
/// Stricter than the vendor: a field that the types of its SDK do not have is refused with 422, as is an address that is none
/// and a reference with bytes in it.
package final class FakeLuma: Sendable {
  private let fake: FakeGemini
  private let desk: LumaDesk
  package typealias Faults = LegFaults

  /// - Parameters:
  ///   - picture: the image of every generation.
  ///   - words: what is answered to the polls of a generation, in order, before `end`.
  ///   - end: the body that ends it; `nil` for its image.
  ///   - faults: what is answered first, whatever was asked.
  package init(
    picture: Data = SamplePicture.png(width: 40, height: 20),
    words: [String] = ["queued", "dreaming"], end: FakeReply? = nil, faults: Faults = Faults()
  ) throws {
    let desk = LumaDesk(picture: picture, words: words, end: end, faults: faults)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// The generations submitted and taken on: what the vendor bills.
  package var submissions: Int { fake.billedSends }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class LumaDesk: Sendable {
  private static let path = "/dream-machine/v1/generations/"

  private let picture: Data
  private let words: [String]
  private let end: FakeReply?
  private let polled = Mutex(0)
  private let faults: FaultQueue

  init(picture: Data, words: [String], end: FakeReply?, faults: FakeLuma.Faults) {
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
      return .picture(picture, type: "image/jpeg")
    }
    guard request.header("authorization")?.hasPrefix("Bearer ") == true else {
      return FakeReply(status: 403, json: #"{"detail":"Not authenticated"}"#)
    }
    return request.method == "POST" ? submit(request) : poll(request)
  }

  private func submit(_ request: RecordedRequest) -> FakeReply {
    guard request.path == Self.path + "image" else { return Self.unknown }
    if let (field, words) = LumaSchema(body: request.body).fault {
      return FakeReply(
        status: 422, json: #"{"detail":[{"loc":["body","\#(field)"],"msg":"\#(words)"}]}"#)
    }
    if let fault = faults.next(\.submissions) { return fault }
    return FakeReply(status: 201, json: generation("queued"), isBilled: true)
  }

  private func poll(_ request: RecordedRequest) -> FakeReply {
    guard request.path == Self.path + "g1" else { return Self.unknown }
    if let fault = faults.next(\.polls) { return fault }
    let number = polled.withLock { count in
      count += 1
      return count
    }
    if number <= words.count { return FakeReply(json: generation(words[number - 1])) }
    if let end { return end }
    let image = "http://\(request.header("host") ?? "")/delivery/out.jpg"
    return FakeReply(json: generation("completed", assets: #"{"image":"\#(image)","video":null}"#))
  }

  private func generation(_ state: String, assets: String = "null") -> String {
    #"{"id":"g1","generation_type":"image","model":"photon-1","state":"\#(state)","failure_reason":null,"assets":\#(assets)}"#
  }

  private static let unknown = FakeReply(status: 404, json: #"{"detail":"Not found"}"#)
}
