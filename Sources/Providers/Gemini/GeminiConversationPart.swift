import Foundation
import TroupeVocabulary

/// Takes a recorded answer apart into parts that can be sent back exactly as they came.
enum GeminiConversationPart {
  /// The parts of the first candidate; `nil` when there are none.
  static func answer(in body: MessageBody) -> ModelAnswer? {
    let recorded = RecordedText(body)
    guard let events = AnswerEvents(in: recorded.data) else { return nil }
    let candidates = events.nodes.compactMap { node in
      (GeminiBatchJob.responses(in: node).first?["response"] ?? node)["candidates"]?.elements?.first
      { ($0["index"]?.integer ?? 0) == 0 }
    }
    let parts = candidates.flatMap { $0["content"]?["parts"]?.elements ?? [] }
    let answer = parts.compactMap { part(of: $0, recorded) }
    return answer.isEmpty || answer.count < parts.count ? nil : ModelAnswer(parts: answer)
  }

  private static func part(of node: JSONNode, _ recorded: RecordedText) -> ModelAnswer.Part? {
    guard case .object(_, let text) = node, let segments = recorded.segments(of: text) else {
      return nil
    }
    var isThought = false
    if case .bool(true)? = node["thought"] { isThought = true }
    let isSigned = node["thoughtSignature"] != nil
    return ModelAnswer.Part(
      segments: segments, isBareThought: isThought && !isSigned,
      isImage: node["inlineData"] != nil,
      isUnsignedImage: node["inlineData"] != nil && !isThought && !isSigned)
  }
}
