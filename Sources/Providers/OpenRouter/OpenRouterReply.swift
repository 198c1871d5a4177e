import Foundation
import TroupeVocabulary

/// An answer that says it is one.
struct OpenRouterReply {
  private let events: AnswerEvents
  private let pictures: OpenRouterPictures
  private let usage: OpenRouterUsage?

  init(_ events: AnswerEvents) {
    self.events = events
    var pictures = OpenRouterPictures()
    for node in events.nodes { pictures.take(node) }
    self.pictures = pictures
    // A stream tells it with its last event.
    usage =
      events.nodes.reversed().lazy.compactMap {
        OpenRouterUsage($0["usage"] ?? $0["data"]?["usage"])
      }.first
  }

  /// Whether it has the shape of an answer.
  var isAnswer: Bool { pictures.isAnswer }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var answer = DecodedAnswer(outcome: .images)
    answer.images = pictures.images
    answer.drafts = pictures.drafts
    answer.texts = pictures.texts.filter { !$0.isEmpty }
    answer.thoughts = pictures.thoughts.filter { !$0.isEmpty }
    answer.addresses = pictures.addresses
    answer.unusable = pictures.unusable
    answer.usage = usage?.usage
    answer.billedUSD = usage?.billedUSD
    answer.modelVersion = modelVersion
    answer.responseID = word("id")
    answer.finishReason = pictures.finishReason.map(Self.clean)
    answer.outcome = outcome(of: answer)
    if answer.images.isEmpty, !answer.texts.isEmpty {
      answer.message = ProviderMessage.clean(answer.texts.joined(separator: " "))
    }
    return answer
  }

  /// The model, and the provider behind OpenRouter that ran it: a replay may have to ask the same one.
  private var modelVersion: String? {
    word("model").map { model in
      [model, word("provider").map { "at \($0)" }].compactMap(\.self).joined(separator: " ")
    }
  }

  private func outcome(of answer: DecodedAnswer) -> Outcome {
    if !answer.images.isEmpty { return .images }
    if answer.finishReason == "content_filter" { return .blocked(reason: "content_filter") }
    if let reason = answer.unusable.first { return .unreadable(reason: reason) }
    if events.isBroken || events.isStream && !pictures.isComplete {
      return .unreadable(reason: "the stream of the answer ends before its end")
    }
    if pictures.odd > 0 || !answer.addresses.isEmpty {
      return .unreadable(reason: "parts of the answer have another shape than they should")
    }
    let isChat = pictures.finishReason != nil
    if usage?.countsSomething == true, !isChat {
      return .unreadable(reason: "an image was counted, and none is in the answer")
    }
    return .noImage(reason: answer.finishReason ?? "no image")
  }

  private func word(_ name: String) -> String? {
    events.nodes.lazy.compactMap { $0[name]?.text }.first.map(Self.clean).flatMap {
      $0.isEmpty ? nil : $0
    }
  }

  private static func clean(_ text: String) -> String {
    ProviderMessage.clean(String(text.prefix(200)))
  }
}
