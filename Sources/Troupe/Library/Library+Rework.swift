internal import TroupeLineage

extension Library {
  /// Sends a recorded request again: same model, same bytes. A new generation, linked to the old.
  /// - Parameters:
  ///   - generation: the one to send again.
  ///   - maxCost: the most it may cost, 0 or more US dollars; `nil` for the settings' bound.
  ///   - approve: as for `generate`.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.tooExpensive`; `LibraryError.damagedFile` when a file that was sent is
  ///   missing; otherwise as `generate`.
  @concurrent public func replay(
    _ generation: GenerationName, maxCost: Double? = nil, approve: Spending.Approval? = nil
  ) async throws -> GenerationResult {
    try GenerateOptions.check(maxCost: maxCost)
    try checkSpending()
    await finishLeftovers()
    return try await services.replay.replay(
      id(of: generation), maxCost: maxCost, approve: approve)
  }

  /// What rebuilding a generation's lineage on another model would send, oldest first. Sends nothing.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.noOutput`, and what keeps a step from being sent to the model.
  @concurrent public func planRebuild(
    _ generation: GenerationName, model: String, overflow: Overflow = .drop
  ) async throws -> [RebuildStep] {
    try await services.rebuild.plan(id(of: generation), model: model, overflow: overflow)
  }

  /// Rebuilds a generation and all that its images go back to on another model, oldest first, ending at the first failure.
  /// What an earlier run finished is not made again.
  /// - Parameters:
  ///   - generation: the last one of the lineage.
  ///   - model: the other model, by id or alias.
  ///   - overflow: what to do where not every mentioned asset of a step fits.
  ///   - maxCost: the most that all of it may cost, 0 or more US dollars.
  ///   - approve: asked once, before the first step that is sent, unless all that are left are free; `nil` agrees.
  ///   - onEvent: called after each step.
  /// - Throws: as `planRebuild`, and the error of the step that failed.
  @concurrent public func rebuild(
    _ generation: GenerationName, model: String, overflow: Overflow = .drop,
    maxCost: Double? = nil, onEvent: @escaping WorkEvent.Handler = { _ in },
    approve: Spending.Approval? = nil
  ) async throws -> [RebuildStep] {
    try GenerateOptions.check(maxCost: maxCost)
    try checkSpending()
    await finishLeftovers()
    return try await services.rebuild.run(
      id(of: generation), model: model, overflow: overflow, maxCost: maxCost,
      onStep: { onEvent(.rebuilt(old: $0, $1)) }, approve: approve)
  }
}
