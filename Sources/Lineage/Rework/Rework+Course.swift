internal import TroupeRecord
internal import TroupeVocabulary

extension Rework {
  /// What a user sees of `course`.
  /// - Parameters:
  ///   - isRunning: whether a process is at work on it.
  ///   - fromRecord: by step, whether an equal request of an earlier rework stands for it.
  init(_ course: ReworkCourse, isRunning: Bool = false, fromRecord: [Int: Bool] = [:]) {
    let plan = course.plan
    let levels = plan.levels
    let steps = plan.steps.map { step in
      let request = step.takes.first.flatMap { course.standings[$0]?.request }
      return ReworkStep(
        number: step.number, old: step.old, prompt: request?.request.prompt,
        takes: step.takes.map { course.take($0, of: step) }, needs: step.needs,
        level: levels[step.number] ?? 0,
        isFromRecord: fromRecord[step.number], plan: request?.plan,
        fault: request == nil ? step.fault : nil)
    }
    self.init(
      id: plan.id, kind: plan.kind, state: course.state(isRunning: isRunning),
      createdAt: plan.createdAt, focus: plan.focus, model: plan.model, terms: plan.terms,
      digest: plan.digest, steps: steps, warnings: plan.warnings)
  }
}

extension Rework {
  /// How long what is to be sent takes: steps of equal level go out together, as many as are sent at once.
  /// - Parameter seconds: what one image takes, by model.
  func seconds(each seconds: [String: Double], atOnce: Int) -> Double? {
    let open = steps.filter { step in
      step.isFromRecord != true
        && step.takes.contains { [.waiting, .left, .blocked].contains($0.state) }
    }
    let levels = Dictionary(grouping: open, by: \.level).values.map { level -> Double? in
      let times = level.flatMap { step in
        step.takes.map { _ in step.plan.flatMap { seconds[$0.model] } }
      }
      guard !times.contains(nil) else { return nil }
      return times.compactMap(\.self).reduce(0, +) / Double(min(max(atOnce, 1), times.count))
    }
    return levels.contains(nil) ? nil : levels.compactMap(\.self).reduce(0, +)
  }
}

extension ReworkCourse {
  fileprivate func take(_ name: Take, of step: ReworkPlan.Step) -> ReworkTake {
    let standing = standings[name]
    let old = OutputID(generation: step.old, position: step.outputs[name.number - 1])
    let new = standing?.state == .kept && old.position > 0 ? old : standing?.output
    return ReworkTake(
      number: name.number, state: standing?.state ?? .waiting, generation: standing?.generation,
      message: standing?.message, costUSD: cost(of: name),
      pair: old.position > 0 ? new.map { .init(old: old, new: $0) } : nil,
      isStale: standing?.isStale ?? false)
  }

  fileprivate func state(isRunning: Bool) -> ReworkState {
    if isRunning { return .running }
    if isEnded { return .ended }
    let states = Set(standings.values.map(\.state))
    if states.isSubset(of: [.made, .kept, .skipped]) { return .finished }
    if states.isSubset(of: [.waiting]) { return .planned }
    let rests = plan.terms.isReviewed && ready().contains { standings[$0]?.state == .waiting }
    return rests ? .resting : .incomplete
  }
}

extension ReworkPlan {
  /// What the user should know of all of it.
  var warnings: [String] {
    var lengths: [ULID: Int] = [:]
    for step in steps {
      let parent = step.request?.request.parent?.origin?.generation
      lengths[step.old] = parent.flatMap { lengths[$0] }.map { $0 + 1 } ?? 0
    }
    let longest = lengths.values.max() ?? 0
    guard kind == .rebuild, terms.anchor == .chain, longest > 5 else { return [] }
    return [
      """
      The longest chain has \(longest) edits, one of another: small faults add up in such chains \
      (arXiv 2604.03400). An anchor at the root, or at every few edits, keeps them down.
      """
    ]
  }
}
