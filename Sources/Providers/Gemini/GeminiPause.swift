import Foundation

/// How long a rate-limited caller is to wait.
struct GeminiPause {
  /// Seconds, or `nil` when nothing is said. The longest of what is said.
  let seconds: Double?

  /// Longest wait believed: a day.
  private static let longest = 86_400.0

  init(_ answer: HTTPAnswer, _ details: [JSONNode], words: String?) {
    var said = details.compactMap { $0["retryDelay"].flatMap(Self.duration) }
    said += [Self.header(answer), Self.milliseconds(answer)].compactMap(\.self)
    if said.isEmpty, let asked = words.flatMap(WaitingTime.asked) { said = [asked] }
    seconds = said.filter { $0.isFinite && $0 >= 0 }.max().map { min($0, Self.longest) }
  }

  /// `"39.5s"`, or an object of seconds and nanos.
  private static func duration(_ node: JSONNode) -> Double? {
    if let text = node.text { return WaitingTime.seconds(text) ?? Double(text) }
    return node["seconds"]?.integer.map { Double($0) + Double(node["nanos"]?.integer ?? 0) / 1e9 }
  }

  private static func milliseconds(_ answer: HTTPAnswer) -> Double? {
    answer.headers.first(named: "retry-after-ms").flatMap(Double.init).map { $0 / 1000 }
  }

  /// `Retry-After` in seconds or as a date, which counts from the answer's own `Date`.
  private static func header(_ answer: HTTPAnswer) -> Double? {
    guard let text = answer.headers.first(named: "retry-after") else { return nil }
    if let seconds = Double(text) ?? WaitingTime.seconds(text) { return seconds }
    guard let until = HTTPDate.seconds(text),
      let now = answer.headers.first(named: "date").flatMap(HTTPDate.seconds)
    else { return nil }
    return max(0, until - now)
  }
}
