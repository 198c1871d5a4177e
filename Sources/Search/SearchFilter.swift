package import Foundation
package import TroupeVocabulary

/// One fact that a generation must have, or must not.
package struct SearchFilter: Hashable, Sendable {
  /// The fact.
  package enum Condition: Hashable, Sendable {
    /// An image of this asset was sent, of this look if one is named.
    case with(Handle, look: String?)
    /// The model's id begins so, in lower case.
    case model(String)
    /// It stands in this state.
    case state(GenerationState)
    /// The provider's word or sentence for how it ended holds this, in lower case.
    case reason(String)
    /// It was made at this moment or later.
    case after(Date)
    /// It was made earlier than this moment.
    case before(Date)
  }

  /// The fact.
  package let condition: Condition
  /// Whether what has it is to be left out.
  package let isNegated: Bool

  /// The names of all filters.
  static let names = ["with", "model", "state", "reason", "after", "before"]

  /// What the filter called `name` means with `value`; `nil` when the value is none of its values.
  static func condition(_ name: String, _ value: String) -> Condition? {
    switch name {
    case "with": asset(value)
    case "model": value.isEmpty ? nil : .model(value.lowercased())
    case "state": GenerationState(rawValue: value.lowercased()).map(Condition.state)
    case "reason": value.isEmpty ? nil : .reason(value.lowercased())
    case "after": CalendarDay(value).map { .after($0.start) }
    case "before": CalendarDay(value).map { .before($0.start) }
    default: nil
    }
  }

  private static func asset(_ value: String) -> Condition? {
    let halves = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let handle = try? Handle(String(first)) else { return nil }
    let look = halves.count == 2 ? String(halves[1]) : nil
    return look == "" ? nil : .with(handle, look: look)
  }

  /// The filter in words.
  var words: String {
    let fact =
      switch condition {
      case .with(let handle, let look): "with \(handle)\(look.map { "/\($0)" } ?? "")"
      case .model(let id): "by a model whose name begins with \(id)"
      case .state(let state): "in state \(state.rawValue)"
      case .reason(let words): "ended with “\(words)”"
      case .after(let date): "made on \(CalendarDay.text(date)) (UTC) or later"
      case .before(let date): "made before \(CalendarDay.text(date)) (UTC)"
      }
    return isNegated ? "not \(fact)" : fact
  }
}
