import Foundation

/// Understands one `generateContent` answer, whatever it is.
enum GeminiDecoder {
  /// What `answer` means. Never fails: what cannot be understood is an outcome too.
  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    if (300..<400).contains(answer.status) { return redirect(answer) }
    let isSuccess = (200..<300).contains(answer.status)
    guard let events = try? GeminiEvents(in: answer.body, files: answer.files) else {
      return isSuccess
        ? unreadable("the answer (HTTP \(answer.status)) is \(kind(of: answer)), not its JSON")
        : GeminiRefusal(answer, node: nil).decoded
    }
    let refusal = GeminiRefusal(answer, node: events.nodes.first)
    if !isSuccess || refusal.isStated { return refusal.decoded }
    return GeminiReply(events).map(\.decoded)
      ?? unreadable("the answer (HTTP \(answer.status)) is JSON of another shape than its own")
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
