package import Foundation

/// Answers in events, as `streamGenerateContent?alt=sse` sends them.
extension FakeReply {
  /// The parts of `thoughtsAndImages`, an event each.
  package static func stream(
    _ first: Data, _ second: Data, lineEnd: String = "\r\n"
  ) -> FakeReply {
    events(
      thoughtsAndSigned(first, second).map {
        #"{"candidates":[{"content":{"parts":[\#($0)],"role":"model"},"index":0}],"#
          + #""usageMetadata":{"promptTokenCount":12},"responseId":"fake-response-1"}"#
      } + [
        #"{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"#
          + #""finishReason":"STOP","index":0}],\#(usage)}"#
      ], lineEnd: lineEnd, isBilled: true)
  }

  /// Events with these texts.
  package static func events(
    _ texts: [String], lineEnd: String = "\r\n", isBilled: Bool = false
  ) -> FakeReply {
    var reply = FakeReply(
      json: texts.map { "data: \($0)\(lineEnd)\(lineEnd)" }.joined(), isBilled: isBilled)
    reply.type = "text/event-stream"
    return reply
  }
}
