public import TroupeVocabulary

/// What long work reports while it goes on.
public enum WorkEvent: Sendable {
  /// So many of so many files, images or pictures are done.
  case advanced(done: Int, total: Int)
  /// What the user should know of a request that is about to be sent, or is answered from the record.
  case warned([String])
  /// A request has its result; a failure is one too.
  case result(GenerationResult)
  /// A take of a shot of a scene has its result.
  case shot(id: String, GenerationResult)
  /// An image was checked; one without a verdict is a result too.
  case checked(CheckResult)
  /// Fewer were sent for than were asked, and why; what was sent for has its results.
  case stopped(any Error)
  /// A rework is recorded under this name and begins.
  case began(rework: ULID)
  /// A step of a rework has its result: the old generation, and what was made for it.
  case rebuilt(old: ULID, GenerationResult)

  /// Receives events, from any thread.
  public typealias Handler = @Sendable (WorkEvent) -> Void
}

/// Long work with its events as a sequence.
///
/// It begins at once. Ending the iteration early does not end it; `cancel()` does, and so does cancelling the task that
/// waits for `value`.
///
/// ```swift
/// let work = Work { try await library.verify(onEvent: $0) }
/// for await event in work { show(event) }
/// let report = try await work.value
/// ```
public struct Work<Value: Sendable>: AsyncSequence, Sendable {
  private let events: AsyncStream<WorkEvent>
  private let task: Task<Value, any Error>

  /// Begins `body`, which hands its events to the handler that it is given.
  public init(_ body: @escaping @Sendable (@escaping WorkEvent.Handler) async throws -> Value) {
    let (events, continuation) = AsyncStream<WorkEvent>.makeStream()
    self.events = events
    task = Task {
      defer { continuation.finish() }
      return try await body { continuation.yield($0) }
    }
  }

  /// The result, once there is one.
  /// - Throws: what the work throws; `CancellationError` or `TroupeError.interrupted` after a cancellation.
  public var value: Value {
    get async throws {
      try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    }
  }

  /// Ends the work as soon as what it began is safe.
  public func cancel() { task.cancel() }

  /// The events, in order; to be iterated once.
  public func makeAsyncIterator() -> AsyncStream<WorkEvent>.Iterator {
    events.makeAsyncIterator()
  }
}
