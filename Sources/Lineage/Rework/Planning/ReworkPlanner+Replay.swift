internal import Foundation
internal import TroupePreparing
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeVocabulary

extension ReworkPlanner {
  /// What sending the lineage of `focus` again sends, to the models that it was made on, with the changes of `terms`.
  ///
  /// A step that changes is prepared like a new request. One of which only an image changes is sent as it was recorded, with
  /// that image in it. The others keep their images.
  /// - Throws: `RequestError.noOutput`, `RequestError.nothingChanges`, and what a new request throws where no step can be
  ///   sent.
  func replay(_ focus: ULID, _ terms: ReworkTerms) async throws -> Draft {
    let members = try await members(of: focus, terms.scope, withWords: true)
    let origins = try await generations.read { try ReferenceOrigins(members, $0) }
    let changes = try StepChanges(terms.changes ?? ReplayChanges(), of: members)
    var steps: [ReworkPlan.Step] = []
    var (sent, turns): (Set<Int>, CarriedTurns) = ([], CarriedTurns())
    var failure: TroupeError?
    for (index, old) in members.enumerated() {
      let number = index + 1
      var needs: [ReworkStep.Need] = []
      do {
        let step = try await recorded(old)
        var frozen = FrozenRequest(recorded: try await generations.read { try $0.prepared(old) })
        let conversation =
          try loader.sendsHistory(to: frozen.profile)
          ? turns.conversation(of: step.session) : nil
        if let change = changes[number] {
          frozen = try await changed(
            frozen, instead: old, change, origins, terms, after: conversation)
        }
        frozen.turns = conversation?.turns.map(\.generation)
        turns.add(frozen, step)
        needs = self.needs(frozen, of: number, among: origins)
        if changes.sends(number, needs: needs, after: sent) {
          let made = needs.filter { sent.contains($0.step) }.compactMap { need in
            need.output.map { OutputID(generation: members[need.step - 1], position: $0) }
          }
          try preparation.checkFiles(of: frozen, replacing: Set(made))
          sent.insert(number)
        }
        steps.append(
          .init(
            number: number, old: old, outputs: step.isWords ? [0] : [], needs: needs,
            request: frozen))
      } catch let error as TroupeError {
        failure = failure ?? error
        sent.insert(number)
        steps.append(
          .init(
            number: number, old: old, outputs: [], needs: needs, request: nil,
            fault: .init(code: error.code, message: "\(error)")))
      }
    }
    if let failure, sent.allSatisfy({ steps[$0 - 1].request == nil }) { throw failure }
    guard !sent.isEmpty else { throw TroupeError.request(.nothingChanges("\(focus)")) }
    let plan = ReworkPlan(
      kind: .replay, focus: focus, model: nil, terms: terms, steps: steps.withOutputs)
    let kept = plan.steps.filter { !sent.contains($0.number) }.flatMap(\.takes)
    return Draft(
      plan: plan, events: kept.map { ReworkEvent(take: $0, .kept) }, fromRecord: [:])
  }

  private func changed(
    _ recorded: FrozenRequest, instead old: ULID, _ change: StepChanges.Change,
    _ origins: ReferenceOrigins, _ terms: ReworkTerms, after conversation: Conversation?
  ) async throws -> FrozenRequest {
    var request = recorded.request
    request.prompt = change.prompt ?? request.prompt
    try request.parameters.set(change.settings)
    let profile = try models.profile(named: request.model).profile
    return FrozenRequest(
      try await prepare(
        request, instead: old, origins, terms.basis, after: conversation, profile),
      mapped: [])
  }
}

/// What a replay changes, by the number of the step.
struct StepChanges {
  /// What one step is sent with instead.
  struct Change {
    var prompt: String?
    var settings: [String: String] = [:]
  }

  private let changes: ReplayChanges
  private let first: Int?
  private var byStep: [Int: Change] = [:]

  /// - Throws: `TroupeError.invalidValue` for a step that is not among `members`.
  init(_ changes: ReplayChanges, of members: [ULID]) throws {
    func number(_ text: String) throws -> Int { try ReworkPlan.number(text, of: members) }
    self.changes = changes
    first = try changes.from.map(number)
    for (step, prompt) in changes.prompts {
      byStep[try number(step), default: .init()].prompt = prompt
    }
    for setting in changes.settings {
      let named = try setting.step.map { [try number($0)] }
      for step in named ?? Array((first ?? 1)..<(members.count + 1)) {
        // What is set for one step goes before what is set for all.
        if named == nil, byStep[step]?.settings[setting.name] != nil { continue }
        byStep[step, default: .init()].settings[setting.name] = setting.value
      }
    }
  }

  /// What the step `number` is sent with instead; `nil` where nothing of its own changes.
  subscript(number: Int) -> Change? { byStep[number] }

  /// Whether a step is sent, `sent` being the earlier ones that are.
  func sends(_ number: Int, needs: [ReworkStep.Need], after sent: Set<Int>) -> Bool {
    if changes.isAll || number == first || byStep[number] != nil { return true }
    return changes.ripples && needs.contains { sent.contains($0.step) }
  }
}
