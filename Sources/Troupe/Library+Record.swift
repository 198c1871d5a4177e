internal import Foundation
internal import TroupeLineage
internal import TroupeSchema
internal import TroupeSearch

extension Library {
  /// The record of a generation: a ULID or a unique prefix, `@last`, `@last~1`.
  /// - Throws: `TroupeError.unknownGeneration`, `.ambiguous`.
  public func generation(_ text: String) async throws -> Generation {
    let id = try await GenerationLocator(database: context.database).generation(text)
    return try await context.database.read { try GenerationReader($0).generation(id) }
  }

  /// The generations that made this one anew on other models, oldest first: the other side of
  /// `Generation.rebuildOf`.
  public func rebuilds(of generation: ULID) async throws -> [ULID] {
    try await context.database.read { try LineageReader($0).rebuilds(of: generation) }
  }

  /// For a generation without images: the first later one that has some, shows the same cast and edits the same
  /// image: what passed after it was refused.
  public func laterSuccess(of generation: ULID) async throws -> Generation? {
    try await context.database.read { try RefusalReader($0).laterSuccess(of: generation) }
  }

  /// A generation with its ancestors and descendants.
  public func lineage(_ text: String) async throws -> Lineage {
    let id = try await GenerationLocator(database: context.database).generation(text)
    return try await context.database.read { try LineageReader($0).lineage(of: id) }
  }

  /// Past generations, newest first.
  /// - Parameters:
  ///   - query: words, phrases, `prefix*`, `-word` and the filters `with:` `model:` `state:` `after:` `before:`. Any
  ///     text is understood somehow; `SearchResult.interpretation` says how.
  ///   - limit: the most that are returned.
  public func search(_ query: String, limit: Int = 20) async throws -> SearchResult {
    let parsed = SearchQuery(parsing: query)
    let found = try await GenerationSearch(database: context.database)
      .find(parsed, limit: limit)
    return SearchResult(interpretation: parsed.interpretation, generations: found)
  }

  /// What rebuilding a generation's lineage on another model would send, oldest first. Sends nothing.
  public func planRebuild(
    _ text: String, model: String, overflow: Overflow = .drop
  ) async throws -> [RebuildStep] {
    let id = try await GenerationLocator(database: context.database).generation(text)
    return try await Rebuild(context).plan(id, model: model, overflow: overflow)
      .map(RebuildStep.init)
  }

  /// Makes a generation and all that its images go back to anew on another model, oldest first, ending at the first
  /// failure. What an earlier run finished is not made again.
  /// - Parameters:
  ///   - maxCost: the most that all of it may cost, US dollars.
  ///   - onStep: called after each step with the old generation and what was made for it.
  public func rebuild(
    _ text: String, model: String, overflow: Overflow = .drop, maxCost: Double? = nil,
    onStep: (ULID, Made) -> Void = { _, _ in }
  ) async throws -> [RebuildStep] {
    await finishLeftovers()
    let id = try await GenerationLocator(database: context.database).generation(text)
    return try await Rebuild(context).run(
      id, model: model, overflow: overflow, maxCost: maxCost,
      onStep: { onStep($0, Made($1)) }
    ).map(RebuildStep.init)
  }

  /// Finishes what a crash or a lost connection left half-done. Needs no network.
  @discardableResult
  public func recover() async throws -> [RecoveryFinding] {
    try await Recovery(context).recover().map {
      RecoveryFinding(generation: $0.generation, before: $0.before, after: $0.after)
    }
  }

  /// What cannot be finished now must not keep new work from being done; `recover` says why.
  func finishLeftovers() async { _ = try? await recover() }

  /// How many generations wait to be finished by `recover`.
  public func waiting() async throws -> Int { try await Recovery(context).waiting() }

  /// Re-reads every file and row and derives their digests again. Changes nothing.
  /// - Parameter progress: called with files checked and files in all.
  public func verify(
    progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> VerificationReport {
    try await Verification(
      database: context.database, objects: context.objects, digestedTables: Schema.digestedTables
    ).verify(progress: progress)
  }
}

extension RebuildStep {
  fileprivate init(_ step: Rebuild.Step) {
    self.init(old: step.old, new: step.new, plan: step.plan)
  }
}
