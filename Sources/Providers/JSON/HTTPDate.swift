/// The date form of HTTP, `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970, or `nil` when `text` is no such date.
  static func seconds(_ text: String) -> Double? {
    let form =
      /[A-Za-z]{3}, ([0-9]{2}) ([A-Za-z]{3}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT/
    guard let match = text.wholeMatch(of: form)?.output,
      let month = months.firstIndex(of: String(match.2)), let day = Int(match.1),
      let year = Int(match.3), let hour = Int(match.4), let minute = Int(match.5),
      let second = Int(match.6)
    else { return nil }
    let days = daysSince1970(year: year, month: month + 1, day: day)
    return Double(((days * 24 + hour) * 60 + minute) * 60 + second)
  }

  /// Days of the Gregorian calendar, counted from March so that a leap day comes last.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthOfYear = (month + 9) % 12
    let dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
