/// An answer that is an error, by its HTTP status and whatever it says of one, of a vendor that documents no more.
struct PlainRefusal {
  private let answer: HTTPAnswer
  private let words: ErrorWords
  private let isJSON: Bool

  /// `nodes` are the documents of `answer`; none where it is no JSON.
  init(_ answer: HTTPAnswer, nodes: [JSONNode]) {
    self.answer = answer
    words = ErrorWords(nodes, text: answer.body)
    isJSON = nodes.contains { $0.isObject }
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.message = message
    return decoded
  }

  private var message: String {
    if let said = words.message.map(ProviderMessage.clean), !said.isEmpty { return said }
    return "the answer is \(isJSON ? "JSON without an error in it" : answer.kind)."
  }

  private var outcome: Outcome {
    if answer.status < 430, words.isAboutMoney { return .failed(.noCredit) }
    switch answer.status {
    case 402: return .failed(.noCredit)
    case 401: return .failed(.keyRefused)
    case _ where words.isAboutContent && [400, 403, 422, 451].contains(answer.status):
      return .blocked(reason: "content policy")
    case 403 where isJSON && (words.isAboutKey || !words.isAboutSomethingElse):
      return .failed(.keyRefused)
    case 400 where words.isAboutKey: return .failed(.keyRefused)
    case 429: return .failed(.rateLimited(retryAfter: pause, noQuota: false))
    case 400..<500 where ![408, 499].contains(answer.status): return .failed(.requestRefused)
    // The whole request had gone out, so that it may have been carried out behind the error.
    default:
      return .unreadable(reason: "HTTP \(answer.status) after the request was sent: \(message)")
    }
  }

  private var pause: Double? {
    WaitingTime.pause(of: answer, words: words.message)
  }
}
