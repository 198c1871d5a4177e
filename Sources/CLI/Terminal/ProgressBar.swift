import Foundation
import Synchronization
import Troupe

/// A line on stderr that shows how far a work has come, how fast it goes and how long it will take,
/// once it has taken half a second.
final class ProgressBar: Sendable {
  private struct State {
    var isDrawn = false
    var lastDrawn = ContinuousClock.now
    let start = ContinuousClock.now
  }

  private let title: String
  private let isShown: Bool
  private let state = Mutex(State())

  init(_ title: String, isShown: Bool) {
    self.title = title
    self.isShown = isShown
  }

  /// Shows how far a work has come.
  func show(_ event: WorkEvent) {
    if case .advanced(let done, let all) = event { update(done, of: all) }
  }

  func update(_ done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    state.withLock { state in
      let pause: Duration = state.isDrawn ? .milliseconds(100) : .milliseconds(500)
      guard ContinuousClock.now - state.lastDrawn > pause else { return }
      state.isDrawn = true
      state.lastDrawn = .now
      let filled = 24 * done / all
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
      let elapsed = (state.lastDrawn - state.start) / .seconds(1)
      let pace = ProgressRate(done: done, all: all, elapsed: elapsed).words
      StandardStream.error.write(
        "\r\(title) \(bar) \(done)/\(all)\(pace.isEmpty ? "" : " · \(pace)")\u{1B}[K")
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.isDrawn { StandardStream.error.write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }
}
