import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiConversationPartTests {
  /// The captured answer of the first turn, as it may have stood on the wire.
  private static let parts = [
    #"{"text": "**Planning**", "thought": true}"#,
    #"{"inlineData": {"mimeType": "image/png", "data": "AAAA"}, "thought": true}"#,
    #"{"text": "Step 1",  "thoughtSignature": "A"}"#,
    #"{"thoughtSignature":"B","inlineData":{"data":"BBBB","mimeType":"image/png"}}"#,
    #"{"text":"file- \u4f60 \"q\""}"#,
  ]

  @Test func everyPartKeepsItsBytes() throws {
    let body = #"{"candidates":[{"content":{"parts":[\#(Self.parts.joined(separator: ","))]}}]}"#
    let answer = try #require(
      GeminiProvider().conversationPart(of: MessageBody(segments: [.text(body)])))
    #expect(answer.parts.map { WireSample.text(MessageBody(segments: $0.segments)) } == Self.parts)
    #expect(answer.parts.map(\.isBareThought) == [true, true, false, false, false])
    #expect(answer.parts.allSatisfy { !$0.isUnsignedImage })
    #expect(answer.withoutThoughts.parts.count == 3)
  }

  @Test func dashesCostNoTime() throws {
    let body =
      #"{"candidates":[{"content":{"parts":[{"text":"file\#(String(repeating: "-", count: 300_000))"}]}}]}"#
    #expect(
      GeminiProvider().conversationPart(of: MessageBody(segments: [.text(body)]))?.parts.count == 1)
  }

  @Test func filesStayFiles() throws {
    let digest = WireSample.digest
    let body = MessageBody(segments: [
      .text(#"{"candidates":[{"content":{"parts":[{"inlineData":{"data":""#),
      .base64(digest, byteCount: 9), .text(#""}},{"inlineData":{"data":""#),
      .base64(digest, byteCount: 10), .text(#""}}]}}]}"#),
    ])
    let answer = try #require(GeminiProvider().conversationPart(of: body))
    #expect(
      answer.parts.map(\.segments)
        == [9, 10].map { count in
          [
            .text(#"{"inlineData":{"data":""#), .base64(digest, byteCount: count), .text(#""}}"#),
          ]
        })
    #expect(answer.parts.map(\.isUnsignedImage) == [true, true])
  }

  @Test(arguments: [
    "", "{}", #"{"candidates":[{}]}"#, #"{"candidates":[{"content":{"parts":[]}}]}"#,
    #"{"candidates":[{"content":{"parts":["x"]}}]}"#, "<html>",
  ])
  func whatHasNoPartsIsNoTurn(body: String) {
    #expect(GeminiProvider().conversationPart(of: MessageBody(segments: [.text(body)])) == nil)
  }

  @Test func aStreamGoesBackInItsParts() throws {
    let events = [
      #"{"candidates":[{"content":{"parts":[{"text":"Step","thoughtSignature":"A"}]}}]}"#,
      #"{"candidates":[{"content":{"parts":[{"text":"Other"}]},"index":1}]}"#,
      #"{"candidates":[{"content":{"parts":[{"text":" 1"}]},"finishReason":"STOP"}]}"#,
    ]
    let text = events.map { "data: \($0)\r\n\r\n" }.joined()
    let body = MessageBody(segments: [.text(text)])
    let answer = try #require(GeminiProvider().conversationPart(of: body))
    #expect(
      answer.parts.map { WireSample.text(MessageBody(segments: $0.segments)) }
        == [#"{"text":"Step","thoughtSignature":"A"}"#, #"{"text":" 1"}"#])
  }

  @Test func aBodyThatImitatesThePlaceOfAFileHasNoParts() {
    let texts = [
      #"{"candidates":[{"content":{"parts":[{"text":"file-"#, "-99.file-", #"-"}]}}]}"#,
    ]
    let body = MessageBody(segments: texts.map { .text($0) })
    #expect(GeminiProvider().conversationPart(of: body) == nil)
  }
}
