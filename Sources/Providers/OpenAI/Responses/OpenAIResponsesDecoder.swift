import Foundation
import TroupeVocabulary

/// Understands one answer of the Responses API.
enum OpenAIResponsesDecoder {
  /// Seconds between two polls, as the vendor's samples wait.
  private static let pause = 2.0

  /// What `answer` to `message` means. Never fails: what cannot be understood is an outcome too.
  static func read(_ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg) -> Reading {
    let events = AnswerEvents(in: answer.body, files: answer.files)
    let nodes = events?.nodes ?? []
    let responses = nodes.compactMap { OpenAIResponse($0["response"] ?? $0, on: leg) }
    guard (200..<300).contains(answer.status) else {
      return .answer(OpenAIRefusal(answer, nodes: nodes, on: leg).decoded)
    }
    if events?.isStream != true, let response = responses.first, response.isUnderWay {
      return underWay(response, message, leg)
    }
    var decoded = responses.last.map(\.decoded) ?? unreadable(answer, nodes, on: leg)
    // The events of a stream repeat the response as it stands then.
    if responses.last?.isUnderWay == true {
      decoded.outcome = .unreadable(reason: "the stream of the answer ends before its end")
    }
    for node in nodes {
      guard let picture = node["partial_image_b64"] else { continue }
      decoded.addDraft(OpenAIPicture(picture, format: node["output_format"]?.text))
    }
    if decoded.outcome != .images { decoded.search(events.map(\.nodes), of: answer) }
    return .answer(decoded)
  }

  private static func underWay(
    _ response: OpenAIResponse, _ message: HTTPRequest, _ leg: Leg
  ) -> Reading {
    if leg == .poll { return .poll(message, seconds: pause) }
    guard let id = response.id else {
      return .answer(DecodedAnswer(outcome: .unreadable(reason: "the job has no name")))
    }
    let headers = message.headers.filter { $0.name.lowercased() != "content-type" }
    return .poll(
      HTTPRequest(
        method: "GET", url: "\(message.url)/\(id)", headers: headers,
        keyHeader: message.keyHeader, body: MessageBody(segments: [])), seconds: pause)
  }

  private static func unreadable(
    _ answer: HTTPAnswer, _ nodes: [JSONNode], on leg: Leg
  ) -> DecodedAnswer {
    let refusal = OpenAIRefusal(answer, nodes: Array(nodes.prefix(1)), on: leg)
    if refusal.isStated, leg == .submit { return refusal.decoded }
    return DecodedAnswer(
      outcome: .unreadable(reason: "the answer (HTTP \(answer.status)) is no response"))
  }
}
