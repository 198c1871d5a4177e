internal import Foundation
internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending
internal import TroupeSchema
internal import TroupeSearch

extension Library {
  /// The record of a generation: a ULID or a unique prefix, `@last`, `@last~1`.
  /// - Throws: `TroupeError.unknownGeneration`, `.ambiguous`.
  public func generation(_ text: String) async throws -> Generation {
    let id = try await GenerationLocator(database: services.database).generation(text)
    return try await services.database.read { try GenerationReader($0).generation(id) }
  }

  /// The generations that made this one anew on other models, oldest first: the other side of
  /// `Generation.rebuildOf`.
  public func rebuilds(of generation: ULID) async throws -> [ULID] {
    try await services.database.read { try LineageReader($0).rebuilds(of: generation) }
  }

  /// For a generation without images: the first later one that has some, shows the same cast and edits the same
  /// image: what passed after it was refused.
  public func laterSuccess(of generation: ULID) async throws -> Generation? {
    try await services.database.read { try RefusalReader($0).laterSuccess(of: generation) }
  }

  /// A generation with its ancestors and descendants.
  public func lineage(_ text: String) async throws -> Lineage {
    let id = try await GenerationLocator(database: services.database).generation(text)
    return try await services.database.read { try LineageReader($0).lineage(of: id) }
  }

  /// Past generations, newest first.
  /// - Parameters:
  ///   - query: words, phrases, `prefix*`, `-word` and the filters `with:` `model:` `state:` `after:` `before:`. Any
  ///     text is understood somehow; `SearchResult.interpretation` says how.
  ///   - limit: the most that are returned.
  public func search(_ query: String, limit: Int = 20) async throws -> SearchResult {
    let parsed = SearchQuery(parsing: query)
    let found = try await GenerationSearch(database: services.database)
      .find(parsed, limit: limit)
    return SearchResult(interpretation: parsed.interpretation, generations: found)
  }

  /// What rebuilding a generation's lineage on another model would send, oldest first. Sends nothing.
  public func planRebuild(
    _ text: String, model: String, overflow: Overflow = .drop
  ) async throws -> [RebuildStep] {
    let id = try await GenerationLocator(database: services.database).generation(text)
    return try await services.rebuild.plan(id, model: model, overflow: overflow)
  }

  /// Makes a generation and all that its images go back to anew on another model, oldest first, ending at the first
  /// failure. What an earlier run finished is not made again.
  /// - Parameters:
  ///   - text: the generation, as for `generation(_:)`.
  ///   - model: the other model, by id or alias.
  ///   - overflow: what to do where not every mentioned asset of a step fits.
  ///   - maxCost: the most that all of it may cost, US dollars.
  ///   - onStep: called after each step with the old generation and what was made for it.
  public func rebuild(
    _ text: String, model: String, overflow: Overflow = .drop, maxCost: Double? = nil,
    onStep: @Sendable (ULID, GenerationResult) -> Void = { _, _ in }
  ) async throws -> [RebuildStep] {
    await finishLeftovers()
    let id = try await GenerationLocator(database: services.database).generation(text)
    return try await services.rebuild.run(
      id, model: model, overflow: overflow, maxCost: maxCost, onStep: onStep)
  }

  /// Finishes what a crash or a lost connection left half-done. Needs no network.
  @discardableResult
  public func recover() async throws -> [RecoveryFinding] {
    try await services.recovery.recover()
  }

  /// What cannot be finished now must not keep new work from being done; `recover` says why.
  func finishLeftovers() async { _ = try? await recover() }

  /// How many generations wait to be finished by `recover`.
  public func waiting() async throws -> Int { try await services.recovery.waiting() }

  /// Re-reads every file and row and derives their digests again. Changes nothing.
  /// - Parameter progress: called with files checked and files in all.
  public func verify(
    progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> VerificationReport {
    try await Verification(
      database: services.database, objects: services.objects, digestedTables: Schema.digestedTables
    ).verify(progress: progress)
  }
}
