internal import TroupeVocabulary

extension SearchFilter {
  /// The filter in words.
  var words: String {
    switch self {
    case .with(let handle, let look): "with \(handle)\(look.map { "/\($0)" } ?? "")"
    case .look(let look): "with someone in the look \(look)"
    case .model(let id): "by a model whose name begins with \(id)"
    case .provider(let name): "by the provider \(name)"
    case .state(let state): "in state \(state.rawValue)"
    case .reason(let words): "ended with “\(words)”"
    case .after(let date): "made on \(CalendarDay.text(date)) (UTC) or later"
    case .before(let date): "made before \(CalendarDay.text(date)) (UTC)"
    case .during(let start, let end) where end.timeIntervalSince(start) == 86_400:
      "made on \(CalendarDay.text(start)) (UTC)"
    case .during(let start, let end):
      "made from \(CalendarDay.text(start)) to before \(CalendarDay.text(end)) (UTC)"
    case .rating(0...0): "not rated"
    case .rating(let range) where range.count == 1: "rated \(range.lowerBound)"
    case .rating(let range): "rated \(range.lowerBound) to \(range.upperBound)"
    case .pick(.yes): "picked"
    case .pick(.no): "not picked"
    case .pick(.rejected): "rejected"
    case .tag(let tag): "tagged \(tag)"
    case .note(let words): "with “\(words)” in a note"
    case .by(let who): "asked for, rated, picked, tagged or noted by \(who)"
    case .board(let name): "on the board \(name)"
    case .scene(let name): "of the scene \(name)"
    case .shot(let id): "of the shot \(id)"
    case .session(let id): "of the session \(id)"
    case .check(.none): "never checked"
    case .check(let outcome): "checked as \(outcome.rawValue)"
    case .cost(nil): "of unknown cost"
    case .cost(let range?): "that cost \(range.words(before: "$"))"
    case .parent(let name): "made directly from \(name)"
    case .under(let name): "that is \(name) or goes back to it"
    case .like(let name): "that looks like \(name)"
    case .size(.named(let name)): "of the size \(name.uppercased())"
    case .size(.pixels(let width, let height)): "of \(width) × \(height) pixels"
    case .size(.side(let range)): "with a longer side of \(range.words()) pixels"
    case .aspect(.ratio(let width, let height)): "of the aspect ratio \(width):\(height)"
    case .aspect(.landscape): "wider than high"
    case .aspect(.portrait): "higher than wide"
    case .stale(true): "that does not show the cast of today"
    case .stale(false): "that shows the cast of today"
    }
  }
}
