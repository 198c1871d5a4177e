import Foundation

/// The answer to a submission.
struct ComfySubmission {
  /// What it says.
  enum Meaning {
    /// A job was made, under this name.
    case taken(String)
    /// It is the end.
    case answer(DecodedAnswer)
    /// Nothing that can be understood.
    case unknown(String)
  }

  private let answer: HTTPAnswer
  private let body: JSONNode?

  init(_ answer: HTTPAnswer) {
    self.answer = answer
    body = JSONReader.documents(in: answer.body).nodes.first
  }

  /// What the answer says. A graph with a good and a bad output is taken with errors, and its bad part dropped without a
  /// word: that is no success.
  var meaning: Meaning {
    guard (200..<300).contains(answer.status) else { return refusal }
    let words = nodeErrors
    if !words.isEmpty {
      return failed(
        .requestRefused,
        "\(words); the server may still run the rest of the graph, of which nothing is taken")
    }
    if let id = body?["prompt_id"]?.text, !id.isEmpty { return .taken(id) }
    return .unknown("the answer (HTTP \(answer.status)) names no job")
  }

  private var refusal: Meaning {
    let said = ErrorWords(body.map { [$0] } ?? [], text: answer.body)
    // Nodes that ask other vendors pass on that credit is lacking.
    if answer.status < 430, said.isAboutMoney { return failed(.noCredit, words) }
    switch answer.status {
    case 300..<400: return failed(.requestRefused, redirect)
    case 401, 403: return failed(.keyRefused, words)
    case 402: return failed(.noCredit, words)
    case 408, 499: return .unknown("HTTP \(answer.status) after the request was sent")
    case 429:
      let pause = WaitingTime.pause(of: answer, words: words)
      return failed(.rateLimited(retryAfter: pause, noQuota: false), words)
    case 400..<500: return failed(.requestRefused, words)
    default: return .unknown("HTTP \(answer.status) after the request was sent: \(words)")
    }
  }

  private func failed(_ failure: Outcome.Failure, _ message: String) -> Meaning {
    var decoded = DecodedAnswer(outcome: .failed(failure))
    decoded.message = ProviderMessage.clean(message)
    decoded.finishReason = body?["error"]?["type"]?.text.map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    return .answer(decoded)
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
  private var nodeErrors: String {
    guard case .object(let nodes, _)? = body?["node_errors"] else { return "" }
    let all = nodes.sorted { ComfyGraph.isBefore($0.key, $1.key) }.prefix(20).map { id, node in
      let errors = (node["errors"]?.list ?? []).prefix(20).compactMap { error -> String? in
        [error["details"]?.text, error["message"]?.text].compactMap(\.self).first { !$0.isEmpty }
      }
      let name = ComfyWords.node(id, kind: node["class_type"]?.text)
      return "\(name): \(errors.isEmpty ? "refused" : errors.joined(separator: "; "))"
    }
    return ComfyWords.clean(all.joined(separator: "; "))
  }
}
