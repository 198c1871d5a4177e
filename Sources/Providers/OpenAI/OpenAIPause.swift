/// How long a rate-limited caller is to wait.
enum OpenAIPause {
  /// Longest wait believed: a day.
  private static let longest = 86_400.0

  /// Seconds, or `nil` when nothing is said: `retry-after-ms`, `Retry-After` in seconds or as a date that counts from the
  /// answer's own `Date`, else the words.
  static func seconds(_ answer: HTTPAnswer, words: String?) -> Double? {
    let milliseconds = answer.headers.first(named: "retry-after-ms").flatMap(Double.init)
    let said = [milliseconds.map { $0 / 1000 }, header(answer)].compactMap(\.self).max()
    let seconds = said ?? words.flatMap(WaitingTime.asked)
    return seconds.flatMap { $0.isFinite && $0 >= 0 ? min($0, longest) : nil }
  }

  private static func header(_ answer: HTTPAnswer) -> Double? {
    guard let text = answer.headers.first(named: "retry-after") else { return nil }
    if let seconds = Double(text) ?? WaitingTime.seconds(text) { return seconds }
    guard let until = HTTPDate.seconds(text),
      let now = answer.headers.first(named: "date").flatMap(HTTPDate.seconds)
    else { return nil }
    return max(0, until - now)
  }
}
