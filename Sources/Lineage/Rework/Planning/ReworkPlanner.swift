internal import Foundation
internal import TroupeCatalog
package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeVocabulary

/// Plans a rebuild: what is sent for each generation of a lineage, decided once for all of it. Sends nothing.
struct ReworkPlanner: Sendable {
  let generations: GenerationStore
  let preparation: Preparation
  let models: ModelRegistry
  let providers: ProviderRegistry
  let loader: ConversationLoader

  /// A plan, and what the record has of it already.
  struct Draft: Sendable {
    let plan: ReworkPlan
    /// What the first takes are from the start, where the user said so.
    let events: [ReworkEvent]
    /// By step, whether an equal request of an earlier rework stands for it; steps that need others are left out.
    let fromRecord: [Int: Bool]

    var rework: Rework {
      Rework(ReworkCourse(plan, events: events, generations: []), fromRecord: fromRecord)
    }
  }

  /// What rebuilding the lineage of `focus` on `model` sends.
  /// - Throws: `RequestError.unknownModel`, `RequestError.noOutput`, `RequestError.unknownStep`, and the error of the first
  ///   step where none can be sent to the model.
  func rebuild(_ focus: ULID, on model: String, _ terms: ReworkTerms) async throws -> Draft {
    let (profile, _) = try models.profile(named: model)
    let provider = try providers.provider(of: profile)
    let carries = try loader.sendsHistory(to: profile) && terms.carriesTurns
    let members = try await members(of: focus, terms.scope, withWords: carries)
    let origins = try await generations.read { try ReferenceOrigins(members, $0) }
    let mapping = StepRequest(profile: profile, provider: provider, terms: terms)
    var anchors = AnchorRewriting(terms.anchor)
    var wanted: [WantedStep] = []
    var planned: [PlannedStep] = []
    let records = try await members.concurrentMap { old -> Result<RecordedStep, any Error> in
      do { return .success(try await recorded(old)) } catch { return .failure(error) }
    }
    for (index, old) in members.enumerated() {
      do {
        let step = try records[index].get()
        let (request, anchored) = anchors.rewrite(step.request, of: old)
        let (mapped, adjustments) = mapping.map(
          request, to: model, after: carries ? .none : step.past, shape: step.shape)
        wanted.append(
          WantedStep(
            number: index + 1, old: step, request: mapped, adjustments: anchored + adjustments))
      } catch let error as TroupeError {
        planned.append(PlannedStep(number: index + 1, old: old, error))
      }
    }
    if carries, wanted.contains(where: { $0.old.session != nil }) {
      planned += try await planInTurn(wanted, origins, terms, profile)
    } else {
      planned += try await wanted.concurrentMap {
        try await planStep($0, origins, terms, after: nil, profile)
      }
    }
    planned.sort { $0.step.number < $1.step.number }
    if let failure = planned.compactMap(\.failure).first,
      planned.allSatisfy({ $0.step.request == nil })
    {
      throw failure
    }
    let plan = ReworkPlan(
      kind: .rebuild, focus: focus, model: profile.id, terms: terms,
      steps: planned.map(\.step).withOutputs)
    let fromRecord = planned.compactMap { one in
      one.isFromRecord.map { (one.step.number, $0) }
    }
    return Draft(
      plan: plan, events: try plan.firstEvents(),
      fromRecord: Dictionary(uniqueKeysWithValues: fromRecord))
  }

  /// The members of a rework; turns that were answered in words among them only where conversations are carried over.
  func members(
    of focus: ULID, _ scope: ReworkScope, withWords: Bool
  ) async throws -> [ULID] {
    try await generations.read { reader in
      let all = try LineageReader(reader.connection).members(of: focus, scope)
      return withWords ? all : try all.filter { try !reader.generation($0).outputs.isEmpty }
    }
  }

  /// `request` in the place of `old`, with the catalogue as `basis` says.
  /// - Parameters:
  ///   - origins: the references that may have been made of it.
  ///   - conversation: what is said before it; `nil` for what is no turn.
  func prepare(
    _ request: Request, instead old: ULID, _ origins: ReferenceOrigins, _ basis: ReworkBasis,
    after conversation: Conversation?, _ profile: ModelProfile
  ) async throws -> PreparedRequest {
    let substitutions = try await generations.read { reader in
      let lineage = LineageReader(reader.connection)
      return Substitutions(
        images: [:], notBefore: origins.notOlder(than: old),
        handles: try lineage.renamedCast(of: old), names: try lineage.castNames(of: old),
        recorded: basis == .recorded ? try reader.recordedCast(of: old) : nil)
    }
    let preparation = preparation.substituting(substitutions)
    guard let conversation else { return try await preparation.prepare(request) }
    return try await preparation.prepare(request, after: conversation, profile)
  }

  /// What the step `number` takes from the steps before it.
  func needs(
    _ frozen: FrozenRequest, of number: Int, among members: ReferenceOrigins
  ) -> [ReworkStep.Need] {
    func step(_ generation: ULID) -> Int? {
      members.place(of: generation).flatMap { $0 + 1 < number ? $0 + 1 : nil }
    }
    let images = frozen.origins.compactMap { origin in
      step(origin.generation).map { ReworkStep.Need(step: $0, output: origin.position) }
    }
    let turns = (frozen.turns ?? []).compactMap { turn in
      step(turn).map { ReworkStep.Need(step: $0, output: nil) }
    }
    return Set(images + turns).sorted { ($0.step, $0.output ?? 0) < ($1.step, $1.output ?? 0) }
  }
}

extension ReworkPlanner {
  /// What a step sends instead of what was planned; `nil` where nothing changes.
  /// - Throws: as a first plan.
  func again(
    _ step: ReworkPlan.Step, _ course: ReworkCourse, prompt: String?,
    changing change: (inout Parameters) throws -> Void
  ) async throws -> FrozenRequest? {
    let known = step.takes.first.flatMap { course.standings[$0]?.request }
    var request: Request
    var mapped: [Adjustment] = []
    if let known {
      request = known.request
    } else {
      // A step that could not be planned is asked for as it was recorded.
      guard let model = course.plan.model else { return nil }
      let (profile, _) = try models.profile(named: model)
      let mapping = StepRequest(
        profile: profile, provider: try providers.provider(of: profile), terms: course.plan.terms)
      let recorded = try await recorded(step.old)
      (request, mapped) = mapping.map(
        recorded.request, to: model, after: recorded.past, shape: recorded.shape)
    }
    let before = (request.prompt, request.parameters)
    request.prompt = prompt ?? request.prompt
    try change(&request.parameters)
    if known != nil, before == (request.prompt, request.parameters) { return nil }
    let members = course.plan.steps.map(\.old)
    let origins = try await generations.read { try ReferenceOrigins(members, $0) }
    let profile = try models.profile(named: request.model).profile
    let conversation = try await conversation(of: known, course)
    let prepared = try await prepare(
      request, instead: step.old, origins, course.plan.terms.basis, after: conversation, profile)
    var frozen = FrozenRequest(prepared, mapped: mapped)
    frozen.turns = known?.turns
    return frozen
  }

  /// What is said before a turn, as it is planned.
  private func conversation(
    of request: FrozenRequest?, _ course: ReworkCourse
  ) async throws -> Conversation? {
    guard let earlier = request?.turns else { return nil }
    var turns = CarriedTurns()
    for step in course.plan.steps where earlier.contains(step.old) {
      guard let frozen = step.takes.first.flatMap({ course.standings[$0]?.request }) else {
        continue
      }
      turns.add(frozen, try await recorded(step.old))
    }
    return turns.all
  }
}
