import Foundation
import TroupeVocabulary

/// Understands one answer of the Images API, plain or as a stream of events.
enum OpenAIImagesDecoder {
  /// What `answer` means. Never fails: what cannot be understood is an outcome too.
  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    let events = AnswerEvents(in: answer.body, files: answer.files)
    let nodes = events?.nodes ?? []
    // An error behind other events does not say that nothing was begun.
    let refusal = OpenAIRefusal(answer, nodes: Array(nodes.prefix(1)))
    guard (200..<300).contains(answer.status) else { return refusal.decoded }
    var decoded = read(nodes)
    decoded.responseID = answer.headers.first(named: "x-request-id").map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    if !decoded.images.isEmpty {
      decoded.outcome = .images
      return decoded
    }
    if refusal.isStated {
      let refused = refusal.decoded
      (decoded.outcome, decoded.message) = (refused.outcome, refused.message)
      decoded.finishReason = refused.finishReason
    } else {
      decoded.outcome = outcome(of: decoded, nodes, isCut: events?.isBroken ?? true)
    }
    decoded.search(events.map(\.nodes), of: answer)
    return decoded
  }

  private static func read(_ nodes: [JSONNode]) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: .images)
    for node in nodes where node.isObject {
      let format = node["output_format"]?.text
      if let usage = OpenAIUsage.readImages(node["usage"]) { decoded.usage = usage }
      if let picture = node["b64_json"] {
        let isPartial = node["type"]?.text?.hasSuffix("partial_image") ?? false
        let found = OpenAIPicture(picture, format: format)
        if isPartial { decoded.addDraft(found) } else { decoded.add(found) }
      }
      for item in node["data"]?.list ?? [] where item.isObject {
        if let words = item["revised_prompt"]?.text, !words.isEmpty { decoded.texts.append(words) }
        guard
          let picture = [item["b64_json"], item["url"]].compactMap(\.self).first(where: {
            !$0.isNull
          })
        else {
          decoded.unusable.append("an image of the answer is missing")
          continue
        }
        decoded.add(OpenAIPicture(picture, format: format))
      }
    }
    return decoded
  }

  /// Of an answer without an image and without an error.
  private static func outcome(
    of decoded: DecodedAnswer, _ nodes: [JSONNode], isCut: Bool
  ) -> Outcome {
    if let reason = decoded.unusable.first { return .unreadable(reason: reason) }
    if !decoded.drafts.isEmpty {
      return .unreadable(reason: "the stream of the answer ends before its end")
    }
    if isCut { return .unreadable(reason: "the answer is not its JSON") }
    let isEmpty = nodes.contains { $0["created"] != nil && $0["data"]?.elements?.isEmpty == true }
    return isEmpty
      ? .noImage(reason: "no image in it")
      : .unreadable(reason: "the answer is JSON of another shape than its own")
  }
}
