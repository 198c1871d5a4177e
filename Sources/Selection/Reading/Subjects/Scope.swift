/// Whom a phrase of a prompt speaks of.
enum Scope: Hashable, Sendable {
  /// Everyone who is mentioned.
  case all
  /// Those whom a line, a sentence or a part between semicolons mentions, by its number.
  case line(Int)
  case sentence(Int)
  case segment(Int)
  /// One group of mentions, by its number.
  case group(Int)

  /// Whether it is said of certain mentions, wherever they stand.
  var isGroup: Bool {
    if case .group = self { true } else { false }
  }

  /// Whether it is said in a part of the prompt that mentions no one.
  var isLoose: Bool {
    switch self {
    case .all, .line, .sentence: true
    case .segment, .group: false
    }
  }
}
