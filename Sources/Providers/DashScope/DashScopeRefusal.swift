import TroupeVocabulary

/// An answer that is an error, by the vendor's word for it where that is known.
///
/// Source: alibabacloud.com/help/en/model-studio/error-code.
struct DashScopeRefusal {
  /// The vendor's word, such as `DataInspectionFailed`.
  let code: String?
  private let answer: HTTPAnswer
  private let plain: DecodedAnswer

  private static let content: Set = [
    "datainspectionfailed", "data_inspection_failed", "ipinfringementsuspect", "faqruleblocked",
    "customroleblocked",
  ]
  private static let money: Set = [
    "arrearage", "allocationquota.freetieronly", "prepaidbilloverdue", "postpaidbilloverdue",
    "commoditynotpurchased",
  ]
  private static let key: Set = ["invalidapikey", "invalid_api_key"]

  /// `nodes` are the documents of `answer`, or the part of one that tells of an error.
  init(_ answer: HTTPAnswer, nodes: [JSONNode]) {
    self.answer = answer
    code = nodes.lazy.compactMap { ($0["code"] ?? $0["error"]?["code"])?.text }
      .first { !$0.isEmpty && $0.utf8.count <= 200 }
    plain = PlainRefusal(answer, nodes: nodes).decoded
  }

  /// Whether its safety system refused the words or a picture.
  var isAboutContent: Bool { Self.content.contains(code?.lowercased() ?? "") }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = plain
    decoded.outcome = outcome
    return decoded
  }

  /// Under the status of a success, or of an error of the server, only what is certain is no image.
  private var outcome: Outcome {
    let word = code?.lowercased() ?? ""
    let isServers = answer.status >= 500 || [408, 499].contains(answer.status)
    if isAboutContent { return .blocked(reason: ProviderMessage.clean(code ?? "")) }
    if !isServers, Self.money.contains(word) { return .failed(.noCredit) }
    if !isServers, Self.key.contains(word) { return .failed(.keyRefused) }
    if !isServers, word.hasPrefix("throttling") || word == "limitrequests" {
      let pause = WaitingTime.pause(of: answer, words: plain.message)
      return .failed(.rateLimited(retryAfter: pause, noQuota: false))
    }
    // That an account may not use a model, or a path, is nothing that another key helps with.
    if answer.status == 403, word.hasPrefix("accessdenied") || word.hasPrefix("model.") {
      return .failed(.requestRefused)
    }
    if (200..<300).contains(answer.status) {
      let words = ProviderMessage.clean("\(code ?? ""): \(plain.message ?? "")")
      return .unreadable(reason: "an error under HTTP \(answer.status): \(words)")
    }
    return plain.outcome
  }
}
