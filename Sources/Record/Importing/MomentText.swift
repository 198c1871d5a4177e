package import Foundation

/// Moments as files write them: `2026-01-31`, `2026-01-31T12:00:00Z`, `2026-01-31 12:00:00.250+01:00`; without a zone in UTC.
package enum MomentText {
  /// The moments that libraries can hold.
  static let years = Date(timeIntervalSince1970: 0)...Date(timeIntervalSince1970: 253_402_300_799)

  /// Reads one; `nil` for what is none.
  package static func date(_ text: some StringProtocol) -> Date? {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int) -> Int? {
      guard rest.count >= digits else { return nil }
      var value = 0
      for digit in rest.prefix(digits) {
        guard (48...57).contains(digit) else { return nil }
        value = value * 10 + Int(digit) - 48
      }
      rest = rest.dropFirst(digits)
      return value
    }
    func take(_ letters: String) -> Bool {
      guard let first = rest.first, letters.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      let days = days(year, month, day)
    else { return nil }
    var seconds = Double(days) * 86_400
    if take("Tt ") {
      guard let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60 else {
        return nil
      }
      seconds += Double(hour * 3600 + minute * 60)
      if take(":") {
        guard let second = number(2), second <= 60 else { return nil }
        seconds += Double(second)
        if take(".,") {
          var scale = 0.1
          guard let first = rest.first, (48...57).contains(first) else { return nil }
          while let digit = number(1) {
            seconds += Double(digit) * scale
            scale /= 10
          }
        }
      }
      if let sign = rest.first, take("+-") {
        guard let hours = number(2) else { return nil }
        _ = take(":")
        let minutes = rest.isEmpty ? 0 : number(2)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        let offset = Double(hours * 3600 + minutes * 60)
        seconds += sign == UInt8(ascii: "+") ? -offset : offset
      } else {
        _ = take("Zz")
      }
    }
    let date = Date(timeIntervalSince1970: seconds)
    return rest.isEmpty && years.contains(date) ? date : nil
  }

  /// Days since 1970-01-01; `nil` for a day that no calendar has.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
    let before = year - 1
    return before * 365 + before / 4 - before / 100 + before / 400
      + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
  }
}
