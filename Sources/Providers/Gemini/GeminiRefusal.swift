import Foundation

/// An answer that is an error, by its HTTP status and, where there is one, its error object.
struct GeminiRefusal {
  private let answer: HTTPAnswer
  private let error: JSONNode?
  private let isJSON: Bool
  private let hasCandidates: Bool

  /// Some servers wrap the object in an array of one.
  init(_ answer: HTTPAnswer, node: JSONNode?) {
    self.answer = answer
    let object = node?.elements?.first ?? node
    error = object?["error"].flatMap { $0.isObject ? $0 : nil }
    isJSON = node != nil
    hasCandidates = object?["candidates"] != nil
  }

  /// Whether there is an error object.
  var isStated: Bool { error != nil }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.message = message
    decoded.finishReason = error?["status"]?.text.map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    return decoded
  }

  private var message: String {
    if let words = error?["message"]?.text, !words.isEmpty { return ProviderMessage.clean(words) }
    let kind = isJSON ? "JSON without an error in it" : GeminiDecoder.kind(of: answer)
    return "the answer is \(kind)."
  }

  /// The status that counts: a gateway may wrap an error in a 200.
  private var status: Int {
    answer.status < 300 ? error?["code"]?.integer ?? answer.status : answer.status
  }

  private var outcome: Outcome {
    switch status {
    case 401: return .failed(.keyRefused)
    case 403 where isJSON: return .failed(.keyRefused)
    case 400 where blamesKey: return .failed(.keyRefused)
    case 408: return unknown
    case 429:
      return .failed(
        .rateLimited(retryAfter: GeminiPause(answer, details).seconds, noQuota: noQuota))
    case 400..<500: return .failed(.requestRefused)
    case 503 where isTurnedAway:
      return .failed(.overloaded(retryAfter: GeminiPause(answer, details).seconds))
    default: return unknown
    }
  }

  /// Whether the provider itself, in its own form, says that it did not take the request on: no gateway's page, no error
  /// beside candidates, and not the error of something that was begun. Google bills no request that fails so.
  private var isTurnedAway: Bool {
    answer.status == 503 && error?["status"]?.text == "UNAVAILABLE" && !hasCandidates
  }

  /// The whole request had gone out, so that it may have been carried out behind the error.
  private var unknown: Outcome {
    .unreadable(reason: "HTTP \(status) after the request was sent: \(message)")
  }

  private var details: [JSONNode] { error?["details"]?.elements ?? [] }

  private var blamesKey: Bool {
    let words = error?["message"]?.text?.lowercased() ?? ""
    return details.contains { $0["reason"]?.text?.hasPrefix("API_KEY_") ?? false }
      || words.contains("api key not valid") || words.contains("api key expired")
  }

  /// A limit of nothing: waiting does not help.
  private var noQuota: Bool {
    let violations = details.flatMap { $0["violations"]?.elements ?? [] }
    let words = error?["message"]?.text ?? ""
    return violations.contains { $0["quotaValue"]?.text == "0" }
      || words.prefix(4000).contains(/limit: 0(?![0-9.])/)
  }
}
