import Foundation
import Troupe

/// Money, moments and sizes.
extension Words {
  /// US dollars without needless zeros, as in `$0.134`; `nil` is not known.
  func price(_ dollars: Double?) -> String {
    guard let dollars else { return self["priceUnknown"] }
    return dollars == 0 ? self["free"] : money(dollars)
  }

  /// US dollars in figures, also where they are none.
  func money(_ dollars: Double) -> String {
    let text = String(format: "%.4f", dollars)
    let short = text.reversed().drop { $0 == "0" }.reversed()
    let decimals = short.split(separator: ".").dropFirst().first?.count ?? 0
    return "$" + (decimals < 2 ? String(format: "%.2f", dollars) : String(short))
  }

  /// A price that is not passed: rounded up.
  func bound(_ dollars: Double?) -> String {
    price(dollars.map { ($0 * 1e4 - 1e-6).rounded(.up) / 1e4 })
  }

  /// A day, by the clock of this machine.
  func day(_ date: Date) -> String {
    let day = Self.calendar.dateComponents([.day, .month, .year], from: date)
    let (year, month, number) = (day.year ?? 0, day.month ?? 1, day.day ?? 1)
    return self("day", "\(year)", self["month.\(month)"], "\(number)")
  }

  /// A moment to the minute, by the clock of this machine.
  func minute(_ date: Date) -> String { "\(day(date)) \(time(date))" }

  /// The time of day to the minute.
  func time(_ date: Date) -> String {
    let time = Self.calendar.dateComponents([.hour, .minute], from: date)
    let minute = time.minute ?? 0
    return "\(time.hour ?? 0):\(minute < 10 ? "0" : "")\(minute)"
  }

  private static let calendar = Calendar(identifier: .gregorian)

  /// A size of data.
  func bytes(_ count: Int) -> String {
    switch count {
    case ..<1_000: "\(count) B"
    case ..<1_000_000: String(format: "%.0f kB", Double(count) / 1e3)
    default: String(format: "%.1f MB", Double(count) / 1e6)
    }
  }

  /// Width and height in pixels; nothing where they are not known.
  func pixels(_ width: Int?, _ height: Int?) -> String {
    guard let width, let height else { return "" }
    return "\(width) × \(height)"
  }

  /// The word of a state, a kind, a role or a view: `state.done`, `kind.character`; as it is written in the record where there is
  /// none.
  func word(_ area: String, _ name: String) -> String {
    known("\(area).\(name)") ?? name.replacing("_", with: " ").replacing("-", with: " ")
  }
}
