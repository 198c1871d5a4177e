internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending
internal import TroupeVocabulary

/// Carries out a rework: sends every take whose images are there, several at once, until nothing more can be sent.
struct ReworkRunner: Sendable {
  typealias Take = ReworkEvent.Take

  let reworks: Reworks
  let rework: ULID
  let run: Reworks.Run
  /// The takes that alone are sent; `nil` for all.
  let only: Set<Take>?

  private var generations: GenerationStore { reworks.generations }
  private var sender: Sender { reworks.generator.sender }

  /// How one take ended that was under way.
  private struct Ending: Sendable {
    let take: Take
    /// What would strike the other takes too.
    let stop: (any Error)?
  }

  /// Works until nothing is ready, something strikes all, or the task is cancelled; what is under way then is waited for.
  /// - Returns: how the rework stands, and why not all was sent that could be.
  func work() async throws -> (ReworkCourse, stop: (any Error)?) {
    var stop: (any Error)?
    var begun: Set<Take> = []
    var follower = try await ReworkFollower(rework, generations)
    var course = try await follower.course(generations)
    let level = reviewedLevel(course)
    try await withThrowingTaskGroup(of: Ending.self) { group in
      var underWay: [Take: Double] = [:]
      func start() async throws {
        for take in try await next(
          &course, &follower, level: level, begun: begun, underWay: &underWay)
        {
          begun.insert(take)
          group.addTask { [course] in await make(take, course) }
        }
      }
      try await start()
      while let ending = try await group.next() {
        underWay[ending.take] = nil
        stop = stop ?? ending.stop
        course = try await follower.course(generations)
        if stop == nil, !Task.isCancelled { try await start() }
      }
    }
    if Task.isCancelled { stop = stop ?? TroupeError.interrupted }
    return (course, stop)
  }

  /// The takes to begin now. What an answer brought besides stands for a take without a send, and what passes the bound on
  /// cost is left.
  private func next(
    _ course: inout ReworkCourse, _ follower: inout ReworkFollower, level: Set<Int>?,
    begun: Set<Take>, underWay: inout [Take: Double]
  ) async throws -> [Take] {
    var started: [Take] = []
    var left: Set<Take> = []
    while true {
      let ready = course.ready(ripple: run.ripple).filter { take in
        !begun.contains(take) && !started.contains(take) && !left.contains(take)
          && only?.contains(take) != false && level?.contains(take.step) != false
          && !underWay.keys.contains { $0.step == take.step }
      }
      guard let take = ready.first, underWay.count < sender.policy.atOnce else { return started }
      if let spare = course.spare(for: take) {
        try await append(
          ReworkEvent(
            take: take, .made, generation: spare.generation, output: spare.position,
            message: "it came with the answer to another take"))
      } else if let bound = run.maxCost ?? sender.policy.budget.command,
        !isWithin(bound, take, course, underWay)
      {
        left.insert(take)
        // What was made before stays made.
        if course.standings[take]?.state == .waiting {
          try await append(
            ReworkEvent(take: take, .left, message: "it would pass the bound of \(bound) USD"))
        }
      } else {
        underWay[take] = cost(of: take, course) ?? 0
        started.append(take)
        continue
      }
      course = try await follower.course(generations)
    }
  }

  /// The steps of the first level that can be sent, where the user looks at each before the next; `nil` for all.
  private func reviewedLevel(_ course: ReworkCourse) -> Set<Int>? {
    guard course.plan.terms.isReviewed, only == nil else { return nil }
    let levels = course.plan.levels
    let first = course.ready(ripple: run.ripple).compactMap { levels[$0.step] }.min()
    return Set(levels.filter { $0.value == first }.keys)
  }

  private func isWithin(
    _ bound: Double, _ take: Take, _ course: ReworkCourse, _ underWay: [Take: Double]
  ) -> Bool {
    guard let cost = cost(of: take, course) else { return false }
    return course.spent + underWay.values.reduce(0, +) + cost <= bound
  }

  private func cost(of take: Take, _ course: ReworkCourse) -> Double? {
    course.standings[take]?.request?.estimate.boundUSD
  }

  private func append(_ event: ReworkEvent) async throws {
    let rework = rework
    try await generations.write { try $0.append(event, to: rework) }
  }

  private func make(_ take: Take, _ course: ReworkCourse) async -> Ending {
    do {
      guard let step = course.plan.step(take.step), let request = course.standings[take]?.request
      else { return Ending(take: take, stop: nil) }
      let turn = ReworkTurn(request, course)
      let prepared = try await filled(step, request, course, turn)
      if try await isTaken(take, step, prepared, course) { return Ending(take: take, stop: nil) }
      let result = try await sender.send(
        prepared,
        links: .init(
          replayOf: course.plan.kind == .replay ? step.old : nil,
          rebuildOf: course.plan.kind == .rebuild ? step.old : nil,
          turn: try await turn?.place(generations),
          take: ReworkTakeName(rework: rework, take: take)),
        allowing: .init(all: only != nil || course.plan.kind == .replay))
      run.onTake(step.old, result)
      let patience = sender.policy.retry.longestWait
      return Ending(
        take: take,
        stop: result.error.flatMap { $0.stopsBatch(patience: patience) ? $0 : nil })
    } catch {
      return Ending(take: take, stop: await noted(error, take))
    }
  }

  /// The request of a step with the images in it that were made.
  private func filled(
    _ step: ReworkPlan.Step, _ request: FrozenRequest, _ course: ReworkCourse, _ turn: ReworkTurn?
  ) async throws -> PreparedRequest {
    var request = request
    // What was recorded holds what was said then.
    if turn?.isChanged == true { request.recorded = nil }
    var images: [OutputID: InputImage] = [:]
    for need in step.needs {
      guard let old = course.plan.step(need.step)?.old, let output = need.output,
        let new = course.image(for: need)
      else { continue }
      let before = OutputID(generation: old, position: output)
      if new != before { images[before] = try await reworks.resolver.image(of: new, role: .parent) }
    }
    var conversation: Conversation?
    if let turn {
      conversation = try await reworks.loader.conversation(turn.earlier, for: request.profile)
    }
    return try await reworks.generator.preparation.fill(
      request, with: images, after: conversation)
  }

  /// Whether what an earlier rework made of an equal request stands for the take.
  private func isTaken(
    _ take: Take, _ step: ReworkPlan.Step, _ prepared: PreparedRequest, _ course: ReworkCourse
  ) async throws -> Bool {
    guard course.plan.kind == .rebuild, !course.plan.terms.isFresh, only == nil,
      course.standings[take]?.isStale == false
    else { return false }
    let key = try prepared.key
    let rework = rework
    let found = try await generations.write { writer -> Generation? in
      let reader = GenerationReader(writer.connection)
      guard let found = try reader.finishedRebuild(of: step.old, key, outside: rework) else {
        return nil
      }
      try writer.append(
        ReworkEvent(take: take, .made, generation: found.id, message: "from the record"),
        to: rework)
      return found
    }
    if let found { run.onTake(step.old, GenerationResult(generation: found, isFromRecord: true)) }
    return found != nil
  }

  /// Records how a take ended that was not sent.
  /// - Returns: the error, where it would strike the other takes too.
  private func noted(_ error: any Error, _ take: Take) async -> (any Error)? {
    do {
      switch error as? TroupeError {
      case .request(.equalRequestOpen(_, let generation, _)):
        try await append(
          ReworkEvent(
            take: take, .unknown, generation: generation,
            message: "an equal request has no known outcome"))
        return nil
      case .request(.overBudget):
        try await append(ReworkEvent(take: take, .left, message: "the month's budget is used up"))
        return error
      case .request, .image, .catalog, .invalidValue, .library(.damagedFile), .library(.purged):
        try await append(ReworkEvent(take: take, .failed, message: "\(error)"))
        return nil
      default: return error
      }
    } catch { return error }
  }
}
