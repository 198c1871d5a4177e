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
    /// One of its images is rated so, from 1 to 5; `0...0`: none is rated.
    case rating(ClosedRange<Int>)
    /// Whether one of its images is picked or rejected.
    case pick(Picked)
    /// It or one of its images has this tag, folded.
    case tag(String)
    /// A note on it or on one of its images holds this, in lower case.
    case note(String)
    /// It is on the board of this name.
    case board(String)
    /// It is a take of a shot of the scene whose file is called so, with or without folder and ending.
    case scene(String)
    /// It is a take of the shot with this id.
    case shot(String)
    /// It is a turn of the session whose id begins so, in upper case.
    case session(String)
    /// What the last check of one of its images comes to; `none`: none was ever checked.
    case check(CheckOutcome)
  }

  /// What was decided of a generation's images.
  package enum Picked: String, Hashable, Sendable {
    /// One is picked.
    case yes
    /// None is picked.
    case no
    /// One is rejected.
    case rejected
  }

  /// The fact.
  package let condition: Condition
  /// Whether what has it is to be left out.
  package let isNegated: Bool

  /// The names of all filters.
  static let names = [
    "with", "model", "state", "reason", "after", "before", "rating", "pick", "tag", "note", "board",
    "check", "scene", "shot", "session",
  ]

  /// What the filter called `name` means with `value`; `nil` when the value is none of its values.
  static func condition(_ name: String, _ value: String) -> Condition? {
    switch name {
    case "with": asset(value)
    case "model": value.isEmpty ? nil : .model(value.lowercased())
    case "state": GenerationState(rawValue: value.lowercased()).map(Condition.state)
    case "reason": value.isEmpty ? nil : .reason(value.lowercased())
    case "after": CalendarDay(value).map { .after($0.start) }
    case "before": CalendarDay(value).map { .before($0.start) }
    case "rating": rating(value)
    case "pick": Picked(rawValue: value.lowercased()).map(Condition.pick)
    case "tag": (try? Label.folded(value, of: name)).map(Condition.tag)
    case "note": value.isEmpty ? nil : .note(value.lowercased())
    case "board": (try? Label.folded(value, of: name)).map(Condition.board)
    case "scene": value.isEmpty ? nil : .scene(value)
    case "shot": value.isEmpty ? nil : .shot(value)
    case "session":
      value.isEmpty || !value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        ? nil : .session(value.uppercased())
    case "check": CheckOutcome(rawValue: value.lowercased()).map(Condition.check)
    default: nil
    }
  }

  private static func asset(_ value: String) -> Condition? {
    let halves = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let handle = try? Handle(String(first)) else { return nil }
    let look = halves.count == 2 ? String(halves[1]) : nil
    return look == "" ? nil : .with(handle, look: look)
  }

  /// `4`, `4..`, `..2` or `2..4`, with bounds that ratings have; `0` alone.
  private static func rating(_ value: String) -> Condition? {
    if value == "0" { return .rating(0...0) }
    let all = Annotation.ratings
    guard let dots = value.firstRange(of: "..") else {
      return Int(value).flatMap { all.contains($0) ? .rating($0...$0) : nil }
    }
    let (low, high) = (value[..<dots.lowerBound], value[dots.upperBound...])
    guard !(low.isEmpty && high.isEmpty),
      let first = low.isEmpty ? all.lowerBound : Int(low),
      let last = high.isEmpty ? all.upperBound : Int(high),
      all.contains(first), all.contains(last), first <= last
    else { return nil }
    return .rating(first...last)
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
      case .rating(0...0): "not rated"
      case .rating(let range) where range.count == 1: "rated \(range.lowerBound)"
      case .rating(let range): "rated \(range.lowerBound) to \(range.upperBound)"
      case .pick(.yes): "picked"
      case .pick(.no): "not picked"
      case .pick(.rejected): "rejected"
      case .tag(let tag): "tagged \(tag)"
      case .note(let words): "with “\(words)” in a note"
      case .board(let name): "on the board \(name)"
      case .scene(let name): "of the scene \(name)"
      case .shot(let id): "of the shot \(id)"
      case .session(let id): "of the session \(id)"
      case .check(.none): "never checked"
      case .check(let outcome): "checked as \(outcome.rawValue)"
      }
    return isNegated ? "not \(fact)" : fact
  }
}
