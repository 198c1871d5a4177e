import Foundation
import Testing
import TestSupport
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiDecoderTests {
  private func decode(
    _ body: String, status: Int = 200, headers: [HTTPHeader] = []
  ) -> DecodedAnswer {
    WireSample.decode(
      HTTPAnswer(status: status, headers: headers, body: Data(body.utf8)))
  }

  private func decode(_ reply: FakeReply) -> DecodedAnswer {
    decode(String(decoding: reply.body, as: UTF8.self), status: reply.status)
  }

  @Test func thoughtsAreSkippedAndSignaturesKept() {
    let (first, second) = (SamplePicture.png(), SamplePicture.png(width: 3))
    let answer = decode(.thoughtsAndImages(first, second))
    #expect(answer.outcome == .images)
    #expect(answer.images.map(\.content) == [.bytes(first), .bytes(second)])
    #expect(answer.images.map(\.signature) == ["c2lnbmF0dXJlLTE=", "c2lnbmF0dXJlLTI="])
    #expect(answer.texts == ["Step 1", "Step 2"])
    #expect(answer.thoughts == ["**Planning**"])
    #expect(answer.modelVersion == "fake-model-001" && answer.responseID == "fake-response-1")
    #expect(answer.finishReason == "STOP" && answer.message == nil)
    #expect(answer.usage?.prompt == 12 && answer.usage?.outputByModality == ["IMAGE": 1120])
  }

  @Test func eitherSpellingAndAlphabetIsRead() {
    let picture = Data((0..<256).map { UInt8($0) })
    #expect(decode(.urlSafeImage(picture)).images.map(\.content) == [.bytes(picture)])
    let escaped = picture.base64EncodedString().replacingOccurrences(of: "/", with: "\\/")
      .replacingOccurrences(of: "=", with: "\\u003d")
    let snake = """
      {"candidates":[{"content":{"parts":[{"inline_data":{"mime_type":"image/jpeg",\
      "data":"\(escaped)"},"thought_signature":"s"}]},"finish_reason":"STOP"}],\
      "usage_metadata":{"total_token_count":"9"},"model_version":"m","response_id":"r"}
      """
    let answer = decode(snake)
    #expect(
      answer.images == [
        DecodedImage(content: .bytes(picture), claimedType: "image/jpeg", signature: "s")
      ])
    #expect(answer.usage?.total == 9 && answer.modelVersion == "m" && answer.responseID == "r")
  }

  @Test func answersWithoutAnImageSayWhy() {
    #expect(decode(.text("I cannot.")).outcome == .noImage(reason: "STOP"))
    #expect(decode(.text("I cannot.")).message == "I cannot.")
    #expect(decode(.emptyStop).outcome == .noImage(reason: "STOP"))
    #expect(decode(.emptyParts).outcome == .noImage(reason: "STOP"))
    #expect(decode(.emptyStop).usage?.total == 1132)
    let none = #"{"candidates":[{"content":{"parts":[]},"finishReason":"NO_IMAGE"}]}"#
    #expect(decode(none).outcome == .noImage(reason: "NO_IMAGE"))
    let odd = #"{"candidates":[{"finishReason":"SOMETHING_NEW"}]}"#
    #expect(decode(odd).outcome == .noImage(reason: "SOMETHING_NEW"))
    #expect(decode(#"{"candidates":[]}"#).outcome.state == .failed)
  }

  @Test(arguments: ["SAFETY", "IMAGE_SAFETY", "RECITATION", "MODEL_ARMOR", "IMAGE_RECITATION"])
  func blockedContentIsRefused(reason: String) {
    let answer = decode(#"{"candidates":[{"content":{},"finishReason":"\#(reason)"}]}"#)
    #expect(answer.outcome == .blocked(reason: reason))
    #expect(answer.outcome.state == .refused)
  }

  @Test func aBlockedPromptIsRefused() {
    #expect(decode(.blockedPrompt).outcome == .blocked(reason: "PROHIBITED_CONTENT"))
    #expect(decode(.imageSafety).message == "Unable to show the generated image.")
  }

  @Test func groundingIsKeptVerbatim() {
    let grounding = #"{ "webSearchQueries" : ["a"], "n":1.50 }"#
    let answer = decode(
      #"{"candidates":[{"finishReason":"STOP","groundingMetadata":\#(grounding)}]}"#)
    #expect(answer.grounding == Data(grounding.utf8))
  }

  @Test(arguments: [
    "", "<!doctype html><title>Log in</title>", "plain", "{", "[]", "{}", "null", "3",
    #"{"candidates":"none"}"#, #"{"candidates":[3]}"#, #"{"candidates":[{"content":[]}]}"#,
    #"{"candidates":[{"content":{"parts":{}}}]}"#, #"{"candidates":[{"content":{"parts":[1]}}]}"#,
    #"{"candidates":[{"content":{"parts":[{"inlineData":{"data":"%%%"}}]}}]}"#,
    #"{"candidates":[{"content":{"parts":[{"inlineData":{"data":""}}]}}]}"#,
    #"{"candidates":[{"content":{"parts":[{"inlineData":{}}]}}]}"#,
    #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"PGh0bWw+"}}]}}]}"#,
    #"{"candidates":[]} trailing"#, "{\"a\":NaN}",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
  ])
  func anAnswerThatCannotBeReadIsUnknown(body: String) {
    #expect(decode(body).outcome.state == .unknown)
  }

  @Test func aPageOfZerosDoesNotFillTheMemory() {
    let body = "[" + String(repeating: "0,", count: 1_000_000) + "0]"
    #expect(decode(body).outcome.state == .unknown)
  }

  @Test func oddTextsAreRead() {
    let text =
      #"{"candidates":[{"content":{"parts":[{"text":"\ud83c\udfad \ud800 \u00e9\n\/"}]}}]}"#
    #expect(decode(text).texts == ["🎭 \u{FFFD} é\n/"])
    #expect(decode("\u{FEFF}" + #"{"candidates":[]}"#).outcome.state == .failed)
  }

  @Test func wordsFromOutsideAreCleaned() {
    let key = "AIza" + String(repeating: "x", count: 35)
    let words = #"bad\u001b[31m \u202e key \#(key) "# + String(repeating: "é", count: 2000)
    let answer = decode(#"{"error":{"code":400,"message":"\#(words)"}}"#, status: 400)
    let message = answer.message ?? ""
    #expect(message.hasPrefix("bad[31m key AIza… éé"))
    #expect(message.count == 500 && !message.contains(key))
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 })
  }
}
