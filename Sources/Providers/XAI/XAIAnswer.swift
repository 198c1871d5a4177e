import Foundation
import TroupeVocabulary

/// One answer, understood: a list of images, some of which the vendor may have kept back.
struct XAIAnswer {
  private let answer: HTTPAnswer
  private let events: AnswerEvents?

  init(_ answer: HTTPAnswer) {
    self.answer = answer
    events = AnswerEvents(in: answer.body, files: answer.files)
  }

  /// What it means, and what it says that it cost: what was made and then kept back is billed too.
  var decoded: DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    var decoded = meaning
    let nodes = events?.nodes ?? []
    decoded.billedUSD = nodes.lazy.compactMap(Self.dollars).first
    decoded.responseID = answer.headers.first(named: "x-request-id").map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    return decoded
  }

  private var meaning: DecodedAnswer {
    let nodes = events?.nodes ?? []
    let refusal = PlainRefusal(answer, nodes: nodes)
    guard (200..<300).contains(answer.status) else {
      var decoded = refusal.decoded
      decoded.finishReason = nodes.lazy.compactMap { $0["code"]?.word }.first
      // Under which status words are blocked is not documented.
      let reason = nodes.lazy.compactMap { $0["block_reason"]?.word }.first
      if let reason, answer.status < 500 { decoded.outcome = .blocked(reason: reason) }
      return decoded
    }
    var items = XAIItems()
    for node in nodes where node.isObject { items.take(node) }
    var decoded = items.decoded
    guard decoded.images.isEmpty else { return decoded }
    decoded.outcome = outcome(of: items)
    decoded.search(events.map(\.nodes), of: answer)
    return decoded
  }

  /// Of an answer without an image.
  private func outcome(of items: XAIItems) -> Outcome {
    if let reason = items.blockReason { return .blocked(reason: reason) }
    if let reason = items.decoded.unusable.first { return .unreadable(reason: reason) }
    guard let events else {
      return .unreadable(reason: "the answer is \(answer.kind), not its JSON")
    }
    if events.isBroken { return .unreadable(reason: "the answer ends before its end") }
    if items.isEmptyList { return .noImage(reason: "no image in it") }
    return .unreadable(reason: "the answer is JSON of another shape than its own")
  }

  /// Ticks, of which ten thousand million are a dollar (docs.x.ai; the schema of Comfy Router).
  private static func dollars(_ node: JSONNode) -> Double? {
    node["usage"]?["cost_in_usd_ticks"]?.decimal.flatMap {
      (0...1e16).contains($0) ? $0 / 1e10 : nil
    }
  }
}
