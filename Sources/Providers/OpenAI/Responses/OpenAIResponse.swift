import Foundation
import TroupeVocabulary

/// What a response says of itself, whole or as the last event of a stream.
struct OpenAIResponse {
  private let node: JSONNode
  private let items: [JSONNode]
  private let leg: Leg
  private(set) var decoded = DecodedAnswer(outcome: .images)
  /// How many calls of the tool say that they made nothing.
  private var failedCalls = 0

  /// `nil` when `node` is none.
  init?(_ node: JSONNode, on leg: Leg) {
    guard node.isObject, node["status"]?.text != nil || node["output"]?.elements != nil,
      node["type"]?.text.map({ !$0.hasPrefix("response.") }) ?? true
    else { return nil }
    self.node = node
    self.leg = leg
    items = node["output"]?.elements ?? []
    decoded.responseID = node["id"]?.word
    decoded.modelVersion = node["model"]?.word
    decoded.finishReason = node["status"]?.word
    decoded.usage = OpenAIUsage.read(node["usage"])
    for item in items { take(item) }
    decoded.outcome = outcome
    let said = node["error"]?["message"]?.text ?? decoded.texts.joined(separator: " ")
    if decoded.images.isEmpty, !said.isEmpty { decoded.message = ProviderMessage.clean(said) }
  }

  /// The items of `node` in order.
  static func items(of node: JSONNode) -> [JSONNode] { node["output"]?.elements ?? [] }

  /// Whether it is still at work.
  var isUnderWay: Bool { ["queued", "in_progress"].contains(node["status"]?.text) }

  /// Its name, where it is one that can stand in an address.
  var id: String? {
    node["id"]?.text.flatMap { $0.wholeMatch(of: /[A-Za-z0-9_-]{1,200}/) != nil ? $0 : nil }
  }

  private mutating func take(_ item: JSONNode) {
    switch item["type"]?.text {
    case "image_generation_call": takeCall(item)
    case "message":
      for part in item["content"]?.elements ?? [] {
        if let text = (part["text"] ?? part["refusal"])?.text, !text.isEmpty {
          decoded.texts.append(text)
          decoded.order.append(.text(text))
        }
      }
    case "reasoning":
      let thoughts = (item["summary"]?.elements ?? []).compactMap { $0["text"]?.text }
        .filter { !$0.isEmpty }
      decoded.thoughts += thoughts
      decoded.order += thoughts.map(DecodedAnswer.Piece.thought)
    default: break
    }
  }

  private mutating func takeCall(_ item: JSONNode) {
    if let result = item["result"], !result.isNull {
      let count = decoded.images.count
      decoded.add(OpenAIPicture(result, format: item["output_format"]?.text))
      if decoded.images.count > count { decoded.order.append(.image(count)) }
    } else if item["status"]?.text == "failed" {
      failedCalls += 1
    } else {
      decoded.unusable.append("a call of the tool has no image")
    }
    if let words = item["revised_prompt"]?.text, !words.isEmpty { decoded.texts.append(words) }
  }

  private var outcome: Outcome {
    if !decoded.images.isEmpty { return .images }
    let code = node["error"]?["code"]?.word
    let why = node["incomplete_details"]?["reason"]?.word
    if let reason = [code, why].compactMap(\.self).first(where: OpenAIRefusal.blocking.contains) {
      return .blocked(reason: reason)
    }
    if hasRefusal { return .blocked(reason: "refusal") }
    switch node["status"]?.text {
    case "failed":
      // Of a job this is its end, and no trouble of asking for it.
      return leg == .submit && code == "insufficient_quota"
        ? .failed(.noCredit) : .noImage(reason: code ?? "failed")
    case "cancelled": return .noImage(reason: "cancelled")
    case "incomplete": return .noImage(reason: why ?? "incomplete")
    case "completed" where decoded.unusable.isEmpty && node["output"]?.elements != nil:
      return .noImage(reason: failedCalls > 0 ? "the tool failed" : "no image in it")
    default:
      return .unreadable(
        reason: decoded.unusable.first ?? "the answer is JSON of another shape than its own")
    }
  }

  private var hasRefusal: Bool {
    items.contains { item in
      item["content"]?.elements?.contains { $0["type"]?.text == "refusal" } ?? false
    }
  }
}
