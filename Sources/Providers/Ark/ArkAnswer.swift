import Foundation
import TroupeVocabulary

/// One answer, understood: a list of images, each of which may be an error in its place.
struct ArkAnswer {
  private let answer: HTTPAnswer
  private let events: AnswerEvents?

  init(_ answer: HTTPAnswer) {
    self.answer = answer
    events = AnswerEvents(in: answer.body, files: answer.files)
  }

  /// What it means.
  var decoded: DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    let nodes = events?.nodes ?? []
    let refusal = ArkRefusal(answer, nodes: nodes)
    guard (200..<300).contains(answer.status) else { return refusal.decoded }
    var items = ArkItems()
    for node in nodes where node.isObject { items.take(node) }
    var decoded = items.decoded
    decoded.responseID = answer.headers.first(named: "x-request-id").map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    if !decoded.images.isEmpty { return decoded }
    if items.isEmpty, refusal.isStated {
      let refused = refusal.decoded
      (decoded.outcome, decoded.message) = (refused.outcome, refused.message)
      decoded.finishReason = refused.finishReason
    } else {
      decoded.outcome = outcome(of: items)
    }
    decoded.search(events.map(\.nodes), of: answer)
    return decoded
  }

  /// Of an answer without an image and without an error of its own.
  private func outcome(of items: ArkItems) -> Outcome {
    if let events, !events.isBroken, items.isAnswer, let end = items.end { return end }
    if let reason = items.decoded.unusable.first { return .unreadable(reason: reason) }
    guard let events else {
      return .unreadable(reason: "the answer is \(answer.kind), not its JSON")
    }
    return .unreadable(
      reason: events.isBroken
        ? "the answer ends before its end" : "the answer is JSON of another shape than its own")
  }
}
