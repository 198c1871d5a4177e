import Dispatch
import TroupeVocabulary

/// One connection that runs its work in order on a queue of its own: neither the caller's actor nor
/// Swift's thread pool waits for the disk. It is opened when first needed.
actor SerialConnection {
  private nonisolated let executor: QueueExecutor
  private let open: @Sendable () throws -> SQLiteHandle
  private var handle: SQLiteHandle?
  private var isClosed = false

  /// - Parameter open: opens and sets up the handle.
  init(label: String, open: @escaping @Sendable () throws -> SQLiteHandle) {
    executor = QueueExecutor(label: label)
    self.open = open
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Runs `body` when it is its turn.
  /// - Throws: what `body` and opening throw; `CancellationError`; `LibraryError.database` once closed.
  func run<T: Sendable>(_ body: @Sendable (SQLiteHandle) throws -> T) throws -> T {
    try Task.checkCancellation()
    let handle = try opened()
    // If the rollback failed too, the next transaction needs a new connection.
    defer { if handle.isInTransaction { self.handle = nil } }
    return try body(handle)
  }

  /// The same for a caller that cannot suspend: it waits. Never to be called from within `body`.
  nonisolated func runBlocking<T: Sendable>(
    _ body: @Sendable (SQLiteHandle) throws -> T
  ) throws -> T {
    try executor.queue.sync { try assumeIsolated { try $0.run(body) } }
  }

  /// Closes it once the work before is done. Idempotent; later work throws.
  nonisolated func close() {
    executor.queue.sync {
      assumeIsolated {
        $0.isClosed = true
        $0.handle = nil
      }
    }
  }

  /// What work after `close` throws.
  static let closed = TroupeError.library(.database(detail: "the library is closed"))

  private func opened() throws -> SQLiteHandle {
    guard !isClosed else { throw Self.closed }
    if let handle { return handle }
    let opened = try open()
    handle = opened
    return opened
  }
}

/// Runs an actor's work on a serial queue.
final class QueueExecutor: SerialExecutor {
  let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
