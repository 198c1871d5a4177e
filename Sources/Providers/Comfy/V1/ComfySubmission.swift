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

  init(_ answer: HTTPAnswer) { self.answer = answer }

  /// What the answer says. A graph with a good and a bad output is taken with errors, and its bad part dropped without a
  /// word: that is no success.
  var meaning: Meaning {
    let body = JSONReader.documents(in: answer.body).nodes.first
    let refusal = ComfyRefusal(answer, body: body)
    guard (200..<300).contains(answer.status) else {
      return refusal.decoded.map { .answer($0) } ?? .unknown(refusal.doubt)
    }
    let words = refusal.nodeErrors
    if !words.isEmpty {
      return .answer(
        refusal.failed(
          .requestRefused,
          "\(words); the server may still run the rest of the graph, of which nothing is taken"))
    }
    if let id = body?["prompt_id"]?.text, !id.isEmpty { return .taken(id) }
    return .unknown("the answer (HTTP \(answer.status)) names no job")
  }
}
