public import Foundation
internal import TroupeRecord
internal import TroupeSearch

extension Library {
  /// The record of a generation.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @concurrent public func generation(_ name: GenerationName) async throws -> Generation {
    let id = try await id(of: name)
    return try await services.generations.read { try $0.generation(id) }
  }

  /// What was sent for a generation and what came back; `nil` for what was never sent.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`, `LibraryError` where a file is damaged.
  @concurrent public func exchange(of name: GenerationName) async throws -> Exchange? {
    try await services.exchanges.exchange(of: id(of: name))
  }

  /// Every message that went out for a generation, in order: each send, and what a job was asked and what was fetched.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @concurrent public func sentMessages(of name: GenerationName) async throws -> [SentMessage] {
    let id = try await id(of: name)
    return try await services.generations.read { reader in
      _ = try reader.state(of: id)
      return try reader.sentMessages(of: id)
    }
  }

  /// The exact bytes of a body that was sent.
  /// - Throws: `LibraryError.damagedFile` where a file of it is missing, `LibraryError.purged` where it was removed for good.
  @concurrent public func bytes(of body: MessageBody) async throws -> Data {
    try await services.exchanges.bytes(of: body)
  }

  /// The generations that rebuilt this one on other models, oldest first: the other side of `Generation.rebuildOf`.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func rebuilds(of generation: ULID) async throws -> [ULID] {
    try await services.database.read { try LineageReader($0).rebuilds(of: generation) }
  }

  /// For a generation without images: the first later one that has some, shows the same cast and edits the same image:
  /// what passed after it was refused.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func laterSuccess(of generation: ULID) async throws -> Generation? {
    try await services.database.read { try RefusalReader($0).laterSuccess(of: generation) }
  }

  /// The records of several generations, in the order of `ids`.
  /// - Throws: `RequestError.unknownGeneration`.
  @concurrent public func generations(_ ids: [ULID]) async throws -> [Generation] {
    try await services.generations.read { try $0.generations(ids) }
  }

  /// A generation with its ancestors and descendants, each with its whole record: for lineages that are known to be short.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @concurrent public func lineage(_ name: GenerationName) async throws -> Lineage {
    let id = try await id(of: name)
    return try await services.database.read { try LineageReader($0).lineage(of: id) }
  }

  /// A part of a lineage, however long that is: a generation with those nearest to it, then those further away.
  /// - Parameters:
  ///   - name: the generation in its middle.
  ///   - limit: the most generations of the page, 1 or more.
  ///   - cursor: the `next` of the page before; `nil` for the first.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`; `TroupeError.invalidValue` for a limit below 1, and
  ///   for a cursor of another lineage.
  @concurrent public func lineage(
    _ name: GenerationName, limit: Int, after cursor: LineageCursor? = nil
  ) async throws -> LineagePage {
    guard limit >= 1 else {
      throw TroupeError.invalidValue(name: "limit", value: "\(limit)", expected: "1 or more")
    }
    let id = try await id(of: name)
    return try await services.database.read {
      try LineageReader($0).page(of: id, limit: limit, after: cursor)
    }
  }

  /// The images of a lineage that reworks made again, or made, each with the other one.
  /// - Throws: as `lineage(_:)`.
  @concurrent public func pairs(of lineage: Lineage) async throws -> [LineagePair] {
    try await services.reworks.pairs(of: lineage.generations.map(\.id))
  }

  /// The images of a page of a lineage that reworks made again, or made, each with the other one.
  /// - Throws: as `lineage(_:)`.
  @concurrent public func pairs(of page: LineagePage) async throws -> [LineagePair] {
    try await services.reworks.pairs(of: page.generations.map(\.id))
  }

  /// What requests cost, by month, day, model, provider, asset, tag, scene or member.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func costs(by grouping: Ledger.Grouping = .month) async throws -> Ledger {
    try await services.database.read { try LedgerReader($0).ledger(by: grouping) }
  }

  /// Yields after changes to the library, by this process or another one; several close together are one. It ends when the
  /// iteration does, when its task is cancelled, or when the library is closed.
  public func changes() -> AsyncThrowingStream<Void, any Error> { services.database.changes() }

  /// The generations whose state changed, or of which something was said, since `date`, the newest first.
  /// - Parameter limit: the most that are returned, 1 or more.
  /// - Throws: `TroupeError.invalidValue` for a limit below 1; `LibraryError` where the database cannot be read.
  @concurrent public func changed(since date: Date, limit: Int = 200) async throws -> [ULID] {
    guard limit >= 1 else {
      throw TroupeError.invalidValue(name: "limit", value: "\(limit)", expected: "1 or more")
    }
    return try await services.database.read {
      try GenerationReader($0).changed(since: date, limit: limit)
    }
  }

  /// The generation called `name`.
  func id(of name: GenerationName) async throws -> ULID {
    try await GenerationLocator(database: services.database).generation("\(name)")
  }
}
