import Foundation

/// An answer that says what is wrong with a submission, in the form of either version of the API.
struct ComfyRefusal {
  private let answer: HTTPAnswer
  private let body: JSONNode?

  init(_ answer: HTTPAnswer, body: JSONNode?) {
    self.answer = answer
    self.body = body
  }

  /// What an answer with a status of no success comes to; `nil` where a job may have been made all the same.
  var decoded: DecodedAnswer? {
    let said = ErrorWords(body.map { [$0] } ?? [], text: answer.body)
    // Nodes that ask other vendors pass on that credit is lacking.
    if answer.status < 430, said.isAboutMoney { return failed(.noCredit, words) }
    switch answer.status {
    case 300..<400: return failed(.requestRefused, redirect)
    case 401, 403: return failed(.keyRefused, words)
    case 402: return failed(.noCredit, words)
    case 408, 499: return nil
    case 429:
      let pause = WaitingTime.pause(of: answer, words: words)
      return failed(.rateLimited(retryAfter: pause, noQuota: false), words)
    case 400..<500: return failed(.requestRefused, words)
    default: return nil
    }
  }

  /// Why nothing is known of what came of it, where `decoded` is `nil`.
  var doubt: String { "HTTP \(answer.status) after the request was sent: \(words)" }

  func failed(_ failure: Outcome.Failure, _ message: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: .failed(failure))
    decoded.message = ProviderMessage.clean(message)
    let error = body?["error"]
    decoded.finishReason = (error?["type"]?.text ?? error?["code"]?.text).map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    return decoded
  }

  private var redirect: String {
    let address = answer.headers.first(named: "location").flatMap { URLComponents(string: $0) }
    let host = ProviderMessage.clean(String((address?.host ?? "").prefix(100)))
    return
      "it points to \(host.isEmpty ? "another address" : "the host \(host)"), and no redirect is followed."
  }

  /// What it says is wrong: with the nodes, else with the graph.
  private var words: String {
    let nodes = nodeErrors
    if !nodes.isEmpty { return nodes }
    if let error = body?["error"], let message = error["message"]?.text {
      let details = error["details"]?.text ?? ""
      return ComfyWords.clean(details.isEmpty ? message : "\(message): \(details)")
    }
    let said = ErrorWords(body.map { [$0] } ?? [], text: answer.body).message.map(ComfyWords.clean)
    return said.flatMap { $0.isEmpty ? nil : $0 } ?? "the answer is not its JSON."
  }

  /// What is wrong with each node, in order: `node 4 (CheckpointLoaderSimple): ckpt_name: 'x' not in []`.
  var nodeErrors: String {
    let stated = body?["node_errors"] ?? body?["error"]?["details"]?["node_errors"]
    guard case .object(let nodes, _)? = stated else { return "" }
    let all = nodes.sorted { ComfyGraph.isBefore($0.key, $1.key) }.prefix(20).map { id, node in
      let errors = (node["errors"] ?? node).list.prefix(20).compactMap(Self.words)
      let name = ComfyWords.node(id, kind: node["class_type"]?.text)
      return "\(name): \(errors.isEmpty ? "refused" : errors.joined(separator: "; "))"
    }
    return ComfyWords.clean(all.joined(separator: "; "))
  }

  /// One error of a node: details and message, or field and reason.
  private static func words(_ error: JSONNode) -> String? {
    if let reason = error["reason"]?.text {
      return error["field"]?.text.map { "\($0): \(reason)" } ?? reason
    }
    return [error["details"]?.text, error["message"]?.text].compactMap(\.self).first { !$0.isEmpty }
  }
}

extension DecodedAnswer {
  /// Nothing that can be understood.
  static func unreadable(_ reason: String) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: reason))
  }

  /// The same where asking again is of no use.
  static func lost(_ reason: String) -> DecodedAnswer {
    var decoded = unreadable(reason)
    decoded.isLost = true
    return decoded
  }
}
