internal import TroupeRecord
package import TroupeVocabulary

/// What a user decides in the course of a rework.
extension Reworks {
  /// Sends a further take of a step; the new one counts, the old stays in the record.
  /// - Parameters:
  ///   - step: `STEP` or `STEP.TAKE`.
  ///   - prompt: what is asked instead; `nil` leaves the words as they are.
  ///   - parameters: settings that replace those of the step, by name.
  /// - Throws: `RequestError.unknownStep`, `RequestError.stepState`; as a first plan for what cannot be sent.
  package func retry(
    _ id: ULID, _ step: String, prompt: String? = nil,
    changing change: @Sendable (inout Parameters) throws -> Void = { _ in }, _ run: Run
  ) async throws -> Rework {
    let course = try await open(id)
    let takes = try takes(step, in: course)
    guard let planned = takes.first.flatMap({ course.plan.step($0.step) }) else {
      throw TroupeError.request(.unknownStep(step, rework: id))
    }
    for take in takes {
      try check(
        take, course, [.made, .refused, .failed, .unknown, .left, .waiting, .skipped, .kept])
    }
    let changed = try await planner.again(
      planned, course, prompt: prompt, changing: change)
    return try await send(takes, of: id, request: changed, message: "sent again by the user", run)
  }

  /// Sends the same bytes again for a step whose outcome is not known; both may be billed.
  /// - Throws: `RequestError.unknownStep`, `RequestError.stepState`.
  package func resend(_ id: ULID, _ step: String, _ run: Run) async throws -> Rework {
    let course = try await open(id)
    let takes = try takes(step, in: course).filter { course.standings[$0]?.state == .unknown }
    guard !takes.isEmpty else {
      for take in try self.takes(step, in: course) { try check(take, course, [.unknown]) }
      throw TroupeError.request(.unknownStep(step, rework: id))
    }
    return try await send(takes, of: id, request: nil, message: "sent again by the user", run)
  }

  /// Lets another image stand for a step.
  /// - Throws: `RequestError.unknownStep`, `RequestError.unknownGeneration`.
  package func accept(_ id: ULID, _ step: String, image: OutputID) async throws -> Rework {
    let course = try await open(id)
    let takes = try takes(step, in: course)
    guard takes.count == 1, let take = takes.first else {
      throw TroupeError.request(.ambiguous(step, matches: takes.map { "\($0.step).\($0.number)" }))
    }
    return try await decide(
      [
        ReworkEvent(
          take: take, .made, generation: image.generation, output: image.position,
          message: "accepted by the user")
      ], id)
  }

  /// Lets the old images of a step stand for themselves.
  /// - Throws: `RequestError.unknownStep`.
  package func keep(_ id: ULID, _ step: String) async throws -> Rework {
    let takes = try takes(step, in: try await open(id))
    return try await decide(takes.map { ReworkEvent(take: $0, .kept) }, id)
  }

  /// Leaves a step out, and so all that needs it.
  /// - Throws: `RequestError.unknownStep`, `RequestError.stepState` for one that is made.
  package func skip(_ id: ULID, _ step: String) async throws -> Rework {
    let course = try await open(id)
    let takes = try takes(step, in: course)
    for take in takes {
      try check(take, course, [.waiting, .blocked, .left, .refused, .failed, .unknown, .kept])
    }
    return try await decide(takes.map { ReworkEvent(take: $0, .skipped) }, id)
  }

  /// Ends a rework: nothing more of it is sent.
  package func end(_ id: ULID) async throws -> Rework {
    _ = try await open(id)
    return try await decide([ReworkEvent(take: nil, .ended)], id)
  }

  func open(_ id: ULID) async throws -> ReworkCourse {
    let course = try await course(of: id)
    if course.isEnded { throw TroupeError.request(.reworkEnded(id)) }
    return course
  }

  private func takes(
    _ text: String, in course: ReworkCourse
  ) throws -> [ReworkEvent.Take] {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard let id = course.plan.id else { return [] }
    guard (1...2).contains(parts.count), let number = parts[0],
      let step = course.plan.step(number)
    else { throw TroupeError.request(.unknownStep(text, rework: id)) }
    guard parts.count == 2 else { return step.takes }
    guard let take = step.takes.first(where: { $0.number == parts[1] }) else {
      throw TroupeError.request(.unknownStep(text, rework: id))
    }
    return [take]
  }

  private func check(
    _ take: ReworkEvent.Take, _ course: ReworkCourse, _ states: [TakeState]
  ) throws {
    guard let state = course.standings[take]?.state, !states.contains(state) else { return }
    throw TroupeError.request(
      .stepState(
        step: take.step, state: state,
        expected: states.map(\.rawValue).joined(separator: ", ")))
  }

  private func decide(_ events: [ReworkEvent], _ id: ULID) async throws -> Rework {
    let lock = try hold(id)
    try await generations.write { writer in
      for event in events { try writer.append(event, to: id) }
    }
    _ = consume lock
    return try await rework(id)
  }

  private func send(
    _ takes: [ReworkEvent.Take], of id: ULID, request: FrozenRequest?, message: String, _ run: Run
  ) async throws -> Rework {
    let course = try await course(of: id)
    let costs = takes.map { (request ?? course.standings[$0]?.request)?.estimate.boundUSD }
    let cost = costs.contains(nil) ? nil : costs.compactMap(\.self).reduce(0, +)
    // Refused beforehand: a take that is left has given up the image that it had.
    let policy = generator.sender.policy
    try policy.check(cost.map { course.spent + $0 }, bound: run.maxCost)
    try await generations.write { writer in
      try LedgerReader(writer.connection).check(cost, within: policy.budget, at: writer.now)
    }
    let models = takes.compactMap { (request ?? course.standings[$0]?.request)?.profile.id }
    try await policy.ask(
      run.approve, model: models.first ?? "", images: takes.count, costUSD: cost)
    _ = try await decide(
      takes.map { ReworkEvent(take: $0, .waiting, request: request, message: message) }, id)
    run.onBegin(id)
    return try await self.run(id, run, only: Set(takes))
  }
}
