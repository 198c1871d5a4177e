import Foundation
package import TroupeVocabulary

/// One of the ways in which a provider, or what stands between, goes wrong, and what the record must say then.
package struct FakeFault: Sendable, CustomStringConvertible {
  package let description: String
  package let reply: FakeReply
  package let state: GenerationState

  private init(_ name: String, _ reply: FakeReply, _ state: GenerationState) {
    description = name
    self.reply = reply
    self.state = state
  }

  /// Faults of one answer. What needs a connection of its own kind (nobody listening, TLS, silence) is tested with the
  /// transport.
  package static let all = connections + statuses + redirects + bodies + contents + streams

  private static let picture = SamplePicture.png(width: 40, height: 20)

  private static let connections: [FakeFault] =
    [
      .init("closed without an answer", .image().sent(.noAnswer), .unknown),
      .init("reset after the request", .image().sent(.reset), .unknown),
      .init("closed within the head", .image().sent(.cutHead), .unknown),
      .init("the last chunk never comes", .image().sent(.unfinishedChunks), .done),
      .init("no length, closed at the end", .image().sent(.unannounced), .done),
      .init("longer announced than sent", .image().sent(.announced(100_000)), .done),
      .init("shorter announced than sent", .image().sent(.announced(100)), .unknown),
      .init("more announced than is taken", .image().sent(.announced(300 << 20)), .unknown),
      .init("piece by piece", .image().sent(.slow(bytes: 200, seconds: 0.005)), .done),
    ]
    + (0..<16).map { part in
      let reply = FakeReply.image(picture)
      let count = reply.body.count * part / 16
      return .init("cut after \(part)/16", reply.sent(.cut(after: count)), .unknown)
    }

  private static let statuses: [FakeFault] = [
    .init("429 with seconds", .tooMany(retryAfter: 1).with("Retry-After", "1"), .failed),
    .init(
      "429 until a time in the past",
      .tooMany(retryAfter: 0).with("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), .failed),
    .init("429 and no quota at all", .noQuota, .failed),
    .init("500", .internalError, .unknown),
    .init("502, a page", .page(status: 502), .unknown),
    .init("503 of the provider", .overloaded, .failed),
    .init("503 of a gateway", .page(status: 503), .unknown),
    .init("504 after it was billed", .error(504, "DEADLINE_EXCEEDED", "Late."), .unknown),
    .init("401 that repeats the key", .echoedKey, .failed),
    .init("402", .error(402, "PAYMENT_REQUIRED", "No credit."), .failed),
    .init("403, a page", .page(status: 403), .failed),
    .init("200, a page to log in", .page(), .unknown),
    .init("408 after it was billed", .page(status: 408), .unknown),
    .init("409", .error(409, "ABORTED", "Conflict."), .failed),
    .init("413", .page(status: 413), .failed),
    .init("204 without a body", FakeReply(status: 204, json: ""), .unknown),
  ]

  private static let redirects: [FakeFault] = [
    (302, "http://example.com/"), (307, "https://example.com/v1"), (301, "http://127.0.0.1:9/"),
    (308, "file:///etc/passwd"), (302, "http://169.254.169.254/latest/meta-data/"),
  ].map { .init("\($0.0) to \($0.1)", .redirect($0.0, to: $0.1), .failed) }

  private static let bodies: [FakeFault] = [
    .init("empty", FakeReply(json: ""), .unknown),
    .init("compressed, unasked", gzip, .unknown),
    .init("broken JSON", FakeReply(json: #"{"candidates":[{"content":"#), .unknown),
    .init("JSON of another shape", FakeReply(json: #"{"images":["x"]}"#), .unknown),
    .init("an array of numbers", FakeReply(json: "[1,2,3]"), .unknown),
    .init(
      "100000 deep",
      FakeReply(json: String(repeating: "[", count: 100_000)), .unknown),
    .init("numbers that are none", FakeReply(json: #"{"candidates":NaN}"#), .unknown),
    .init(
      "doubled members, huge numbers, half a surrogate",
      odd(#"{"a":1e400,"a":"\ud800","#), .done),
    .init("text that is no UTF-8", noUTF8, .done),
  ]

  private static let contents: [FakeFault] = [
    .init("base64 in lines", .image(base64: lines), .done),
    .init("base64 for addresses, unpadded", .urlSafeImage(picture), .done),
    .init(
      "base64 with too much padding", .image(base64: picture.base64EncodedString() + "=="), .done),
    .init("base64 that is none", .image(base64: "%%%%"), .unknown),
    .init("an image that is a page", .image(Data("<html>no</html>".utf8)), .unknown),
    .init("an image of no bytes", .image(Data()), .unknown),
    .init("a PNG that is called a JPEG", .image(picture, claiming: "image/jpeg"), .done),
    .init("an image that claims to be enormous", .image(bomb), .unknown),
    .init(
      "an error under 200", FakeReply(json: #"{"error":{"code":429,"message":"No."}}"#), .failed),
    .init("a blocked prompt", .blockedPrompt, .refused),
    .init("a blocked image", .imageSafety, .refused),
    .init("words alone", .text(), .done),
    .init("a stop and nothing", .emptyStop, .done),
    .init("no parts", .emptyParts, .done),
  ]

  private static let streams: [FakeFault] = {
    let stream = FakeReply.stream(picture, picture)
    let text = String(decoding: stream.body, as: UTF8.self)
    let events = text.components(separatedBy: "\r\n\r\n").map { String($0.dropFirst(6)) }
    return [
      .init("a stream", stream, .done),
      .init(
        "a stream without an end, after an image", .events(Array(events[..<4]), isBilled: true),
        .done),
      .init("a stream without an end, before any image", .events(Array(events[..<3])), .unknown),
      .init(
        "a stream cut off within its last image",
        stream.sent(.cut(after: stream.body.count - 600)), .done),
      .init("a stream of events that are none", .events(["{", "}", "<html>"]), .unknown),
      .init(
        "an error after a thought",
        .events([events[0], #"{"error":{"code":500,"message":"Late."}}"#]), .unknown),
    ]
  }()

  private static var gzip: FakeReply {
    var reply = FakeReply(json: "", isBilled: true).with("Content-Encoding", "gzip")
    reply.body = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + repeatElement(0, count: 40))
    return reply
  }

  private static func odd(_ members: String) -> FakeReply {
    var reply = FakeReply.image(picture)
    reply.body = Data((members + String(decoding: reply.body, as: UTF8.self).dropFirst()).utf8)
    return reply
  }

  private static var noUTF8: FakeReply {
    var reply = odd(#"{"a":"?","#)
    if let place = reply.body.firstIndex(of: UInt8(ascii: "?")) { reply.body[place] = 0xFF }
    return reply
  }

  private static var lines: String {
    picture.base64EncodedString().enumerated()
      .map { $0.offset % 76 == 75 ? "\($0.element)\\n" : "\($0.element)" }.joined()
  }

  /// A header of 60000 by 60000 pixels and nothing in it.
  private static var bomb: Data {
    var bytes = SamplePicture.png()
    for (place, byte) in zip(16..<24, [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60] as [UInt8]) {
      bytes[place] = byte
    }
    return bytes
  }
}
