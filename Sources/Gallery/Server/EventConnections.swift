import Hummingbird
import NIOCore
import Synchronization

/// The pages that are told of events while they are open.
final class EventConnections: Sendable {
  /// How many there are at most; a new one ends the oldest.
  static let bound = 16
  /// A connection that reads nothing ends where more than these wait; it asks again for what it
  /// missed.
  private static let waiting = 64

  private struct State {
    var lastNumber = 0
    var open: [Int: AsyncStream<String>.Continuation] = [:]
  }

  private let state = Mutex(State())

  /// What is sent over a new connection: the events, and a comment every 15 seconds, by which a
  /// connection that was lost is noticed.
  func texts(of events: AsyncStream<ServerEvent>) -> AsyncStream<String> {
    let (texts, sender) = AsyncStream<String>.makeStream(
      bufferingPolicy: .bufferingOldest(Self.waiting))
    let (number, oldest) = state.withLock { state in
      state.lastNumber += 1
      state.open[state.lastNumber] = sender
      guard state.open.count > Self.bound, let first = state.open.keys.min() else {
        return (state.lastNumber, AsyncStream<String>.Continuation?.none)
      }
      return (state.lastNumber, state.open.removeValue(forKey: first))
    }
    // Ended outside the lock: ending calls back.
    oldest?.finish()
    sender.yield("retry: 2000\n\n")
    let telling = Task {
      for await event in events {
        if case .enqueued = sender.yield(Self.text(event)) { continue }
        break
      }
      sender.finish()
    }
    let beating = Task {
      while (try? await Task.sleep(for: .seconds(15))) != nil { sender.yield(": here\n\n") }
    }
    sender.onTermination = { [weak self] _ in
      telling.cancel()
      beating.cancel()
      _ = self?.state.withLock { $0.open.removeValue(forKey: number) }
    }
    return texts
  }

  /// Ends all connections.
  func endAll() {
    let senders = state.withLock { Array($0.open.values) }
    for sender in senders { sender.finish() }
  }

  private static func text(_ event: ServerEvent) -> String {
    let name = event.name.filter { !$0.isNewline }
    let lines = event.json.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return "id: \(event.sequence)\nevent: \(name)\n"
      + lines.map { "data: \($0)\n" }.joined() + "\n"
  }
}

/// Something that happened, for pages that are open.
struct ServerEvent: Hashable, Sendable {
  /// Rises with every event, also from one server to the next.
  let sequence: Int64
  let name: String
  let json: String
}
