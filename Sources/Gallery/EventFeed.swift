import Foundation
import Synchronization
import Troupe

/// What open pages are told: that the record changed, by whichever process, and how far jobs have come.
final class EventFeed: Sendable {
  private struct State {
    var listeners: [Int: AsyncStream<ServerEvent>.Continuation] = [:]
    var lastListener = 0
    /// Events have numbers that rise, also from one server to the next.
    var sequence = Int64(Date().timeIntervalSince1970 * 1000)
    /// The latest events, for those who come again.
    var recent: [ServerEvent] = []
  }

  private struct Change: Encodable {
    let sequence: Int64
    let generations: [String]
  }

  private let library: Library
  private let state = Mutex(State())

  init(_ library: Library) { self.library = library }

  /// Events from now on, and those after `sequence` that are still known.
  func events(after sequence: Int64?) -> AsyncStream<ServerEvent> {
    let (events, listener) = AsyncStream<ServerEvent>.makeStream(
      bufferingPolicy: .bufferingNewest(64))
    let number = state.withLock { state in
      state.lastListener += 1
      state.listeners[state.lastListener] = listener
      if let sequence {
        for event in state.recent where event.sequence > sequence { listener.yield(event) }
      }
      return state.lastListener
    }
    listener.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
    }
    return events
  }

  /// Tells all who listen.
  func send(_ name: String, _ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(value) else { return }
    state.withLock { state in
      state.sequence += 1
      let event = ServerEvent(
        sequence: state.sequence, name: name, json: String(decoding: bytes, as: UTF8.self))
      state.recent = state.recent.suffix(63) + [event]
      for listener in state.listeners.values { listener.yield(event) }
    }
  }

  /// Tells of changes of the library until its task is cancelled.
  func watch() async {
    var since = Date()
    do {
      for try await _ in library.changes() {
        let now = Date()
        // What another process wrote may carry an earlier moment than that at which it is seen.
        let changed = try await library.changed(since: since.addingTimeInterval(-10))
        since = now
        send(
          "record",
          Change(
            sequence: Int64(now.timeIntervalSince1970 * 1000), generations: changed.map { "\($0)" })
        )
        await makePreviews(of: changed.prefix(60))
      }
    } catch {
      // The library was closed, or cannot be read: pages tell that themselves.
    }
  }

  /// Makes what a wall will ask for, before anyone waits for it.
  private func makePreviews(of generations: some Sequence<ULID>) async {
    guard let made = try? await library.generations(Array(generations)) else { return }
    for output in made.flatMap(\.outputs) {
      if Task.isCancelled { return }
      _ = try? await library.storedPreview(output.digest, .wall)
    }
  }
}
