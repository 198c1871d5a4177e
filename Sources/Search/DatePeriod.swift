package import Foundation

/// A stretch of time as people write it, in UTC: `2026-01-31`, `2026-11`, `2026`, `yesterday`, `last week`, `3 days ago`,
/// `november 2026`, `上周`.
package struct DatePeriod: Hashable, Sendable {
  /// Its first moment.
  package let start: Date
  /// The first moment after it.
  package let end: Date

  /// Reads one, counted from `now` where it is told so; `nil` for what is none.
  package init?(_ text: String, now: Date) {
    if let day = CalendarDay(text) {
      self.init(day.start, day.end)
      return
    }
    let words = text.precomposedStringWithCompatibilityMapping.lowercased()
      .split { $0.isWhitespace || $0 == "-" || $0 == "_" }.map(String.init)
    guard
      let period = Self.named(words.joined(separator: " "), now: now) ?? Self.ago(words, now: now)
        ?? Self.month(words, now: now)
    else { return nil }
    self = period
  }

  private init(_ start: Date, _ end: Date) {
    self.start = start
    self.end = end
  }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// The `unit` that `now` is in, or one `steps` away from it.
  private static func unit(
    _ unit: Calendar.Component, _ steps: Int, now: Date
  ) -> DatePeriod? {
    let step: Calendar.Component = unit == .weekOfYear ? .weekOfYear : unit
    guard let moved = calendar.date(byAdding: step, value: steps, to: now),
      let interval = calendar.dateInterval(of: unit, for: moved)
    else { return nil }
    return DatePeriod(interval.start, interval.end)
  }

  private static func named(_ text: String, now: Date) -> DatePeriod? {
    switch text {
    case "today", "今天", "今日": unit(.day, 0, now: now)
    case "yesterday", "昨天", "昨日": unit(.day, -1, now: now)
    case "前天": unit(.day, -2, now: now)
    case "this week", "本周", "这周", "今週": unit(.weekOfYear, 0, now: now)
    case "last week", "上周", "先週": unit(.weekOfYear, -1, now: now)
    case "this month", "本月", "这个月", "今月": unit(.month, 0, now: now)
    case "last month", "上个月", "上月", "先月": unit(.month, -1, now: now)
    case "this year", "今年": unit(.year, 0, now: now)
    case "last year", "去年", "昨年": unit(.year, -1, now: now)
    default: weekday(text, now: now)
    }
  }

  /// The last such day before today.
  private static func weekday(_ text: String, now: Date) -> DatePeriod? {
    let name = text.hasPrefix("last ") ? String(text.dropFirst(5)) : text
    guard let number = days.firstIndex(where: { names($0, name) }) else { return nil }
    let today = calendar.component(.weekday, from: now) - 1
    let back = (today - number + 7) % 7
    return unit(.day, back == 0 ? -7 : -back, now: now)
  }

  /// `3 days ago`, `2w`, `1 year ago`: the day, the hour or the month that it was then.
  private static func ago(_ words: [String], now: Date) -> DatePeriod? {
    var words = words
    let isAgo = words.last == "ago"
    if isAgo { words.removeLast() }
    let joined = words.joined()
    let digits = joined.prefix { $0.isASCII && $0.isNumber }
    let name = String(joined.dropFirst(digits.count))
    guard let number = Int(digits), (0...10_000).contains(number), isAgo || words.count == 1,
      let unit = units[name]
    else { return nil }
    guard let moment = calendar.date(byAdding: unit, value: -number, to: now) else { return nil }
    let whole: Calendar.Component = unit == .hour ? .hour : .day
    return calendar.dateInterval(of: whole, for: moment).map { DatePeriod($0.start, $0.end) }
  }

  /// `november`, the last one that began; `nov 2026`.
  private static func month(_ words: [String], now: Date) -> DatePeriod? {
    guard let first = words.first, words.count <= 2,
      let number = months.firstIndex(where: { names($0, first) })
    else { return nil }
    let today = calendar.dateComponents([.year, .month], from: now)
    guard let year = today.year, let month = today.month else { return nil }
    if words.count == 1 {
      return CalendarDay(year: number + 1 > month ? year - 1 : year, month: number + 1)
        .map { DatePeriod($0.start, $0.end) }
    }
    guard words[1].count == 4, let year = Int(words[1]) else { return nil }
    return CalendarDay(year: year, month: number + 1).map { DatePeriod($0.start, $0.end) }
  }

  /// Whether `text` is `name`, or its first three letters.
  private static func names(_ name: String, _ text: String) -> Bool {
    text == name || text == name.prefix(3) || (name == "september" && text == "sept")
  }

  private static let days = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static let units: [String: Calendar.Component] = [
    "h": .hour, "hour": .hour, "hours": .hour, "d": .day, "day": .day, "days": .day,
    "w": .weekOfYear, "week": .weekOfYear, "weeks": .weekOfYear, "month": .month,
    "months": .month, "y": .year, "year": .year, "years": .year,
  ]
}
