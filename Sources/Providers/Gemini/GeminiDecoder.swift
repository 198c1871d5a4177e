import Foundation

/// Understands one `generateContent` answer, whatever it is.
enum GeminiDecoder {
  /// What `answer` means. Never fails: what cannot be understood is an outcome too.
  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    return decode(answer, AnswerEvents(in: answer.body, files: answer.files))
  }

  /// What `events` mean, which came with `answer`.
  static func decode(_ answer: HTTPAnswer, _ events: AnswerEvents?) -> DecodedAnswer {
    var decoded = meaning(of: answer, events)
    if decoded.outcome != .images {
      let sweep =
        events.map { ImageSweep($0.nodes) }
        ?? ImageSweep(salvaging: answer.body, files: answer.files)
      decoded.use(sweep, isBroken: events == nil, isSuccess: (200..<300).contains(answer.status))
    }
    return decoded
  }

  private static func meaning(of answer: HTTPAnswer, _ events: AnswerEvents?) -> DecodedAnswer {
    let isSuccess = (200..<300).contains(answer.status)
    guard let events else {
      let refusal = GeminiRefusal(answer, nodes: [])
      return isSuccess && !refusal.isStated
        ? unreadable("the answer (HTTP \(answer.status)) is \(answer.kind), not its JSON")
        : refusal.decoded
    }
    let reply = GeminiReply(events)
    // An error behind other events does not say that nothing was begun.
    let refusal = GeminiRefusal(answer, nodes: Array(events.nodes.prefix(1)))
    guard !isSuccess || refusal.isStated else {
      return reply.isAnswer
        ? reply.decoded
        : unreadable("the answer (HTTP \(answer.status)) is JSON of another shape than its own")
    }
    // An error does not cost what came with it.
    var decoded = reply.decoded
    decoded.message = refusal.decoded.message
    if decoded.outcome != .images {
      decoded.outcome = refusal.decoded.outcome
      decoded.finishReason = refusal.decoded.finishReason
    }
    return decoded
  }

  private static func unreadable(_ reason: String) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: reason))
  }
}

extension DecodedAnswer {
  /// Makes the most of an answer without a finished image: what `sweep` found, else the last draft of a whole answer, else
  /// an address. What was blocked stays so, and where image tokens were counted an image was made.
  fileprivate mutating func use(_ sweep: ImageSweep, isBroken: Bool, isSuccess: Bool) {
    if addresses.isEmpty { addresses = sweep.addresses }
    if case .blocked = outcome { return }
    if drafts.isEmpty, !sweep.images.isEmpty {
      images = sweep.images
      oddities.insert(isBroken ? .broken : .elsewhere)
      outcome = .images
    } else if case .noImage = outcome, let last = drafts.popLast() {
      images = [last]
      oddities.insert(.draft)
      outcome = .images
    } else if !drafts.isEmpty {
      if case .unreadable = outcome { return }
      outcome = .unreadable(reason: "pictures of the thinking came, and no finished one")
    } else if isSuccess, let address = addresses.first {
      outcome = .unreadable(reason: "the image stands at \(address.prefix(200))")
    } else if let count = usage?.outputByModality["IMAGE"], count > 0, outcome.state == .failed {
      outcome = .unreadable(
        reason: "\(count) tokens of an image were counted, and no image is in the answer")
    }
  }
}
