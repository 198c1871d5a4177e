import Foundation
import TroupeVocabulary

/// Takes a recorded answer apart into steps that can be sent back exactly as they came.
enum InteractionsConversationPart {
  /// What the model did in it; `nil` where there is none. Of a stream, steps come in pieces, which are no steps.
  static func answer(in body: MessageBody) -> ModelAnswer? {
    let recorded = RecordedText(body)
    guard let events = AnswerEvents(in: recorded.data), !events.isStream, events.nodes.count == 1,
      let interaction = Interaction(events.nodes[0])
    else { return nil }
    let steps = interaction.steps
    let parts = steps.compactMap { part(of: $0, recorded) }
    guard !parts.isEmpty, parts.count == steps.count else { return nil }
    return ModelAnswer(parts: parts, id: interaction.id)
  }

  private static func part(of step: JSONNode, _ recorded: RecordedText) -> ModelAnswer.Part? {
    guard case .object(_, let text) = step, let type = step["type"]?.text,
      let segments = recorded.segments(of: text)
    else { return nil }
    let isImage =
      step["content"]?.elements?.contains { $0["type"]?.text == "image" } ?? false
    return ModelAnswer.Part(
      segments: segments, isBareThought: type == "thought" && step["signature"] == nil,
      isImage: type == "model_output" && isImage, isUnsignedImage: false)
  }
}
