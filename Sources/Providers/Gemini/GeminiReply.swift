import Foundation
import TroupeVocabulary

/// The candidates of an answer with status 200.
struct GeminiReply {
  private let events: GeminiEvents
  private let candidates: [JSONNode]

  /// Finish reasons that mean blocked content. Reasons not known here are kept as data.
  private static let blocking: Set = [
    "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "MODEL_ARMOR",
  ]

  /// `nil` when `events` have not the shape of an answer.
  init?(_ events: GeminiEvents) {
    let marks = ["candidates", "promptFeedback", "usageMetadata", "responseId"]
    guard events.nodes.contains(where: { node in marks.contains { node[$0] != nil } }) else {
      return nil
    }
    var candidates: [JSONNode] = []
    for node in events.nodes {
      guard
        let elements = node["candidates"].flatMap({ $0.isNull ? nil : $0 }).map(\.elements) ?? [],
        elements.allSatisfy(Self.isCandidate)
      else { return nil }
      candidates += elements
    }
    self.events = events
    self.candidates = candidates
  }

  private static func isCandidate(_ node: JSONNode) -> Bool {
    guard node.isObject else { return false }
    guard let content = node["content"], !content.isNull else { return true }
    guard content.isObject else { return false }
    guard let parts = content["parts"], !parts.isNull else { return true }
    return parts.elements?.allSatisfy(\.isObject) ?? false
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var answer = DecodedAnswer(outcome: .images)
    var broken = 0
    for candidate in candidates {
      for part in candidate["content"]?["parts"]?.elements ?? [] {
        if !Self.take(part, into: &answer) { broken += 1 }
      }
    }
    // A stream counts on from event to event.
    answer.usage = events.nodes.last { $0["usageMetadata"] != nil }?["usageMetadata"]
      .flatMap(GeminiUsage.read)
    answer.modelVersion = first("modelVersion").flatMap(Self.word)
    answer.responseID = first("responseId").flatMap(Self.word)
    answer.finishReason = candidates.lazy.compactMap { Self.word($0["finishReason"]) }.first
    let grounding = candidates.lazy.compactMap { $0["groundingMetadata"] }.first
    if case .object(_, let text)? = grounding {
      answer.grounding = Data(text)
    }
    answer.outcome = outcome(of: answer, broken: broken)
    answer.message = message(of: answer)
    return answer
  }

  /// Adds `part`; false when it is an image that cannot be read.
  private static func take(_ part: JSONNode, into answer: inout DecodedAnswer) -> Bool {
    var isThought = false
    if case .bool(true)? = part["thought"] { isThought = true }
    if let text = part["text"]?.text, !text.isEmpty {
      if isThought { answer.thoughts.append(text) } else { answer.texts.append(text) }
    }
    guard !isThought, let inline = part["inlineData"] else { return true }
    guard let content = inline["data"].flatMap(content), !DecodedImage.isText(content.start) else {
      return false
    }
    let type = inline["mimeType"]?.text ?? ""
    answer.images.append(
      DecodedImage(
        content: content, claimedType: ProviderMessage.clean(String(type.prefix(100))),
        signature: part["thoughtSignature"]?.text))
    return true
  }

  /// The bytes that a string stands for; `nil` when it is not base64.
  private static func content(_ node: JSONNode) -> DecodedImage.Content? {
    switch node {
    case .file(let file): return .file(file)
    case .string(let raw, let isEscaped):
      let text = isEscaped ? Data(JSONEscapes.resolve(raw).utf8) : raw
      return (Base64Decoder.decode(text) ?? LenientBase64.decode(text)).map { .bytes($0) }
    default: return nil
    }
  }

  private func first(_ name: String) -> JSONNode? {
    events.nodes.lazy.compactMap { $0[name] }.first
  }

  private func outcome(of answer: DecodedAnswer, broken: Int) -> Outcome {
    if !answer.images.isEmpty { return .images }
    if broken > 0 { return .unreadable(reason: "what stands for the image in the answer is none") }
    if let reason = Self.word(first("promptFeedback")?["blockReason"]) {
      return .blocked(reason: reason)
    }
    let reason = answer.finishReason ?? "no candidate"
    if Self.blocking.contains(reason) { return .blocked(reason: reason) }
    return isCutOff ? .unreadable(reason: Self.cutOff) : .noImage(reason: reason)
  }

  /// Whether a stream ended before its end.
  private var isCutOff: Bool {
    events.isBroken
      || events.isStream && !candidates.contains { Self.word($0["finishReason"]) != nil }
  }

  private static let cutOff = "the stream of the answer ends before its end"

  private func message(of answer: DecodedAnswer) -> String? {
    let said =
      first("promptFeedback")?["blockReasonMessage"]?.text
      ?? first("error")?["message"]?.text
      ?? candidates.lazy.compactMap { $0["finishMessage"]?.text }.first
    if isCutOff, said == nil, !answer.images.isEmpty { return Self.cutOff }
    // A model that answers in words alone says there why it drew nothing.
    let words = said ?? (answer.images.isEmpty ? answer.texts.joined(separator: " ") : "")
    return words.isEmpty ? nil : ProviderMessage.clean(words)
  }

  private static func word(_ node: JSONNode?) -> String? {
    node?.text.map { ProviderMessage.clean(String($0.prefix(200))) }.flatMap {
      $0.isEmpty ? nil : $0
    }
  }
}
