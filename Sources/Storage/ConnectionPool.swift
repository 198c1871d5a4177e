internal import GRDB
import Synchronization
import TroupeVocabulary

/// The connections to one database, opened when first needed: a command that only reads opens one.
final class ConnectionPool: Sendable {
  private struct State {
    var writer: DatabaseQueue?
    var readers: [Reader] = []
    var isClosed = false
  }

  private struct Reader {
    let queue: DatabaseQueue
    var inUse: Int
  }

  private let schema: LibrarySchema
  private let state = Mutex(State())
  private static let mostReaders = 4

  init(schema: LibrarySchema) { self.schema = schema }

  /// The one connection that writes.
  func writer() throws -> DatabaseQueue {
    try state.withLock { state in
      if let writer = state.writer { return writer }
      let writer = try open(isReader: false, state)
      state.writer = writer
      return writer
    }
  }

  /// Lends the least used reader to `body`.
  func withReader<T>(_ body: (DatabaseQueue) async throws -> T) async throws -> T {
    let queue = try take()
    defer { giveBack(queue) }
    return try await body(queue)
  }

  /// Closes the readers, then the writer: the log would stay open behind them otherwise.
  func close() throws {
    try state.withLock { state in
      state.isClosed = true
      for reader in state.readers { try reader.queue.close() }
      state.readers = []
      try state.writer?.close()
      state.writer = nil
    }
  }

  private func take() throws -> DatabaseQueue {
    try state.withLock { state in
      let least = state.readers.indices.min { state.readers[$0].inUse < state.readers[$1].inUse }
      if let least, state.readers[least].inUse == 0 || state.readers.count == Self.mostReaders {
        state.readers[least].inUse += 1
        return state.readers[least].queue
      }
      let queue = try open(isReader: true, state)
      state.readers.append(Reader(queue: queue, inUse: 1))
      return queue
    }
  }

  private func giveBack(_ queue: DatabaseQueue) {
    state.withLock { state in
      guard let index = state.readers.firstIndex(where: { $0.queue === queue }) else { return }
      state.readers[index].inUse -= 1
    }
  }

  private func open(isReader: Bool, _ state: State) throws -> DatabaseQueue {
    guard !state.isClosed else {
      throw TroupeError.library(.database(detail: "the library is closed"))
    }
    let schema = schema
    return try translating(schema.path) {
      try DatabaseQueue(
        path: schema.path,
        configuration: ConnectionSettings.library(isReader: isReader) { database in
          _ = try schema.check(database, mayBeYoung: false)
        })
    }
  }
}
