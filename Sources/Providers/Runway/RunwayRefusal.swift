/// An answer that is an error, with the fields that the vendor names in it.
struct RunwayRefusal {
  private let answer: HTTPAnswer
  private let nodes: [JSONNode]

  init(_ answer: HTTPAnswer, nodes: [JSONNode]) {
    self.answer = answer
    self.nodes = nodes
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = PlainRefusal(answer, nodes: nodes).decoded
    if answer.status < 430, decoded.message?.lowercased().contains("enough credits") == true {
      decoded.outcome = .failed(.noCredit)
    }
    let issues = issues
    if !issues.isEmpty {
      decoded.message = ProviderMessage.clean(
        ([decoded.message ?? ""] + issues).joined(separator: "; "))
    }
    return decoded
  }

  /// Each as `referenceImages: Array must contain at most 3 element(s)`.
  private var issues: [String] {
    let list = nodes.lazy.compactMap { $0["issues"]?.elements }.first ?? []
    return list.prefix(5).compactMap { issue in
      guard let words = issue["message"]?.text?.prefix(300) else { return nil }
      let path = (issue["path"]?.list ?? []).prefix(8).compactMap { part in
        part.text.map { String($0.prefix(60)) } ?? part.integer.map(String.init)
      }
      return path.isEmpty ? String(words) : "\(path.joined(separator: ".")): \(words)"
    }
  }
}
