import Foundation
import TroupeVocabulary

/// The candidates of an answer.
struct GeminiReply {
  private let events: AnswerEvents
  private let candidates: [JSONNode]
  private let parts: GeminiParts
  /// Whether it has the shape of an answer.
  let isAnswer: Bool

  /// Finish reasons that mean blocked content. Reasons not known here are kept as data.
  private static let blocking: Set = [
    "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "MODEL_ARMOR",
  ]
  private static let marks = ["candidates", "promptFeedback", "usageMetadata", "responseId"]

  init(_ events: AnswerEvents) {
    self.events = events
    isAnswer = events.nodes.contains { node in Self.marks.contains { node[$0] != nil } }
    candidates = events.nodes.flatMap { $0["candidates"]?.list ?? [] }.filter { !$0.isNull }
    var parts = GeminiParts()
    for candidate in candidates { parts.take(candidate: candidate) }
    self.parts = parts
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var answer = DecodedAnswer(outcome: .images)
    answer.images = parts.images
    answer.drafts = parts.drafts
    answer.texts = parts.texts.filter { !$0.isEmpty }
    answer.thoughts = parts.thoughts.filter { !$0.isEmpty }
    answer.order = parts.order
    answer.addresses = parts.addresses
    answer.unusable = parts.unusable
    answer.signatures = parts.signatures
    if parts.isAmidWords { answer.oddities.insert(.elsewhere) }
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
    answer.suggestions = grounding?["searchEntryPoint"]?["renderedContent"]?.text
    answer.sources = candidates.compactMap { $0["groundingMetadata"] }.flatMap(Self.sources)
    answer.outcome = outcome(of: answer)
    answer.message = message(of: answer)
    return answer
  }

  private func first(_ name: String) -> JSONNode? {
    events.nodes.lazy.compactMap { $0[name] }.first
  }

  private func outcome(of answer: DecodedAnswer) -> Outcome {
    if !answer.images.isEmpty { return .images }
    if let reason = Self.word(first("promptFeedback")?["blockReason"]) {
      return .blocked(reason: reason)
    }
    let reason = answer.finishReason ?? "no candidate"
    if Self.blocking.contains(reason) { return .blocked(reason: reason) }
    if let reason = answer.unusable.first { return .unreadable(reason: reason) }
    if isCutOff { return .unreadable(reason: Self.cutOff) }
    return parts.odd > 0 ? .unreadable(reason: Self.oddShape) : .noImage(reason: reason)
  }

  /// Whether a stream ended before its end.
  private var isCutOff: Bool {
    events.isBroken
      || events.isStream && !candidates.contains { Self.word($0["finishReason"]) != nil }
  }

  private static let cutOff = "the stream of the answer ends before its end"
  private static let oddShape = "parts of the answer have another shape than they should"

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

  /// The pages and pictures that were looked up.
  private static func sources(_ grounding: JSONNode) -> [Source] {
    (grounding["groundingChunks"]?.list ?? []).prefix(100).compactMap { chunk in
      guard case .object(let members, _) = chunk,
        let found = members.sorted(by: { $0.key < $1.key }).lazy.map(\.value)
          .first(where: \.isObject),
        let address = ["uri", "sourceUri", "imageUri"].lazy.compactMap({ found[$0]?.text }).first
      else { return nil }
      return Source(
        title: ProviderMessage.clean(found["title"]?.text ?? ""),
        address: String(address.prefix(4096)))
    }
  }

  private static func word(_ node: JSONNode?) -> String? {
    node?.text.map { ProviderMessage.clean(String($0.prefix(200))) }.flatMap {
      $0.isEmpty ? nil : $0
    }
  }
}
