import TroupeVocabulary

/// An answer that is an error: the kind of a fault of Python's in `error`, and what it says in `detail` or `errors`.
struct A1111Refusal {
  private let answer: HTTPAnswer
  private let nodes: [JSONNode]

  init(_ answer: HTTPAnswer, _ nodes: [JSONNode]) {
    self.answer = answer
    self.nodes = nodes
  }

  /// The answer, understood by its status.
  var decoded: DecodedAnswer {
    var decoded = PlainRefusal(answer, nodes: nodes).decoded
    guard let words else { return decoded }
    decoded.message = words
    if case .unreadable = decoded.outcome {
      decoded.outcome = .unreadable(
        reason: "HTTP \(answer.status) after the request was sent: \(words)")
    }
    return decoded
  }

  private var words: String? {
    guard let root = nodes.first(where: \.isObject), root["error"]?.text != nil else { return nil }
    let said = ["detail", "errors"].lazy.compactMap { root[$0]?.text }.first { !$0.isEmpty }
    let kind = root["error"]?.text ?? ""
    let all = [kind == "HTTPException" ? nil : kind, said].compactMap(\.self).filter { !$0.isEmpty }
    return all.isEmpty ? nil : ProviderMessage.clean(all.joined(separator: ": "))
  }
}
