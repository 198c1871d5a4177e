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

  /// The second request of the captured conversation, made here from its first answer.
  @Test(.enabled(if: GeminiEncoderTests.hasCaptures, GeminiEncoderTests.advice))
  func theSecondTurnIsThatOfTheCapture() throws {
    let file = try Data(
      contentsOf: GeminiEncoderTests.captures.appending(
        path: "chat-multi-turn-signatures.json"))
    let capture = try #require(JSONSerialization.jsonObject(with: file) as? [String: Any])
    let requests = try #require(capture["requests"] as? [[String: Any]])
    let json = try #require(requests[1]["json"] as? [String: Any])
    let contents = try #require(json["contents"] as? [[String: Any]])
    let captured = try #require(contents[1]["parts"])
    let parts = try JSONSerialization.data(withJSONObject: captured)
    let answer = try #require(
      GeminiProvider().conversationPart(
        of: MessageBody(segments: [
          .text(
            #"{"candidates":[{"content":{"parts":\#(String(decoding: parts, as: UTF8.self))}}]}"#)
        ])))
    let image = StoredImage(digest: WireSample.digest, type: .png, byteCount: 73)
    let request = try WireSample.request(
      [.text("now in Spanish")], parameters: Parameters(aspect: "16:9", size: "2K"),
      history: [
        .user(Composition(parts: [.text("draw her"), .image(1)]), images: [1: image]),
        .model(answer),
      ])
    let body = WireSample.text(try WireSample.encode(request).request.body)
    let expected = try JSONSerialization.data(withJSONObject: json)
    #expect(try WireSample.normalized(Data(body.utf8)) == WireSample.normalized(expected))
  }
}
