import TroupeLineage
package import TroupeVocabulary

/// Rebuilds as tests ask for them.
extension LineageFixture {
  /// What rebuilding `id` on `model` would send.
  package func planned(
    _ id: ULID, on model: String, overflow: Overflow = .drop, basis: ReworkBasis = .recorded
  ) async throws -> [ReworkStep] {
    try await services.reworks.plan(
      id, model: model, ReworkTerms(basis: basis, overflow: overflow)
    ).steps
  }

  /// Rebuilds `id` on `model`.
  package func rebuilt(
    _ id: ULID, on model: String, terms: ReworkTerms = ReworkTerms(), maxCost: Double? = nil,
    onTake: @escaping @Sendable (ULID, GenerationResult) -> Void = { _, _ in }
  ) async throws -> Rework {
    var run = Reworks.Run()
    run.maxCost = maxCost
    run.onTake = onTake
    return try await services.reworks.rebuild(id, model: model, terms, run)
  }
}

extension ReworkStep {
  /// The first image that was made for it.
  package var new: ULID? { takes.first?.pair?.new.generation }
  /// How its first take stands.
  package var state: TakeState? { takes.first?.state }
  /// The images that were chosen for it.
  package var chosen: [ChosenInput] { plan?.selection.chosen ?? [] }
}
