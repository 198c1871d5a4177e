import Synchronization
import TroupeVocabulary

/// Tells those who listen when anything is committed to a database, whoever commits it.
///
/// SQLite numbers the states that a connection sees, as `PRAGMA data_version`; the number changes
/// when another connection, here or in another process, has committed. A connection that never
/// writes asks for it, outside of any transaction.
final class ChangeMonitor: Sendable {
  typealias Changes = AsyncThrowingStream<Void, any Error>

  /// Between two looks for commits of other processes. Asking takes some microseconds.
  static let interval: Duration = .milliseconds(200)

  private struct State {
    var listeners: [Int: Changes.Continuation] = [:]
    var lastListener = 0
    var version: StoredValue?
    var polling: Task<Void, Never>?
    var isClosed = false

    mutating func stopPolling() {
      polling?.cancel()
      polling = nil
    }
  }

  private let connection: SerialConnection
  private let path: String
  private let state = Mutex(State())

  init(schema: LibrarySchema) {
    path = schema.path
    connection = SerialConnection(label: "troupe.changes") { try SQLiteHandle.reader(schema) }
  }

  /// One element for what was committed since the one before, beginning with this call.
  func changes() -> Changes {
    let (changes, listener) = Changes.makeStream(bufferingPolicy: .bufferingNewest(1))
    do {
      // In one turn, so that no commit falls between the state known and the first look for another.
      try translating(path) {
        try connection.runBlocking { handle in
          try look(handle)
          add(listener)
        }
      }
    } catch is CancellationError {
      listener.finish()
    } catch {
      listener.finish(throwing: state.withLock(\.isClosed) ? nil : error)
    }
    return changes
  }

  /// Looks for a commit; does not wait for what is found.
  func lookSoon() {
    guard state.withLock({ !$0.listeners.isEmpty }) else { return }
    Task.detached { await self.lookNow() }
  }

  /// Ends every sequence, and those asked for from now on. Idempotent.
  func close() {
    state.withLock { $0.isClosed = true }
    end(with: nil)
    connection.close()
    // One that began while the connection closed.
    end(with: nil)
  }

  /// Goes on as long as anyone listens, and keeps this value alive for as long.
  private func poll() async {
    while (try? await Task.sleep(for: Self.interval, tolerance: .milliseconds(50))) != nil {
      await lookNow()
    }
  }

  private func lookNow() async {
    do {
      try await translating(path) { try await connection.run { try look($0) } }
    } catch TroupeError.library(.libraryBusy) {
      // The next look will tell.
    } catch is CancellationError {
      // No one listens any longer.
    } catch {
      end(with: error)
    }
  }

  /// On the connection's queue only, so that one look does not overtake another.
  private func look(_ handle: SQLiteHandle) throws {
    let version = try handle.value("PRAGMA data_version")
    let listeners = state.withLock { state in
      defer { state.version = version }
      return state.version == version ? [] : Array(state.listeners.values)
    }
    for listener in listeners { listener.yield() }
  }

  private func add(_ listener: Changes.Continuation) {
    let number = state.withLock { state in
      state.lastListener += 1
      state.listeners[state.lastListener] = listener
      state.polling = state.polling ?? Task.detached { await self.poll() }
      return state.lastListener
    }
    listener.onTermination = { [weak self] _ in self?.remove(number) }
  }

  private func remove(_ number: Int) {
    state.withLock { state in
      state.listeners[number] = nil
      if state.listeners.isEmpty { state.stopPolling() }
    }
  }

  private func end(with error: (any Error)?) {
    let (listeners, isClosed) = state.withLock { state in
      defer { state.listeners = [:] }
      state.stopPolling()
      return (Array(state.listeners.values), state.isClosed)
    }
    // What a look finds wrong while the database closes is not an error.
    for listener in listeners { listener.finish(throwing: isClosed ? nil : error) }
  }
}
