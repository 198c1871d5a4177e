import Foundation
import TroupeVocabulary

/// What an interaction comes to that is no longer under way.
struct InteractionsAnswer {
  private let interaction: Interaction
  private var parts = InteractionsParts()
  /// What a step of it says that went wrong.
  private var fault: JSONNode?

  init(_ interaction: Interaction) {
    self.interaction = interaction
    for step in interaction.steps {
      parts.take(step)
      if let error = step["error"], error.isObject { fault = fault ?? error }
    }
    fault = fault ?? interaction.node["error"].flatMap { $0.isObject ? $0 : nil }
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = parts.decoded
    decoded.responseID = interaction.node["id"]?.word
    decoded.modelVersion = interaction.node["model"]?.word
    decoded.finishReason = interaction.status
    decoded.usage = InteractionsUsage.read(interaction.node["usage"])
    decoded.outcome = outcome
    let words = fault?["message"]?.text ?? parts.texts.joined(separator: " ")
    if parts.images.isEmpty, !words.isEmpty { decoded.message = ProviderMessage.clean(words) }
    return decoded
  }

  private var outcome: Outcome {
    if !parts.images.isEmpty { return .images }
    let code = fault?["code"]?.text ?? interaction.status ?? "error"
    let unmade = Outcome.unmade(fault?["message"]?.text, code: code)
    if fault != nil, case .blocked = unmade { return unmade }
    if let reason = parts.unusable.first { return .unreadable(reason: reason) }
    if fault != nil { return unmade }
    switch interaction.status {
    case "failed", "cancelled", "incomplete", "budget_exceeded", "requires_action":
      return unmade
    case "completed" where parts.odd == 0: return .noImage(reason: "no image in it")
    default: return .unreadable(reason: "the answer is JSON of another shape than its own")
    }
  }
}
