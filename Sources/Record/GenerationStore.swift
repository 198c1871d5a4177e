package import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// The record of a library: reads and writes it in transactions, with the clock and chance passed in.
package struct GenerationStore: Sendable {
  /// The library's database.
  package let database: Database
  private let clock: @Sendable () -> Date
  private let entropy: @Sendable () -> UInt128
  private let member: String

  /// The record in `database`.
  /// - Parameters:
  ///   - member: who asks for what is written; may be empty.
  ///   - clock: the time.
  ///   - entropy: random bits for identifiers.
  package init(
    database: Database, member: String = "", clock: @escaping @Sendable () -> Date,
    entropy: @escaping @Sendable () -> UInt128
  ) {
    self.member = member
    self.database = database
    self.clock = clock
    self.entropy = entropy
  }

  /// Runs `body` on one unchanging state of the record.
  /// - Throws: what `body` throws, and `TroupeError` where the database cannot be read.
  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (GenerationReader) throws -> Value
  ) async throws -> Value {
    try await database.read { try body(GenerationReader($0)) }
  }

  /// Runs `body` in a transaction of its own; durable on return, undone when it throws.
  /// - Throws: what `body` throws, and `TroupeError` where the database cannot be written.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (GenerationWriter) throws -> Value
  ) async throws -> Value {
    let (now, entropy, member) = (clock(), entropy, member)
    return try await database.write { connection in
      try body(
        GenerationWriter(connection, at: now, member: member) {
          ULID(at: now, entropy: entropy())
        })
    }
  }

  /// The time.
  package func now() -> Date { clock() }

  /// A new identifier of this moment.
  package func newID() -> ULID { ULID(at: clock(), entropy: entropy()) }

  /// Random bits.
  func newEntropy() -> UInt128 { entropy() }

  /// A number from 0 to 1.
  package func chance() -> Double {
    Double(UInt32(truncatingIfNeeded: entropy())) / Double(UInt32.max)
  }
}
