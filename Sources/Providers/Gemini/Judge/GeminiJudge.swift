import Foundation
import TroupeVocabulary

/// Questions on pictures to Gemini's text models, and their answers.
struct GeminiJudge {
  let question: JudgeQuestion
  let endpoint: Endpoint
  let road: GeminiRoad

  /// The request. The schema goes as it is: `responseJsonSchema` takes JSON Schema.
  var message: HTTPRequest {
    HTTPRequest(
      method: "POST",
      url: road.url(of: question.profile.wireName, at: endpoint, streams: false),
      headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? road.keyHeader,
      body: WireValue.object([
        WireMember(
          "contents",
          .array([
            .object([
              WireMember("role", .string("user")),
              WireMember("parts", .array(question.parts.map(Self.part))),
            ])
          ])), WireMember("generationConfig", .object(configuration)),
      ]).body)
  }

  private static func part(_ part: JudgeQuestion.Part) -> WireValue {
    switch part {
    case .text(let text): .object([WireMember("text", .string(text))])
    case .image(let image):
      .object([
        WireMember(
          "inlineData",
          .object([
            WireMember("mimeType", .string(image.type.rawValue)), WireMember("data", .file(image)),
          ]))
      ])
    }
  }

  private var configuration: [WireMember] {
    var members = [
      WireMember("responseMimeType", .string("application/json")),
      WireMember(
        "responseJsonSchema",
        .verbatim([.text(String(decoding: question.schema, as: UTF8.self))])),
      WireMember("maxOutputTokens", .integer(question.longest)),
    ]
    // Looking at pictures needs little thought, and thoughts are billed.
    if question.profile.capabilities.thinkingLevels.contains("low") {
      members.append(
        WireMember("thinkingConfig", .object([WireMember("thinkingLevel", .string("LOW"))])))
    }
    return members
  }

  /// The only word for an end that nothing cut off.
  private static let whole = "STOP"

  /// What `answer` means.
  static func judgment(in answer: HTTPAnswer) -> JudgeAnswer {
    let decoded = GeminiDecoder.decode(answer)
    var judgment = JudgeAnswer(content(of: decoded, answer.status))
    judgment.usage = decoded.usage
    judgment.modelVersion = decoded.modelVersion
    judgment.finishReason = decoded.finishReason
    judgment.message = decoded.message
    return judgment
  }

  private static func content(of decoded: DecodedAnswer, _ status: Int) -> JudgeAnswer.Content {
    switch decoded.outcome {
    case .blocked(let reason): return .none(reason: "refused: \(reason)")
    case .failed(let failure): return .failed(failure)
    case .unreadable(let reason):
      return (200..<300).contains(status) ? .none(reason: reason) : .unreadable(reason: reason)
    case .images: return .none(reason: "an image came in place of words")
    case .noImage:
      let reason = decoded.finishReason ?? "no word for its end"
      guard reason == whole else { return .none(reason: "cut off: \(reason)") }
      let text = decoded.texts.joined()
      return text.isEmpty ? .none(reason: "no words came") : .words(text)
    }
  }
}
