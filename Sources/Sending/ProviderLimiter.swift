internal import Synchronization

/// Lets only so many requests be under way to one provider at once; the others wait, in order.
final class ProviderLimiter: Sendable {
  private struct State {
    var taken: [String: Int] = [:]
    var waiting: [(provider: String, ticket: Int, continuation: CheckedContinuation<Bool, Never>)] =
      []
    var tickets = 0
    var cancelled: Set<Int> = []
  }

  let atOnce: Int
  private let state = Mutex(State())

  init(atOnce: Int) { self.atOnce = max(1, atOnce) }

  /// Runs `body` once there is room at `provider`.
  /// - Throws: `CancellationError` when the task is cancelled before; else what `body` throws.
  func run<Value: Sendable>(
    at provider: String, _ body: () async throws -> Value
  ) async throws -> Value {
    guard await begin(provider) else { throw CancellationError() }
    defer { end(provider) }
    return try await body()
  }

  private func begin(_ provider: String) async -> Bool {
    let ticket = state.withLock { state in
      state.tickets += 1
      return state.tickets
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady: Bool? = state.withLock { state in
          if state.cancelled.remove(ticket) != nil { return false }
          guard state.taken[provider, default: 0] >= atOnce else {
            state.taken[provider, default: 0] += 1
            return true
          }
          state.waiting.append((provider, ticket, continuation))
          return nil
        }
        if let isReady { continuation.resume(returning: isReady) }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        if let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) {
          return Optional(state.waiting.remove(at: place).continuation)
        }
        // It has not come to waiting yet, or has its turn and does not ask any more.
        state.cancelled.insert(ticket)
        return nil
      }
      waiting?.resume(returning: false)
    }
  }

  private func end(_ provider: String) {
    let next = state.withLock { state in
      guard let place = state.waiting.firstIndex(where: { $0.provider == provider }) else {
        state.taken[provider, default: 1] -= 1
        return CheckedContinuation<Bool, Never>?.none
      }
      return state.waiting.remove(at: place).continuation
    }
    next?.resume(returning: true)
  }
}
