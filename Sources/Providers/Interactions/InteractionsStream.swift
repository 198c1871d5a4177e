import TroupeVocabulary

/// An answer that came as a stream of events, though none was asked for: some gateways stream whatever is asked.
struct InteractionsStream {
  /// The answer, understood.
  private(set) var decoded: DecodedAnswer

  init(_ events: [JSONNode]) {
    var parts = InteractionsParts()
    var (words, end): (String, JSONNode?) = ("", nil)
    for event in events {
      if let delta = event["delta"], delta.isObject {
        if delta["type"]?.text == "text" {
          let piece = delta["text"]?.text ?? ""
          words += piece
          if !piece.isEmpty { parts.note(words: piece) }
        } else {
          parts.take(content: delta)
        }
      }
      if event["event_type"]?.text == "interaction.completed" { end = event["interaction"] }
    }
    decoded = parts.decoded
    if !words.isEmpty { decoded.texts = [words] }
    decoded.responseID = end?["id"]?.word
    decoded.modelVersion = end?["model"]?.word
    decoded.finishReason = end?["status"]?.word
    decoded.usage = InteractionsUsage.read(end?["usage"])
    if !parts.images.isEmpty {
      decoded.outcome = .images
    } else if let error = events.lazy.compactMap({ $0["error"] }).first(where: \.isObject) {
      decoded.message = error["message"]?.text.map(ProviderMessage.clean)
      decoded.outcome = .unreadable(reason: "the stream of the answer ends in an error")
    } else {
      decoded.outcome =
        end == nil
        ? .unreadable(reason: "the stream of the answer ends before its end")
        : .noImage(reason: "no image in it")
    }
  }
}
