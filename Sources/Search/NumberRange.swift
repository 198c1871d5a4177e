/// Numbers as queries write them: `0.1`, `0.1..`, `..0.5`, `0.1..0.5`, `>0.1`, `<=0.5`.
package struct NumberRange: Hashable, Sendable {
  /// The least; `nil` for no bound.
  package let low: Double?
  /// The greatest; `nil` for no bound.
  package let high: Double?
  /// Whether `low` itself is left out.
  package let excludesLow: Bool
  /// Whether `high` itself is left out.
  package let excludesHigh: Bool

  /// Reads one of numbers from 0 on; a dollar sign before each may stand.
  init?(_ text: String) {
    func number(_ text: some StringProtocol) -> Double? {
      let bare = text.hasPrefix("$") ? String(text.dropFirst()) : String(text)
      guard let first = bare.first, first.isASCII, first.isNumber || first == ".",
        bare.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
        let number = Double(bare), number.isFinite
      else { return nil }
      return number
    }
    for sign in [">=", "<=", ">", "<", "≥", "≤"] where text.hasPrefix(sign) {
      guard let bound = number(text.dropFirst(sign.count)) else { return nil }
      let isLow = sign.hasPrefix(">") || sign == "≥"
      let isStrict = sign == ">" || sign == "<"
      self.init(
        low: isLow ? bound : nil, high: isLow ? nil : bound, excludesLow: isLow && isStrict,
        excludesHigh: !isLow && isStrict)
      return
    }
    guard let dots = text.firstRange(of: "..") else {
      guard let only = number(text) else { return nil }
      self.init(low: only, high: only)
      return
    }
    let (before, after) = (text[..<dots.lowerBound], text[dots.upperBound...])
    let (low, high) = (number(before), number(after))
    guard before.isEmpty == (low == nil), after.isEmpty == (high == nil), low ?? high != nil,
      (low ?? 0) <= (high ?? .infinity)
    else { return nil }
    self.init(low: low, high: high)
  }

  private init(
    low: Double?, high: Double?, excludesLow: Bool = false, excludesHigh: Bool = false
  ) {
    self.low = low
    self.high = high
    self.excludesLow = excludesLow
    self.excludesHigh = excludesHigh
  }

  /// Whether `number` is one of them.
  package func contains(_ number: Double) -> Bool {
    if let low, number < low || (excludesLow && number == low) { return false }
    if let high, number > high || (excludesHigh && number == high) { return false }
    return true
  }

  /// In words, as in `0.1 or more`; each number with `unit` before and after it.
  func words(before: String = "", after: String = "") -> String {
    func text(_ number: Double) -> String {
      let whole = number.rounded() == number && abs(number) < 1e15
      return "\(before)\(whole ? "\(Int(number))" : "\(number)")\(after)"
    }
    switch (low, high) {
    case (let low?, let high?) where low == high: return text(low)
    case (let low?, let high?): return "\(text(low)) to \(text(high))"
    case (let low?, nil): return excludesLow ? "more than \(text(low))" : "\(text(low)) or more"
    case (nil, let high?): return excludesHigh ? "less than \(text(high))" : "\(text(high)) or less"
    case (nil, nil): return "any"
    }
  }
}
