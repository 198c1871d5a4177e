import Troupe

/// The few colors in use, by meaning.
enum Tint: String, Sendable {
  case strong = "1"
  case faint = "2"
  case bad = "31"
  case good = "32"
  case doubtful = "33"

  var mark: String { "\u{1B}[\(rawValue)m" }

  static let end = "\u{1B}[0m"
}

extension GenerationState {
  var tint: Tint {
    switch self {
    case .done: .good
    case .refused, .failed: .bad
    case .unknown, .planned, .sent, .received: .doubtful
    }
  }
}
