import Foundation

/// An answer that is an error: Ark's own `{"error":{"code","message","param","type"}}`, or whatever stands between makes of
/// it.
///
/// Codes: docs.byteplus.com/en/docs/ModelArk/1299023.
struct ArkRefusal {
  private let answer: HTTPAnswer
  private let words: ErrorWords
  private let error: JSONNode?

  /// `nodes` are the documents of `answer`; none where it is no JSON.
  init(_ answer: HTTPAnswer, nodes: [JSONNode]) {
    self.answer = answer
    words = ErrorWords(nodes, text: answer.body)
    error = nodes.lazy.compactMap { $0["error"] }.first { $0.isObject }
  }

  /// Whether the answer says of itself that it is an error.
  var isStated: Bool { words.isStated }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: answer.status < 300 ? stated : outcome)
    decoded.message = message
    decoded.finishReason = code
    return decoded
  }

  /// An error in a few words.
  static func words(of error: JSONNode) -> String {
    let said = [error["code"]?.text, error["message"]?.text].compactMap(\.self)
      .map { String($0.prefix(300)) }.filter { !$0.isEmpty }
    let text = ProviderMessage.clean(said.joined(separator: ": "))
    return text.isEmpty ? "an error stands in place of an image" : text
  }

  /// Whether the vendor's safety system refused words or a picture.
  static func isAboutContent(_ error: JSONNode) -> Bool {
    error["code"]?.word?.contains(/SensitiveContent|RiskDetection/) == true
  }

  private var code: String? { error?["code"]?.word }

  private var message: String {
    if let said = words.message.map(ProviderMessage.clean), !said.isEmpty { return said }
    return error == nil ? "the answer is \(answer.kind)." : "the answer is an error without words."
  }

  private var blocked: Outcome? {
    guard let error, Self.isAboutContent(error) else { return nil }
    return .blocked(reason: code ?? "content policy")
  }

  private var isAboutMoney: Bool {
    code?.contains(/Overdue/) == true || words.isAboutMoney
  }

  private var outcome: Outcome {
    if answer.status < 500, let blocked { return blocked }
    if answer.status < 430, isAboutMoney { return .failed(.noCredit) }
    switch answer.status {
    case 402: return .failed(.noCredit)
    case 401: return .failed(.keyRefused)
    // 403 is a model or a resource that is not open to the account.
    case 400 where words.isAboutKey, 403 where words.isAboutKey: return .failed(.keyRefused)
    case 429: return .failed(.rateLimited(retryAfter: pause, noQuota: hasNoQuota))
    case 400..<500 where ![408, 499].contains(answer.status): return .failed(.requestRefused)
    // The whole request had gone out, so that it may have been carried out behind the error.
    default: return unknown
    }
  }

  /// An error under a status of success: only its own word counts.
  private var stated: Outcome {
    if let blocked { return blocked }
    if isAboutMoney { return .failed(.noCredit) }
    let isRefused = code?.contains(/^(?:Invalid|Missing)Parameter/) == true
    return isRefused ? .failed(.requestRefused) : unknown
  }

  /// Free trials that are used up, and bounds that the account has set: no waiting helps.
  private var hasNoQuota: Bool { code?.contains(/^(?:Quota|SetLimit)Exceeded/) == true }

  private var pause: Double? { WaitingTime.pause(of: answer, words: words.message) }

  private var unknown: Outcome {
    .unreadable(reason: "HTTP \(answer.status) after the request was sent: \(message)")
  }
}
