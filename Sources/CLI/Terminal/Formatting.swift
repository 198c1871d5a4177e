import Foundation
import Troupe

extension Int {
  /// The count with its noun, as in `1 image`, `3 images`.
  func of(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }

  /// As a size of data.
  var asBytes: String {
    switch self {
    case ..<1_000: "\(self) B"
    case ..<1_000_000: String(format: "%.0f kB", Double(self) / 1e3)
    default: String(format: "%.1f MB", Double(self) / 1e6)
    }
  }
}

extension Double {
  /// As a price in US dollars, without needless zeros: `$0.134`, `$2.40`, `free`.
  var asPrice: String {
    if self == 0 { return "free" }
    let text = String(format: "%.4f", self)
    let end = text.lastIndex { $0 != "0" } ?? text.startIndex
    let short = String(text[...end])
    let decimals = short.split(separator: ".").dropFirst().first?.count ?? 0
    return "$" + (decimals < 2 ? String(format: "%.2f", self) : short)
  }

  /// As a price that is not passed: rounded up.
  var asBound: String { ((self * 1e4 - 1e-6).rounded(.up) / 1e4).asPrice }
}

extension Date {
  /// In local time, as in `3 Nov 2026`.
  var asDay: String {
    let calendar = Calendar(identifier: .gregorian)
    let day = calendar.dateComponents([.day, .month, .year], from: self)
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(day.day ?? 1) \(months[(day.month ?? 1) - 1]) \(day.year ?? 0)"
  }

  /// In local time, to the minute.
  var asMinute: String {
    let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: .current)
      .year().month().day().time(includingFractionalSeconds: false)
    return String(formatted(style).prefix(16))
  }
}

extension String {
  /// Its first line in quotes, fit for one line of a listing.
  func quoted(within width: Int) -> String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "“\(line.truncated(to: max(8, width - 2)))”"
  }
}
