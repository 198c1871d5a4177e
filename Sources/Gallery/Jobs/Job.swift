import Foundation
import Troupe

/// Work that was begun from a page: what is made while pages come and go.
struct Job: Sendable {
  enum State: String, Sendable {
    case running
    case done
    case failed
    case stopped

    /// What style sheets and scripts call it.
    var name: String {
      switch self {
      case .running: "running"
      case .done: "ended"
      case .failed, .stopped: "failed"
      }
    }
  }

  let id: Int
  /// What is made, in the words of who began it.
  let title: String
  let prompt: String
  /// The model, and what it may cost at most.
  let facts: String
  let begunAt: Date
  /// Where what is made of it shows; `nil` for its own page.
  let href: String?
  /// How many images are wanted.
  let total: Int
  var state = State.running
  /// Images that came.
  var outputs: [Output] = []
  /// Requests that have their results.
  var done = 0
  /// What went wrong, in sentences.
  var problems: [String] = []
  /// What a user should know of what was sent.
  var warnings: [String] = []
  var endedAt: Date?
}
