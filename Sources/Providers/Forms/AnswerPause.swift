import Foundation

extension WaitingTime {
  /// Longest wait believed: a day.
  private static let bound = 86_400.0

  /// The wait that the headers of `answer` say, else the one that its `words` ask for, in seconds.
  static func pause(of answer: HTTPAnswer, words: String?) -> Double? {
    let said = headers(of: answer)
    return longest(of: said.isEmpty ? [words.flatMap(asked)].compactMap(\.self) : said)
  }

  /// The longest of the waits that are said, in seconds.
  static func longest(of said: [Double]) -> Double? {
    said.filter { $0.isFinite && $0 >= 0 }.max().map { min($0, bound) }
  }

  /// The seconds that the headers of `answer` say.
  static func headers(of answer: HTTPAnswer) -> [Double] {
    let milliseconds = answer.headers.first(named: "retry-after-ms").flatMap(Double.init)
    return [retryAfter(answer), milliseconds.map { $0 / 1000 }].compactMap(\.self)
  }

  /// `Retry-After` in seconds or as a date, which counts from the answer's own `Date`.
  private static func retryAfter(_ answer: HTTPAnswer) -> Double? {
    guard let text = answer.headers.first(named: "retry-after") else { return nil }
    if let seconds = Double(text) ?? seconds(text) { return seconds }
    guard let until = HTTPDate.seconds(text),
      let now = answer.headers.first(named: "date").flatMap(HTTPDate.seconds)
    else { return nil }
    return max(0, until - now)
  }
}
