import Foundation

/// How long to wait, as servers write it.
enum WaitingTime {
  private static let units: [Substring: Double] = [
    "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
    "hour": 3600, "hours": 3600, "hr": 3600, "minute": 60, "minutes": 60, "min": 60, "mins": 60,
    "second": 1, "seconds": 1, "sec": 1, "secs": 1, "milliseconds": 1e-3, "day": 86_400,
    "days": 86_400, "d": 86_400,
  ]

  /// The seconds that `text` says, as in `39.5s`, `1m0s`, `300ms`, `13h44m2.1s` or `5 minutes`; `nil` where it says none.
  static func seconds(_ text: some StringProtocol) -> Double? {
    var rest = Substring(text.trimmingCharacters(in: .whitespaces))
    var sum = 0.0
    guard !rest.isEmpty, rest.utf8.count <= 100 else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
      guard let value = Double(number), let factor = units[Substring(unit.lowercased())] else {
        return nil
      }
      sum += value * factor
    }
    return sum
  }

  /// The seconds that a sentence asks for, as in `Please retry in 13h44m2.1s.`
  static func asked(in words: String) -> Double? {
    let pattern =
      /(?i)(?:retry|try\s+again|wait)\b[^.!?]{0,60}?\b(?:in|after|for)\s+((?:[0-9]+(?:\.[0-9]+)?\s?[a-zµ]+\s?){1,4})/
    guard let found = words.prefix(4000).firstMatch(of: pattern)?.output.1 else { return nil }
    // Behind the time the sentence may go on.
    let pieces = found.split(separator: " ").map(String.init)
    for count in stride(from: pieces.count, to: 0, by: -1) {
      if let seconds = seconds(pieces.prefix(count).joined(separator: " ")) { return seconds }
    }
    return nil
  }
}
