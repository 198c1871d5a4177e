import Foundation

/// An answer that is an error, by its HTTP status and whatever it says of one.
struct OpenAIRefusal {
  private let answer: HTTPAnswer
  private let leg: Leg
  private let words: ErrorWords
  private let codes: Set<String>
  private let isJSON: Bool

  /// Words for programs that mean blocked content.
  static let blocking: Set = [
    "moderation_blocked", "content_policy_violation", "content_filter",
    "image_content_policy_violation",
  ]

  /// `nodes` are the documents of `answer`; none where it is no JSON.
  init(_ answer: HTTPAnswer, nodes: [JSONNode], on leg: Leg = .submit) {
    self.answer = answer
    self.leg = leg
    words = ErrorWords(nodes, text: answer.body)
    codes = Set(words.codes.split(separator: " ").map { $0.lowercased() })
    isJSON = nodes.contains { $0.isObject }
  }

  /// Whether the answer says of itself that it is an error.
  var isStated: Bool { words.isStated }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.message = message
    decoded.finishReason = code
    return decoded
  }

  /// The provider's word for what went wrong.
  private var code: String? {
    words.codes.split(separator: " ").first.map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
  }

  private var message: String {
    if (300..<400).contains(answer.status) { return redirect }
    if let said = words.message.map(ProviderMessage.clean), !said.isEmpty { return said }
    return isJSON ? "the answer is JSON without an error in it." : "the answer is not its JSON."
  }

  private var redirect: String {
    let address = answer.headers.first(named: "location").flatMap { URLComponents(string: $0) }
    let host = ProviderMessage.clean(String((address?.host ?? "").prefix(100)))
    let place = host.isEmpty ? "another address" : "the host \(host)"
    return "it points to \(place), and no redirect is followed with a key."
  }

  private var outcome: Outcome {
    let status = answer.status
    if leg == .poll, !(200..<300).contains(status) { return polled }
    if status < 300 { return stated }
    if status < 500, let reason = blocked { return .blocked(reason: reason) }
    if status < 430, words.isAboutMoney { return .failed(.noCredit) }
    switch status {
    case 402: return .failed(.noCredit)
    case 401: return .failed(.keyRefused)
    // 403 is an organisation that is not verified, a country or a model; the key alone is 401.
    case 400 where words.isAboutKey, 403 where words.isAboutKey: return .failed(.keyRefused)
    case 408, 499: return unknown
    case 429: return .failed(.rateLimited(retryAfter: pause, noQuota: false))
    case 300..<500: return .failed(.requestRefused)
    default: return unknown
    }
  }

  /// What a poll that goes wrong says of the key and of waiting; it says nothing of the job.
  private var polled: Outcome {
    switch answer.status {
    case 401: .failed(.keyRefused)
    case 429: .failed(.rateLimited(retryAfter: pause, noQuota: false))
    default: unknown
    }
  }

  /// An error under a status of success, as a stream or a gateway brings it: only its own word counts.
  private var stated: Outcome {
    if let reason = blocked { return .blocked(reason: reason) }
    if words.isAboutMoney { return .failed(.noCredit) }
    if codes.contains("rate_limit_exceeded") {
      return .failed(.rateLimited(retryAfter: pause, noQuota: false))
    }
    if codes.contains("invalid_api_key") { return .failed(.keyRefused) }
    return codes.contains("invalid_request_error") ? .failed(.requestRefused) : unknown
  }

  private var blocked: String? {
    if let code = Self.blocking.sorted().first(where: codes.contains) { return code }
    return words.message?.prefix(1000).contains(
      /(?i)rejected (?:by|as a result of) (?:the|our) safety system/) == true
      ? "safety_system" : nil
  }

  private var pause: Double? {
    WaitingTime.pause(of: answer, words: words.message)
  }

  /// The whole request had gone out, and no error of a server is documented as not billed.
  private var unknown: Outcome {
    .unreadable(reason: "HTTP \(answer.status) after the request was sent: \(message)")
  }
}
