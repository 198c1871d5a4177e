import Synchronization
import TroupeVocabulary

/// The connections to one database, opened when first needed: a command that only reads opens one.
final class ConnectionPool: Sendable {
  private struct State {
    var readers: [Reader] = []
    var isClosed = false
  }

  private struct Reader {
    let connection: SerialConnection
    var inUse: Int
  }

  /// The one connection that writes.
  let writer: SerialConnection
  private let schema: LibrarySchema
  private let state = Mutex(State())
  private static let mostReaders = 4

  init(schema: LibrarySchema) {
    self.schema = schema
    writer = SerialConnection(label: "troupe.writer") { try SQLiteHandle.writer(schema) }
  }

  /// Lends the least used reader to `body`.
  func withReader<T>(_ body: (SerialConnection) async throws -> T) async throws -> T {
    let connection = try take()
    defer { giveBack(connection) }
    return try await body(connection)
  }

  /// Closes the readers, then the writer, once their work is done. Idempotent.
  func close() {
    let readers = state.withLock { state in
      state.isClosed = true
      defer { state.readers = [] }
      return state.readers
    }
    for reader in readers { reader.connection.close() }
    writer.close()
  }

  private func take() throws -> SerialConnection {
    let schema = schema
    return try state.withLock { state in
      guard !state.isClosed else { throw SerialConnection.closed }
      let least = state.readers.indices.min { state.readers[$0].inUse < state.readers[$1].inUse }
      if let least, state.readers[least].inUse == 0 || state.readers.count == Self.mostReaders {
        state.readers[least].inUse += 1
        return state.readers[least].connection
      }
      let connection = SerialConnection(label: "troupe.reader") { try SQLiteHandle.reader(schema) }
      state.readers.append(Reader(connection: connection, inUse: 1))
      return connection
    }
  }

  private func giveBack(_ connection: SerialConnection) {
    state.withLock { state in
      guard let index = state.readers.firstIndex(where: { $0.connection === connection }) else {
        return
      }
      state.readers[index].inUse -= 1
    }
  }
}
