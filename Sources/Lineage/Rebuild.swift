internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// Makes a lineage anew on another model, oldest first: each step's request, references chosen again under the new
/// limits, with the new images in the places of the old.
package struct Rebuild: Sendable {
  let context: LineageContext

  /// Works in `context`.
  package init(_ context: LineageContext) { self.context = context }

  /// One generation of the lineage, and what becomes of it.
  package struct Step: Codable, Hashable, Sendable {
    /// The generation that is made anew.
    package let old: ULID
    /// The generation that stands for it on the other model, once it is made.
    package let new: ULID?
    /// What it would send or has sent.
    package let plan: Plan
  }

  /// What rebuilding `id` on `model` would send, oldest first; the images of earlier steps stand in as they are now.
  package func plan(_ id: ULID, model: String, overflow: Overflow) async throws -> [Step] {
    var steps: [Step] = []
    for old in try await lineage(of: id) {
      let (request, mapped) = try await request(old, model: model, overflow: overflow, made: [:])
      let prepared = try await Preparation(
        context: context, rebuilding: rebuilding(old, made: [:])
      ).prepare(request)
      steps.append(
        Step(old: old, new: nil, plan: prepared.adjusted(by: mapped).plan(count: 1)))
    }
    return steps
  }

  /// Rebuilds `id` on `model`, ending at the first failure; a step that an earlier run finished is taken from the
  /// record.
  /// - Parameters:
  ///   - maxCost: the most that all steps may cost together, US dollars.
  ///   - onStep: called after each step, with what was made.
  package func run(
    _ id: ULID, model: String, overflow: Overflow, maxCost: Double?,
    onStep: (ULID, Generator.Made) -> Void = { _, _ in }
  ) async throws -> [Step] {
    let planned = try await plan(id, model: model, overflow: overflow)
    let costs = planned.map(\.plan.estimate.costUSD)
    try Generator.check(
      costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +),
      bound: maxCost ?? context.budget.command)
    var made: [OutputID: InputImage] = [:]
    var steps: [Step] = []
    for old in planned.map(\.old) {
      let (request, mapped) = try await request(
        old, model: model, overflow: overflow, made: made)
      let prepared = try await Preparation(
        context: context, rebuilding: rebuilding(old, made: made)
      ).prepare(request).adjusted(by: mapped)
      let step = try await step(old, prepared)
      onStep(old, step)
      steps.append(Step(old: old, new: step.generation.id, plan: prepared.plan(count: 1)))
      if let error = step.error { throw error }
      for output in step.generation.outputs {
        let before = OutputID(generation: old, position: output.id.position)
        made[before] = try await InputResolver(context).image(of: output.id, role: .parent)
      }
    }
    return steps
  }

  private func step(_ old: ULID, _ prepared: PreparedRequest) async throws -> Generator.Made {
    let key = try prepared.key
    let finished = try await context.database.read { connection -> Generation? in
      let row = try connection.row(
        """
        SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
        WHERE g.rebuild_of = ? AND g.request_key = ? AND s.state = 'done'
        ORDER BY g.seq DESC LIMIT 1
        """, old, key)
      return try row.map { try GenerationReader(connection).generation($0.ulid("id")) }
    }
    if let finished {
      return Generator.Made(generation: finished, isFromRecord: true, error: nil)
    }
    return try await Generator(context)
      .send(prepared, links: .init(rebuildOf: old), isRepeat: false)
  }

  private func rebuilding(
    _ old: ULID, made: [OutputID: InputImage]
  ) async throws -> RebuildContext {
    try await context.database.read { connection in
      let reader = LineageReader(connection)
      return RebuildContext(
        made: made, notBefore: try reader.notOlder(than: old),
        handles: try reader.renamedCast(of: old))
    }
  }

  /// `id` and every generation that its images go back to, oldest first. Turns of a conversation that made no image have
  /// nothing to be made anew.
  private func lineage(of id: ULID) async throws -> [ULID] {
    let ids = try await context.database.read { connection in
      try LineageReader(connection).ancestors(of: id) + [id]
    }
    var made: [ULID] = []
    for one in ids {
      let state = try await context.database.read { try GenerationReader($0).state(of: one) }
      if state == .done {
        made.append(one)
      } else if one == id {
        throw TroupeError.noOutput("\(id)", state: state)
      }
    }
    return made
  }

  private func request(
    _ old: ULID, model: String, overflow: Overflow, made: [OutputID: InputImage]
  ) async throws -> (Request, [Adjustment]) {
    var request = try await context.database.read { try GenerationReader($0).request(of: old) }
    let (profile, _) = try context.models.profile(named: model)
    let (parameters, mapped) = ParameterMapping(profile: profile).map(request.parameters)
    var adjustments = mapped
    if profile.dialect == .storyboard {
      adjustments += request.uris.map {
        Adjustment(field: "uri", before: $0, after: "", reason: "\(profile.id) fetches nothing")
      }
      request.uris = []
    }
    let history = try await context.database.read { try GenerationReader($0).history(of: old) }
    if !history.isEmpty {
      adjustments.append(
        Adjustment(
          field: "history", before: "\(history.count) earlier turn\(history.count == 1 ? "" : "s")",
          after: "", reason: "a rebuild sends each turn by itself, with the image before it"))
    }
    request.model = model
    request.overflow = overflow
    request.parameters = parameters
    request.parent = request.parent.map { $0.replaced(from: made) }
    request.references = request.references.map { $0.replaced(from: made) }
    return (request, adjustments)
  }
}

extension InputImage {
  /// The image made anew in its place, with the same role, or itself.
  fileprivate func replaced(from made: [OutputID: InputImage]) -> InputImage {
    guard let origin, let new = made[origin] else { return self }
    return InputImage(
      digest: new.digest, type: new.type, width: new.width, height: new.height,
      byteCount: new.byteCount, origin: new.origin, role: role, asset: asset)
  }
}

extension PreparedRequest {
  /// The same with further adjustments recorded before its own.
  fileprivate func adjusted(by further: [Adjustment]) -> PreparedRequest {
    var other = self
    other.adjustments = further + adjustments
    return other
  }
}
