import Foundation

/// How long a rate-limited caller is to wait.
struct GeminiPause {
  /// Seconds, or `nil` when nothing is said. The longest of what is said.
  let seconds: Double?

  init(_ answer: HTTPAnswer, _ details: [JSONNode], words: String?) {
    var said = details.compactMap { $0["retryDelay"].flatMap(Self.duration) }
    said += WaitingTime.headers(of: answer)
    if said.isEmpty, let asked = words.flatMap(WaitingTime.asked) { said = [asked] }
    seconds = WaitingTime.longest(of: said)
  }

  /// `"39.5s"`, or an object of seconds and nanos.
  private static func duration(_ node: JSONNode) -> Double? {
    if let text = node.text { return WaitingTime.seconds(text) ?? Double(text) }
    return node["seconds"]?.integer.map { Double($0) + Double(node["nanos"]?.integer ?? 0) / 1e9 }
  }
}
