/// How a task stands, as the vendor says.
enum RunwayState {
  case underWay
  case succeeded
  case failed
  case cancelled

  /// `nil` for a word that is not known. `THROTTLED` waits for its turn.
  init?(_ word: String) {
    switch word.uppercased() {
    case "PENDING", "THROTTLED", "RUNNING": self = .underWay
    case "SUCCEEDED": self = .succeeded
    case "FAILED": self = .failed
    case "CANCELLED", "CANCELED": self = .cancelled
    default: return nil
    }
  }
}

/// Why a task failed, as the vendor says for programs: `SAFETY.INPUT.TEXT`, `INTERNAL.BAD_OUTPUT.01`.
struct RunwayFailure {
  let code: String

  /// Whether its safety system refused what was sent or what was made; some codes say first where that was.
  var isAboutContent: Bool { code.uppercased().split(separator: ".").contains("SAFETY") }
}
