import Foundation

/// Understands one `generateContent` answer, whatever it is.
enum GeminiDecoder {
  /// What `answer` means. Never fails: what cannot be understood is an outcome too.
  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    if (300..<400).contains(answer.status) { return redirect(answer) }
    let events = AnswerEvents(in: answer.body, files: answer.files)
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
        ? unreadable("the answer (HTTP \(answer.status)) is \(kind(of: answer)), not its JSON")
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

  private static func redirect(_ answer: HTTPAnswer) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: .failed(.requestRefused))
    let address = answer.headers.first(named: "location").flatMap { URLComponents(string: $0) }
    let host = ProviderMessage.clean(String((address?.host ?? "").prefix(100)))
    let place = host.isEmpty ? "another address" : "the host \(host)"
    decoded.message = "it points to \(place), and no redirect is followed with a key."
    return decoded
  }

  /// What the body of `answer` looks like, for people.
  static func kind(of answer: HTTPAnswer) -> String {
    let start = String(decoding: answer.body.prefix(200), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    if start.isEmpty { return "empty" }
    if start.hasPrefix("<") { return "a web page (HTML)" }
    return start.hasPrefix("{") || start.hasPrefix("[") ? "broken JSON" : "other text"
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
