import Foundation

extension HTTPAnswer {
  /// What its body looks like, for people.
  var kind: String {
    let start = String(decoding: body.prefix(200), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    if start.isEmpty { return "empty" }
    if start.hasPrefix("<") { return "a web page (HTML)" }
    return start.hasPrefix("{") || start.hasPrefix("[") ? "broken JSON" : "other text"
  }
}

extension DecodedAnswer {
  /// Refused, because `answer` points elsewhere.
  init(redirect answer: HTTPAnswer) {
    self.init(outcome: .failed(.requestRefused))
    let address = answer.headers.first(named: "location").flatMap { URLComponents(string: $0) }
    let host = ProviderMessage.clean(String((address?.host ?? "").prefix(100)))
    let place = host.isEmpty ? "another address" : "the host \(host)"
    message = "it points to \(place), and no redirect is followed with a key."
  }
}
