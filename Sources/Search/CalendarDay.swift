internal import Foundation

/// A day, a month or a year as queries write them: `2026-01-31`, `2026-11`, `2026`, in UTC.
struct CalendarDay: Hashable, Sendable {
  /// Its first moment.
  let start: Date

  /// Reads one; `nil` when there is no such day.
  init?(_ text: String) {
    let parts = text.precomposedStringWithCompatibilityMapping
      .split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) } + [1, 1]
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year >= 1, (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
      return nil
    }
    let before = year - 1
    let days =
      before * 365 + before / 4 - before / 100 + before / 400
      + lengths[..<(month - 1)].reduce(0, +) + day - 1
    start = Date(timeIntervalSince1970: Double(days - Self.daysBefore1970) * 86_400)
  }

  /// From the first day of year 1 to that of 1970.
  private static let daysBefore1970 = 719_162

  /// The day of `date` in UTC, `YYYY-MM-DD`.
  static func text(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }
}
