package import Foundation
package import TroupeVocabulary

/// One fact that a generation has or has not.
package enum SearchFilter: Hashable, Sendable {
  /// An image of this asset was sent, of this look if one is named.
  case with(Handle, look: String?)
  /// An asset was asked for in this look.
  case look(String)
  /// The model's id begins so, in lower case.
  case model(String)
  /// The provider is called so, in lower case.
  case provider(String)
  /// It stands in this state.
  case state(GenerationState)
  /// The provider's word or sentence for how it ended holds this, in lower case.
  case reason(String)
  /// It was made at this moment or later.
  case after(Date)
  /// It was made earlier than this moment.
  case before(Date)
  /// It was made at this moment or later, and earlier than the other one.
  case during(Date, Date)
  /// One of its images is rated so, from 1 to 5; `0...0`: none is rated.
  case rating(ClosedRange<Int>)
  /// Whether one of its images is picked or rejected.
  case pick(Picked)
  /// It or one of its images has this tag, folded.
  case tag(String)
  /// A note on it or on one of its images holds this, in lower case.
  case note(String)
  /// A rating, pick, tag or note of it or of one of its images is of this user, in lower case.
  case by(String)
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
  /// It cost so many US dollars; `nil`: the cost is not known.
  case cost(NumberRange?)
  /// It was made directly from this generation, or from an image of it.
  case parent(String)
  /// It is this generation, or goes back to it.
  case under(String)
  /// One of its images looks like this one.
  case like(String)
  /// It was sent with this size, or one of its images has it.
  case size(Size)
  /// It was sent with this aspect ratio, or one of its images has it.
  case aspect(Aspect)
  /// Whether it shows something else than the library holds today.
  case stale(Bool)

  /// What was decided of a generation's images.
  package enum Picked: String, Hashable, Sendable {
    /// One is picked.
    case yes
    /// None is picked.
    case no
    /// One is rejected.
    case rejected
  }

  /// How large an image is.
  package enum Size: Hashable, Sendable {
    /// As a model calls it, such as `2k`, in lower case.
    case named(String)
    /// Width and height in pixels.
    case pixels(Int, Int)
    /// The longer side in pixels.
    case side(NumberRange)
  }

  /// What shape an image has.
  package enum Aspect: Hashable, Sendable {
    /// Width to height, in the smallest whole numbers that were written.
    case ratio(Int, Int)
    /// Wider than high.
    case landscape
    /// Higher than wide.
    case portrait
  }
}

extension SearchFilter {
  /// The names of all.
  static let names: Set<String> = [
    "with", "look", "model", "provider", "state", "reason", "after", "before", "on", "rating",
    "pick", "tag", "note", "by", "board", "scene", "shot", "session", "check", "cost", "parent",
    "under", "like", "size", "aspect", "stale", "is",
  ]

  /// Those that take dates.
  static let dated: Set<String> = ["after", "before", "on"]

  /// What the filter called `name` means with `value`; `nil` when the value is none of its values.
  init?(_ name: String, _ value: String, now: Date) {
    let lower = value.lowercased()
    let filter: SearchFilter? =
      switch name {
      case "with": Self.asset(value)
      case "look": value.isEmpty ? nil : .look(value)
      case "model": value.isEmpty ? nil : .model(lower)
      case "provider": value.isEmpty ? nil : .provider(lower)
      case "state": GenerationState(rawValue: lower).map(SearchFilter.state)
      case "reason": value.isEmpty ? nil : .reason(lower)
      case "after", "before", "on": Self.date(name, value, now: now)
      case "rating": Self.rating(value)
      case "pick": Picked(rawValue: lower).map(SearchFilter.pick)
      case "tag": (try? Label.folded(value, of: name)).map(SearchFilter.tag)
      case "note": value.isEmpty ? nil : .note(lower)
      case "by": value.isEmpty ? nil : .by(lower)
      case "board": (try? Label.folded(value, of: name)).map(SearchFilter.board)
      case "scene": value.isEmpty ? nil : .scene(value)
      case "shot": value.isEmpty ? nil : .shot(value)
      case "session": Self.isID(value) ? .session(value.uppercased()) : nil
      case "check": CheckOutcome(rawValue: lower).map(SearchFilter.check)
      case "cost": Self.cost(lower)
      case "parent": value.isEmpty ? nil : .parent(value)
      case "under": value.isEmpty ? nil : .under(value)
      case "like": value.isEmpty ? nil : .like(value)
      case "size": Self.size(lower)
      case "aspect": Self.aspect(lower)
      case "stale": ["yes": true, "no": false][lower].map(SearchFilter.stale)
      case "is": Self.quality(lower)
      default: nil
      }
    guard let filter else { return nil }
    self = filter
  }

  private static func isID(_ value: String) -> Bool {
    !value.isEmpty && value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// `is:` says some of the others shorter.
  private static func quality(_ value: String) -> SearchFilter? {
    switch value {
    case "stale": .stale(true)
    case "picked": .pick(.yes)
    case "rejected": .pick(.rejected)
    default: GenerationState(rawValue: value).map(SearchFilter.state)
    }
  }

  private static func asset(_ value: String) -> SearchFilter? {
    let halves = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let handle = try? Handle(String(first)) else { return nil }
    let look = halves.count == 2 ? String(halves[1]) : nil
    return look == "" ? nil : .with(handle, look: look)
  }

  private static func date(_ name: String, _ value: String, now: Date) -> SearchFilter? {
    guard let period = DatePeriod(value, now: now) else { return nil }
    return switch name {
    case "after": .after(period.start)
    case "before": .before(period.start)
    default: .during(period.start, period.end)
    }
  }

  /// `4`, `4..`, `..2`, `2..4` or `>3`, with bounds that ratings have; `0` alone.
  private static func rating(_ value: String) -> SearchFilter? {
    if value == "0" { return .rating(0...0) }
    guard let range = NumberRange(value) else { return nil }
    let all = Annotation.ratings
    let bounds = [range.low, range.high].compactMap(\.self)
    guard bounds.allSatisfy({ $0 == $0.rounded() && all.contains(Int(min($0, 100))) }) else {
      return nil
    }
    let meant = all.filter { range.contains(Double($0)) }
    guard let first = meant.first, let last = meant.last else { return nil }
    return .rating(first...last)
  }

  private static func cost(_ value: String) -> SearchFilter? {
    switch value {
    case "unknown": .cost(nil)
    case "free": NumberRange("0").map(SearchFilter.cost)
    default: NumberRange(value).map(SearchFilter.cost)
    }
  }

  private static func size(_ value: String) -> SearchFilter? {
    let sides = value.split(whereSeparator: { "x×*".contains($0) }).map(String.init)
    if sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]) {
      return width > 0 && height > 0 ? .size(.pixels(width, height)) : nil
    }
    if let range = NumberRange(value) { return .size(.side(range)) }
    let isName = !value.isEmpty && value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isName ? .size(.named(value)) : nil
  }

  private static func aspect(_ value: String) -> SearchFilter? {
    switch value {
    case "landscape": return .aspect(.landscape)
    case "portrait": return .aspect(.portrait)
    case "square": return .aspect(.ratio(1, 1))
    default:
      let sides = value.split(whereSeparator: { ":：x×/".contains($0) })
      guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]),
        (1...10_000).contains(width), (1...10_000).contains(height)
      else { return nil }
      return .aspect(.ratio(width, height))
    }
  }
}
