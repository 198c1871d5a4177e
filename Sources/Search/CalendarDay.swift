internal import Foundation

/// A day, a month or a year as queries write them: `2026-01-31`, `2026/01/31`, `2026-11`, `2026`, `2026年11月`, in UTC.
struct CalendarDay: Hashable, Sendable {
  /// Its first moment.
  let start: Date
  /// The first moment after it.
  let end: Date

  /// Reads one; `nil` when there is no such day.
  init?(_ text: String) {
    let plain = text.precomposedStringWithCompatibilityMapping
      .replacing("年", with: "-").replacing("月", with: "-").replacing("日", with: "-")
    let isChinese = plain != text && plain.hasSuffix("-")
    let parts = (isChinese ? String(plain.dropLast()) : plain)
      .split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    guard (1...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil)
  }

  /// A year, one of its months, or a day of that; `nil` when there is none.
  init?(year: Int, month: Int? = nil, day: Int? = nil) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let (first, number) = (month ?? 1, day ?? 1)
    guard (1...9999).contains(year), (1...12).contains(first),
      (1...lengths[first - 1]).contains(number)
    else { return nil }
    let before = year - 1
    let days =
      before * 365 + before / 4 - before / 100 + before / 400
      + lengths[..<(first - 1)].reduce(0, +) + number - 1 - Self.daysBefore1970
    let length = day != nil ? 1 : month != nil ? lengths[first - 1] : lengths.reduce(0, +)
    start = Date(timeIntervalSince1970: Double(days) * 86_400)
    end = Date(timeIntervalSince1970: Double(days + length) * 86_400)
  }

  /// From the first day of year 1 to that of 1970.
  private static let daysBefore1970 = 719_162

  /// The day of `date` in UTC, `YYYY-MM-DD`; with the hour where it is not a day's first moment.
  static func text(_ date: Date) -> String {
    let day = date.formatted(.iso8601.year().month().day())
    let seconds =
      Int(date.timeIntervalSince1970) - Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
      * 86_400
    if seconds == 0 { return day }
    let (hour, minute) = (seconds / 3600, seconds / 60 % 60)
    return "\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
