/// How a job stands, as the vendor says.
enum FluxState {
  case underWay
  case ready
  /// Its safety system refused the words or the picture.
  case moderated
  case failed
  /// Not known there, or not any more.
  case forgotten

  /// `nil` for a word that is not known.
  init?(_ word: String) {
    switch word.lowercased().replacing("_", with: " ") {
    case "pending", "reasoning", "generating", "queued", "processing": self = .underWay
    case "ready": self = .ready
    case "request moderated", "content moderated": self = .moderated
    case "error", "failed": self = .failed
    case "task not found": self = .forgotten
    default: return nil
    }
  }
}
