import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Answers that come in events.
@Suite struct GeminiStreamTests {
  private static let first = SamplePicture.png()
  private static let second = SamplePicture.png(width: 3)

  private func decode(_ body: some StringProtocol) -> DecodedAnswer {
    WireSample.decode(
      HTTPAnswer(
        status: 200, headers: [HTTPHeader("Content-Type", "text/event-stream")],
        body: Data(body.utf8)))
  }

  private func text(_ reply: FakeReply) -> String { String(decoding: reply.body, as: UTF8.self) }

  @Test(arguments: ["\n", "\r\n"])
  func aStreamMeansWhatTheWholeAnswerMeans(_ lineEnd: String) {
    let whole = decode(text(.thoughtsAndImages(Self.first, Self.second)))
    let stream = decode(text(.stream(Self.first, Self.second, lineEnd: lineEnd)))
    #expect(stream.outcome == .images && stream.images == whole.images)
    let marked = decode("\u{FEFF}" + text(.stream(Self.first, Self.second, lineEnd: lineEnd)))
    #expect(marked.images == whole.images && marked.thoughts == whole.thoughts)
    #expect(stream.texts == whole.texts && stream.thoughts == whole.thoughts)
    #expect(stream.usage == whole.usage && stream.finishReason == "STOP")
    #expect(stream.responseID == whole.responseID && stream.modelVersion == whole.modelVersion)
  }

  @Test func whatIsNoEventIsPassedOver() {
    let body =
      ": hello\n\nevent: message\nid: 1\ndata:{\"candidates\":[{\"content\":\n"
      + "data: {\"parts\":[{\"text\":\"Hm.\"}]},\ndata:\"finishReason\":\"STOP\"}]}\n\n"
    #expect(decode(body).outcome == .noImage(reason: "STOP"))
    #expect(decode(body).texts == ["Hm."])
    // Without alt=sse it is an array.
    let events = text(.stream(Self.first, Self.second, lineEnd: "\n")).split(separator: "\n\n")
    let array = "[" + events.map { $0.dropFirst(6) }.joined(separator: ",\r\n") + "]"
    #expect(decode(array).images.map(\.content) == [.bytes(Self.first), .bytes(Self.second)])
  }

  @Test func anImageThatCameBeforeTheCutIsKept() {
    let events = text(.stream(Self.first, Self.second, lineEnd: "\n"))
      .components(separatedBy: "\n\n")
    let cut = events[..<5].joined(separator: "\n\n") + "\n\ndata: {\"cand"
    #expect(decode(cut).outcome == .images)
    #expect(decode(cut).images.map(\.content) == [.bytes(Self.first)])
    // Before the first image nothing tells whether there is one.
    for count in 1...3 {
      let early = decode(events[..<count].joined(separator: "\n\n") + "\n\n")
      #expect(early.outcome.state == .unknown)
    }
    #expect(decode("data: {\"candidates\":[{\"cont").outcome.state == .unknown)
  }

  @Test func anEndOfOtherVendorsIsNoEvent() {
    let stop = #"{"candidates":[{"content":null,"finishReason":"STOP"}]}"#
    let safety = #"{"candidates":[{"finishReason":"SAFETY"}],"promptFeedback":null}"#
    #expect(decode(text(.events([stop, "[DONE]"]))).outcome == .noImage(reason: "STOP"))
    #expect(decode(text(.events([safety, "{"]))).outcome == .blocked(reason: "SAFETY"))
    let whole = decode(text(.stream(Self.first, Self.second)) + "data: [DONE]\n\n")
    #expect(whole.images.count == 2 && whole.message == nil)
  }

  @Test func anErrorEndsAStream() {
    let error = #"{"error":{"code":429,"message":"No quota.","status":"RESOURCE_EXHAUSTED"}}"#
    let thought = #"{"candidates":[{"content":{"parts":[{"text":"Hm","thought":true}]}}]}"#
    #expect(decode(text(.events([error]))).outcome.state == .failed)
    // Something was begun: nobody knows what it cost.
    let late = decode(text(.events([thought, error])))
    #expect(late.outcome.state == .unknown && late.message == "No quota.")
  }

  @Test func aTurnGoesBackInItsParts() throws {
    let events = [
      #"{"candidates":[{"content":{"parts":[{"text":"Step","thoughtSignature":"A"}]}}]}"#,
      #"{"candidates":[{"content":{"parts":[{"text":"Other"}]},"index":1}]}"#,
      #"{"candidates":[{"content":{"parts":[{"text":" 1"}]},"finishReason":"STOP"}]}"#,
    ]
    let body = MessageBody(segments: [.text(text(.events(events)))])
    let answer = try #require(GeminiProvider().conversationPart(of: body))
    #expect(
      answer.parts.map { WireSample.text(MessageBody(segments: $0.segments)) }
        == [#"{"text":"Step","thoughtSignature":"A"}"#, #"{"text":" 1"}"#])
  }
}
