internal import TroupePreparing
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeVocabulary

extension ReworkPlanner {
  /// A step as it is asked of the new model.
  struct WantedStep: Sendable {
    let number: Int
    let old: RecordedStep
    let request: Request
    let adjustments: [Adjustment]
  }

  /// A step as it is planned.
  struct PlannedStep: Sendable {
    let step: ReworkPlan.Step
    /// Whether an equal request of an earlier rework stands for it; `nil` where that cannot be known.
    var isFromRecord: Bool?
    /// Why it cannot be sent.
    private(set) var failure: TroupeError?

    init(_ step: ReworkPlan.Step, isFromRecord: Bool?) {
      self.step = step
      self.isFromRecord = isFromRecord
    }

    /// One that cannot be sent.
    init(number: Int, old: ULID, _ failure: TroupeError) {
      step = .init(
        number: number, old: old, outputs: [], needs: [], request: nil,
        fault: .init(code: failure.code, message: "\(failure)"))
      self.failure = failure
    }
  }

  /// Turns of conversations, each after those that are planned before it.
  func planInTurn(
    _ wanted: [WantedStep], _ origins: ReferenceOrigins,
    _ terms: ReworkTerms,
    _ profile: ModelProfile
  ) async throws -> [PlannedStep] {
    var turns = CarriedTurns()
    var planned: [PlannedStep] = []
    for one in wanted {
      let step = try await planStep(
        one, origins, terms,
        after: turns.conversation(of: one.old.session), profile)
      if let frozen = step.step.request { turns.add(frozen, one.old) }
      planned.append(step)
    }
    return planned
  }

  /// - Parameter conversation: what is said before it; `nil` for what is no turn.
  func planStep(
    _ wanted: WantedStep, _ origins: ReferenceOrigins, _ terms: ReworkTerms,
    after conversation: Conversation?, _ profile: ModelProfile
  ) async throws -> PlannedStep {
    let old = wanted.old
    do {
      let prepared = try await prepare(
        wanted.request, instead: old.id, origins, terms.basis, after: conversation, profile)
      var frozen = FrozenRequest(prepared, mapped: wanted.adjustments)
      frozen.turns = conversation?.turns.map(\.generation)
      let needs = needs(frozen, of: wanted.number, among: origins)
      var isFromRecord: Bool?
      if needs.isEmpty, !terms.isFresh {
        let key = try prepared.key
        isFromRecord = try await generations.read {
          try $0.finishedRebuild(of: old.id, key) != nil
        }
      }
      return PlannedStep(
        .init(
          number: wanted.number, old: old.id, outputs: old.isWords ? [0] : [], needs: needs,
          request: frozen), isFromRecord: isFromRecord)
    } catch let error as TroupeError {
      return PlannedStep(number: wanted.number, old: old.id, error)
    }
  }
}
