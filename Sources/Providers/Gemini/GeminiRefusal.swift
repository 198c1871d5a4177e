import Foundation

/// An answer that is an error, by its HTTP status and whatever it says of one.
struct GeminiRefusal {
  private let answer: HTTPAnswer
  private let error: JSONNode?
  private let words: ErrorWords
  private let isJSON: Bool
  private let hasCandidates: Bool

  /// `nodes` are the documents of `answer`; none where it is no JSON.
  init(_ answer: HTTPAnswer, nodes: [JSONNode]) {
    self.answer = answer
    error = nodes.lazy.compactMap { $0["error"] }.first { $0.isObject }
    words = ErrorWords(nodes, text: answer.body)
    isJSON = nodes.contains { $0.isObject }
    hasCandidates = nodes.contains { $0["candidates"] != nil }
  }

  /// Whether the answer says of itself that it is an error.
  var isStated: Bool { words.isStated }

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
    if let said = words.message.map(ProviderMessage.clean), !said.isEmpty { return said }
    let kind = isJSON ? "JSON without an error in it" : answer.kind
    return "the answer is \(kind)."
  }

  /// The status that counts: a gateway may wrap an error in a 200.
  private var status: Int {
    answer.status < 300 ? error?["code"]?.integer ?? answer.status : answer.status
  }

  private var outcome: Outcome {
    if words.isAboutAnEnd { return unknown }
    if status < 430, words.isAboutMoney { return .failed(.noCredit) }
    switch status {
    case 408, 499: return unknown
    case 402: return .failed(.noCredit)
    case 401: return .failed(.keyRefused)
    case 403 where isJSON && (words.isAboutKey || !words.isAboutSomethingElse):
      return .failed(.keyRefused)
    case 400 where words.isAboutKey || blamesKey: return .failed(.keyRefused)
    case 429:
      return .failed(.rateLimited(retryAfter: pause, noQuota: noQuota))
    case 400..<500: return .failed(.requestRefused)
    case 503 where isTurnedAway: return .failed(.overloaded(retryAfter: pause))
    default: return unknown
    }
  }

  private var pause: Double? { GeminiPause(answer, details, words: words.message).seconds }

  /// Whether the provider itself, in its own form, says that it did not take the request on: no gateway's page, no error
  /// among candidates, and not the error of something that was begun. Google bills no request that fails so.
  private var isTurnedAway: Bool {
    answer.status == 503 && error?["status"]?.text == "UNAVAILABLE" && !hasCandidates
  }

  /// The whole request had gone out, so that it may have been carried out behind the error.
  private var unknown: Outcome {
    .unreadable(reason: "HTTP \(status) after the request was sent: \(message)")
  }

  private var details: [JSONNode] { error?["details"]?.elements ?? [] }

  private var blamesKey: Bool {
    details.contains { $0["reason"]?.text?.hasPrefix("API_KEY_") ?? false }
  }

  /// A limit of nothing: waiting does not help.
  private var noQuota: Bool {
    let violations = details.flatMap { $0["violations"]?.elements ?? [] }
    return violations.contains { $0["quotaValue"]?.text == "0" }
      || (words.message ?? "").prefix(4000).contains(/limit: 0(?![0-9.])/)
  }
}
