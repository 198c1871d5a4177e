internal import Foundation
package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeSending
package import TroupeVocabulary

/// Rebuilds a lineage on another model, oldest first: each step's request, references chosen again under the new limits,
/// with the new images in the places of the old.
package struct Rebuild: Sendable {
  private let generations: GenerationStore
  private let generator: Generator
  private let models: ModelRegistry
  private let providers: ProviderRegistry
  private let resolver: InputResolver

  /// Sends with `generator` what `generations` hold, as `models` and `providers` allow; `resolver` finds the new images.
  package init(
    _ generations: GenerationStore, generator: Generator, models: ModelRegistry,
    providers: ProviderRegistry, resolver: InputResolver
  ) {
    self.generations = generations
    self.generator = generator
    self.models = models
    self.providers = providers
    self.resolver = resolver
  }

  /// What rebuilding `id` on `model` would send, oldest first; the images of earlier steps stand in as they are now.
  /// - Throws: `TroupeError` for a step that cannot be sent to the model.
  package func plan(_ id: ULID, model: String, overflow: Overflow) async throws -> [RebuildStep] {
    var steps: [RebuildStep] = []
    for old in try await lineage(of: id) {
      let prepared = try await prepare(old, model: model, overflow: overflow, made: [:])
      steps.append(RebuildStep(old: old, plan: prepared.plan(count: 1)))
    }
    return steps
  }

  /// Rebuilds `id` on `model`, ending at the first failure; a step that an earlier run finished is taken from the record.
  /// - Parameters:
  ///   - maxCost: the most that all steps may cost together, US dollars.
  ///   - approve: asked once for all steps that no earlier run finished, unless they are free.
  ///   - onStep: called after each step, with its result.
  /// - Throws: `TroupeError` for what cannot be planned or fails.
  package func run(
    _ id: ULID, model: String, overflow: Overflow, maxCost: Double?,
    onStep: @Sendable (ULID, GenerationResult) -> Void = { _, _ in },
    approve: Spending.Approval? = nil
  ) async throws -> [RebuildStep] {
    let planned = try await plan(id, model: model, overflow: overflow)
    let costs = planned.map(\.plan.estimate.boundUSD)
    try generator.sender.policy.check(
      costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +), bound: maxCost)
    var made: [OutputID: InputImage] = [:]
    var isApproved = false
    var steps: [RebuildStep] = []
    for old in planned.map(\.old) {
      let prepared = try await prepare(old, model: model, overflow: overflow, made: made)
      let result: GenerationResult
      if let finished = try await finished(old, prepared) {
        result = finished
      } else {
        // What comes after the first step to be made may hang on its images, and is counted as to be made too.
        if !isApproved { try await ask(approve, planned, after: steps) }
        isApproved = true
        result = try await generator.sender.send(
          prepared, links: .init(rebuildOf: old), allowing: .init())
      }
      onStep(old, result)
      steps.append(
        RebuildStep(old: old, new: result.generation.id, plan: prepared.plan(count: 1)))
      if let error = result.error { throw error }
      for output in result.generation.outputs {
        let before = OutputID(generation: old, position: output.id.position)
        made[before] = try await resolver.image(of: output.id, role: .parent)
      }
    }
    return steps
  }

  /// Has `approve` agree to those of the `planned` steps that come after `made`, which were taken from the record.
  private func ask(
    _ approve: Spending.Approval?, _ planned: [RebuildStep], after made: [RebuildStep]
  ) async throws {
    let rest = planned.dropFirst(made.count)
    let costs = rest.map(\.plan.estimate.boundUSD)
    let steps = zip(planned, made).map { RebuildStep(old: $0.old, new: $1.new, plan: $0.plan) }
    try await generator.sender.policy.ask(
      approve, model: rest.first?.plan.model ?? "", images: rest.count,
      costUSD: costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +),
      steps: steps + rest)
  }

  /// What an earlier run made of this very step.
  private func finished(
    _ old: ULID, _ prepared: PreparedRequest
  ) async throws -> GenerationResult? {
    let key = try prepared.key
    return try await generations.read { try $0.finishedRebuild(of: old, key) }
      .map { GenerationResult(generation: $0, isFromRecord: true) }
  }

  private func prepare(
    _ old: ULID, model: String, overflow: Overflow, made: [OutputID: InputImage]
  ) async throws -> PreparedRequest {
    let (request, mapped) = try await request(old, model: model, overflow: overflow, made: made)
    let substitutions = try await generations.read { reader in
      let lineage = LineageReader(reader.connection)
      return Substitutions(
        images: made, notBefore: try lineage.notOlder(than: old),
        handles: try lineage.renamedCast(of: old), names: try lineage.castNames(of: old))
    }
    var prepared = try await generator.preparation.substituting(substitutions).prepare(request)
    prepared.adjustments = mapped + prepared.adjustments
    return prepared
  }

  /// `id` and every generation that its images go back to, oldest first. Turns of a conversation that made no image have
  /// nothing to rebuild.
  private func lineage(of id: ULID) async throws -> [ULID] {
    try await generations.read { reader in
      let ids = try LineageReader(reader.connection).ancestors(of: id) + [id]
      return try ids.filter { one in
        let state = try reader.state(of: one)
        if one == id, state != .done { throw TroupeError.request(.noOutput("\(id)", state: state)) }
        return state == .done
      }
    }
  }

  private func request(
    _ old: ULID, model: String, overflow: Overflow, made: [OutputID: InputImage]
  ) async throws -> (Request, [Adjustment]) {
    var (request, history) = try await generations.read { reader in
      (try reader.request(of: old), try reader.history(of: old))
    }
    let (profile, _) = try models.profile(named: model)
    let provider = try providers.provider(of: profile)
    let (parameters, mapped) = ParameterMapping(profile: profile, provider: provider)
      .map(request.parameters)
    var adjustments = mapped
    if !provider.fetchesAddresses {
      adjustments += request.uris.map {
        Adjustment(
          field: "uri", before: "\($0)", after: "", reason: "\(profile.id) fetches nothing")
      }
      request.uris = []
    }
    if !history.isEmpty {
      adjustments.append(
        Adjustment(
          field: "history", before: "\(history.count) earlier turn\(history.count == 1 ? "" : "s")",
          after: "", reason: "a rebuild sends each turn by itself, with the image before it"))
    }
    if let mask = request.mask, !profile.capabilities.mask {
      adjustments.append(
        Adjustment(
          field: "mask", before: mask.digest.short, after: "",
          reason: "\(profile.id) takes none: words alone say what changes"))
      request.mask = nil
    }
    request.model = model
    request.overflow = overflow
    request.parameters = parameters
    request.parent = request.parent.map { $0.replaced(from: made) }
    request.references = request.references.map { $0.replaced(from: made) }
    if let mask = request.mask, let parent = request.parent,
      mask.width != parent.width || mask.height != parent.height
    {
      adjustments.append(
        Adjustment(
          field: "mask", before: mask.digest.short, after: "",
          reason: "the new image under it has another size: words alone say what changes"))
      request.mask = nil
    }
    return (request, adjustments)
  }
}

extension InputImage {
  /// The image that was made in its place, with the same role, or itself.
  fileprivate func replaced(from made: [OutputID: InputImage]) -> InputImage {
    guard let origin, let new = made[origin] else { return self }
    return InputImage(
      image: new.image, origin: new.origin, role: role, asset: asset, subject: subject)
  }
}
