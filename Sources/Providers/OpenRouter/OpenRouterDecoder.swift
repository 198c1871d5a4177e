import Foundation

/// Understands one answer, whatever it is.
enum OpenRouterDecoder {
  /// What `answer` means. Never fails: what cannot be understood is an outcome too.
  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    let events = AnswerEvents(in: answer.body, files: answer.files)
    var decoded = meaning(of: answer, events)
    guard decoded.outcome != .images else { return decoded }
    let sweep =
      events.map { ImageSweep($0.nodes) } ?? ImageSweep(salvaging: answer.body, files: answer.files)
    decoded.use(sweep, isBroken: events == nil, isSuccess: (200..<300).contains(answer.status))
    return decoded
  }

  private static func meaning(of answer: HTTPAnswer, _ events: AnswerEvents?) -> DecodedAnswer {
    let isSuccess = (200..<300).contains(answer.status)
    let refusal = OpenRouterRefusal(answer, nodes: events?.nodes ?? [])
    guard let events else {
      return isSuccess
        ? unreadable("the answer (HTTP \(answer.status)) is \(answer.kind), not its JSON")
        : refusal.decoded
    }
    let reply = OpenRouterReply(events)
    guard !isSuccess || refusal.isStated else {
      return reply.isAnswer
        ? reply.decoded
        : unreadable("the answer (HTTP \(answer.status)) is JSON of another shape than its own")
    }
    // An error does not cost what came with it.
    var decoded = reply.decoded
    decoded.message = refusal.decoded.message
    if decoded.outcome != .images { decoded.outcome = refusal.decoded.outcome }
    return decoded
  }

  private static func unreadable(_ reason: String) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: reason))
  }
}

extension DecodedAnswer {
  /// Makes the most of an answer without a finished image: what `sweep` found where none is expected, or an address. What
  /// was blocked stays so, and interim pictures of a stream are no end of it.
  fileprivate mutating func use(_ sweep: ImageSweep, isBroken: Bool, isSuccess: Bool) {
    if addresses.isEmpty { addresses = sweep.addresses }
    if case .blocked = outcome { return }
    let found = sweep.images.filter { !DecodedImage.isText($0.content.start) }
    if drafts.isEmpty, !found.isEmpty {
      images = found
      oddities.insert(isBroken ? .broken : .elsewhere)
      outcome = .images
    } else if !drafts.isEmpty, outcome.state != .unknown {
      outcome = .unreadable(reason: "interim pictures came, and no finished one")
    } else if isSuccess, let address = addresses.first {
      outcome = .unreadable(reason: "the image stands at \(address.prefix(200))")
    }
  }
}
