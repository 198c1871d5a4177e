import Foundation
import TroupeVocabulary

/// A batch of one request: its body, and what Google says of it.
struct GeminiBatchJob {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let root: JSONNode

  /// - Parameters:
  ///   - message: what `answer` answers.
  ///   - leg: whether that was the submission or a poll.
  init(_ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg) {
    self.answer = answer
    self.message = message
    self.leg = leg
    root =
      JSONReader.documents(in: answer.body, files: answer.files).nodes.first(where: \.isObject)
      ?? .null
  }

  /// A batch of the one request `body`.
  static func body(of body: MessageBody) -> MessageBody {
    let start =
      #"{"batch":{"displayName":"troupe","inputConfig":{"requests":{"requests":[{"request":"#
    let end = #","metadata":{"key":"1"}}]}}}}"#
    return MessageBody(segments: [.text(start)] + body.segments + [.text(end)])
  }

  /// The answers of a batch in the words of one poll: the SDK reads `metadata.output`, the guide `response`.
  static func responses(in root: JSONNode) -> [JSONNode] {
    let output = root["response"] ?? root["metadata"]?["output"]
    return output?["inlinedResponses"]?["inlinedResponses"]?.elements ?? []
  }

  /// What it comes to.
  var reading: Reading {
    guard (200..<300).contains(answer.status), root.isObject else {
      return .answer(GeminiDecoder.decode(answer))
    }
    let word = root["metadata"]?["state"]?.text ?? root["state"]?.text ?? ""
    let state = word.replacing("BATCH_STATE_", with: "").replacing("JOB_STATE_", with: "")
    // An answer that came counts, whatever became of the batch since.
    if let response = Self.responses(in: root).first { return .answer(made(response)) }
    switch state {
    case "SUCCEEDED": return unreadable("the batch is done, and its answer is not with it")
    case "FAILED", "CANCELLED", "EXPIRED": return .answer(ended(state))
    default:
      guard leg == .submit else {
        return root["name"] == nil && state.isEmpty
          ? unreadable("the answer is JSON of another shape than a batch's")
          : .poll(message, seconds: Self.pause)
      }
      return submitted
    }
  }

  /// Seconds between two polls of a batch.
  private static let pause = 60.0

  private var submitted: Reading {
    guard let name = root["name"]?.text,
      name.wholeMatch(of: /batches\/[A-Za-z0-9_-]{1,128}/) != nil,
      let models = message.url.range(of: "/models/", options: .backwards)
    else { return unreadable("the answer names no batch") }
    return .poll(
      HTTPRequest(
        method: "GET", url: "\(message.url[..<models.lowerBound])/\(name)", headers: [],
        keyHeader: message.keyHeader, body: MessageBody(segments: [])), seconds: Self.pause)
  }

  private func made(_ response: JSONNode) -> DecodedAnswer {
    if let whole = response["response"] {
      return GeminiDecoder.decode(answer, AnswerEvents(whole))
    }
    guard let error = response["error"] ?? root["error"] else {
      return DecodedAnswer(outcome: .unreadable(reason: "the batch's answer has no response"))
    }
    return failed(error, "ERROR")
  }

  private func ended(_ state: String) -> DecodedAnswer {
    failed(root["error"] ?? root["metadata"]?["error"] ?? .null, state)
  }

  /// What is certainly not made, and not billed.
  private func failed(_ error: JSONNode, _ state: String) -> DecodedAnswer {
    let said = error["message"]?.text
    // Codes of gRPC for what would be refused again: invalid argument, not found, denied, precondition, unimplemented.
    let isRefused = [3, 5, 7, 9, 11, 12].contains(error["code"]?.integer ?? 0)
    var decoded = DecodedAnswer(
      outcome: .failed(
        isRefused || state == "CANCELLED" ? .requestRefused : .overloaded(retryAfter: nil)))
    decoded.finishReason = state
    decoded.responseID = root["name"]?.text.map { ProviderMessage.clean(String($0.prefix(200))) }
    decoded.message = ProviderMessage.clean(said ?? Self.words(of: state))
    return decoded
  }

  private static func words(of state: String) -> String {
    switch state {
    case "CANCELLED": "the batch was given up before it was made"
    case "EXPIRED": "the batch was not made within its time"
    default: "the batch failed"
    }
  }

  private func unreadable(_ reason: String) -> Reading {
    .answer(DecodedAnswer(outcome: .unreadable(reason: reason)))
  }
}
