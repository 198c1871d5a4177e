internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// What is under way in batches, oldest first; needs no network.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func batches() async throws -> [Generation] {
    let ids = try await services.recovery.deferred()
    return try await services.generations.read { reader in try ids.map(reader.generation) }
  }

  /// Asks once for what is under way in batches, and records what has come. It costs nothing.
  /// - Parameter names: of which generations; empty for all.
  /// - Returns: those that came to an end.
  /// - Throws: `RequestError.noBatch` for one that is in none; what `recover` and `checkSpending` throw.
  @concurrent public func fetchBatches(
    _ names: [GenerationName] = []
  ) async throws -> [RecoveryFinding] {
    try checkSpending()
    let underWay = Set(try await services.recovery.deferred())
    var wanted: Set<ULID> = []
    for name in names {
      let id = try await id(of: name)
      guard underWay.contains(id) else { throw TroupeError.request(.noBatch(id)) }
      wanted.insert(id)
    }
    let asked = names.isEmpty ? underWay : wanted
    return try await services.found { try await $0.fetch(asked) }
  }

  /// Has a batch given up, and records what came of it: it may be done by then, and is billed in that case alone.
  /// - Returns: its end; empty while the provider is still at it.
  /// - Throws: `RequestError.noBatch`, `RequestError.unknownGeneration`; `ProviderError` where the provider does not take it;
  ///   what `checkSpending` throws.
  @concurrent public func cancelBatch(_ name: GenerationName) async throws -> [RecoveryFinding] {
    try checkSpending()
    let generation = try await id(of: name)
    return try await services.found { try await $0.cancel(generation) }
  }
}
