import Foundation
import TroupeVocabulary

/// An answer that is an error: a model's `{"detail":[{"loc","msg","type"}]}`, the platform's `{"detail","error_type"}`, or a
/// gateway's.
///
/// Source: fal.ai/docs/documentation/model-apis/errors and …/request-errors.
struct FalRefusal {
  private let answer: HTTPAnswer
  private let leg: Leg
  private let plain: DecodedAnswer
  private let words: String?
  /// The names that a model has for what is wrong.
  private let types: [String]

  /// `nodes` are the documents of `answer`; none where it is no JSON.
  init(_ answer: HTTPAnswer, nodes: [JSONNode], on leg: Leg) {
    self.answer = answer
    self.leg = leg
    plain = PlainRefusal(answer, nodes: nodes).decoded
    words = ErrorWords(nodes, text: Data()).message
    types =
      nodes.first { $0.isObject }?["detail"]?.elements?.prefix(10)
      .compactMap { $0["type"]?.text.map { String($0.prefix(100)) } } ?? []
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = plain
    decoded.outcome = outcome
    let kind = types.first ?? answer.headers.first(named: "x-fal-error-type")
    decoded.finishReason = kind.map { ProviderMessage.clean(String($0.prefix(200))) }
    return decoded
  }

  private var outcome: Outcome {
    if answer.status == 403, isLocked { return .failed(.noCredit) }
    guard [400, 403, 422].contains(answer.status), !types.isEmpty else { return plain.outcome }
    let end = Outcome.unmade(nil, code: types.joined(separator: " "))
    if case .blocked = end { return end }
    // Asked for, a request that the model took no part in is at its end.
    return leg == .poll && answer.status == 422 ? end : plain.outcome
  }

  /// An account without money is locked, and its key refused.
  private var isLocked: Bool {
    words?.prefix(400).lowercased().contains(/exhausted balance|top[_ ]?up/) == true
  }
}
