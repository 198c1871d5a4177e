/// How a task stands, as the vendor says.
enum DashScopeState {
  case underWay
  case done
  case failed
  /// Not known there, or not any more: tasks are kept for a day.
  case forgotten

  /// `nil` for a word that is not known, and where none is said.
  init?(_ word: String) {
    switch word.uppercased() {
    case "PENDING", "RUNNING", "SUSPENDED": self = .underWay
    case "SUCCEEDED": self = .done
    case "FAILED", "CANCELED", "CANCELLED": self = .failed
    case "UNKNOWN": self = .forgotten
    default: return nil
    }
  }
}
