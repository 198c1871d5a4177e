internal import Foundation
package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeSending
internal import TroupeStorage
package import TroupeVocabulary

/// Reworks: lineages made again, planned whole before anything is sent, and gone on with after any interruption.
package struct Reworks: Sendable {
  let generations: GenerationStore
  let generator: Generator
  let resolver: InputResolver
  let planner: ReworkPlanner
  let loader: ConversationLoader
  /// Where the locks of running reworks stand.
  let locks: String

  /// Sends with `generator` what `generations` hold, as `models` and `providers` allow; `resolver` finds the new images,
  /// `sessions` what was said in conversations.
  /// - Parameter locks: a folder for lock files; it is made when it is missing.
  package init(
    _ generations: GenerationStore, generator: Generator, models: ModelRegistry,
    providers: ProviderRegistry, resolver: InputResolver, sessions: Sessions, locks: String
  ) {
    self.generations = generations
    self.generator = generator
    self.resolver = resolver
    loader = sessions.loader
    self.locks = locks
    planner = ReworkPlanner(
      generations: generations, preparation: generator.preparation, models: models,
      providers: providers, loader: loader)
  }

  /// What a run is allowed, and whom it tells.
  package struct Run: Sendable {
    /// The most that the rework may cost in all, US dollars; `nil` for the budget's bound.
    package var maxCost: Double?
    /// Whether takes are made again whose images were replaced.
    package var ripple = false
    /// Asked before anything that may cost money is sent.
    package var approve: Spending.Approval?
    /// Called with its name once the rework is recorded.
    package var onBegin: @Sendable (ULID) -> Void = { _ in }
    /// Called after each take, with the old generation.
    package var onTake: @Sendable (ULID, GenerationResult) -> Void = { _, _ in }
    /// Called where not all was sent that could be, with why.
    package var onStop: @Sendable (any Error) -> Void = { _ in }

    package init() {}
  }

  /// What rebuilding the lineage of `focus` on `model` would send. Nothing is recorded.
  /// - Throws: as `ReworkPlanner.rebuild`.
  package func plan(_ focus: ULID, model: String, _ terms: ReworkTerms) async throws -> Rework {
    try await timed(planner.rebuild(focus, on: model, terms).rework)
  }

  /// Records the plan to rebuild the lineage of `focus` on `model`, and carries it out.
  /// - Parameter expected: the beginning of the digest of the plan that was approved; a rework of it that was begun is gone
  ///   on with.
  /// - Throws: as `plan`; `RequestError.planChanged`, `RequestError.notApproved`.
  package func rebuild(
    _ focus: ULID, model: String, _ terms: ReworkTerms, expected: String? = nil, _ run: Run
  ) async throws -> Rework {
    try await begin(focus, expected: expected, run) {
      try await planner.rebuild(focus, on: model, terms)
    }
  }

  /// What sending the lineage of `focus` again with the changes of `terms` would send. Nothing is recorded.
  /// - Throws: as `ReworkPlanner.replay`.
  package func planReplay(_ focus: ULID, _ terms: ReworkTerms) async throws -> Rework {
    try await timed(planner.replay(focus, terms).rework)
  }

  /// Records the plan to send the lineage of `focus` again with the changes of `terms`, and carries it out.
  /// - Throws: as `planReplay`; `RequestError.planChanged`, `RequestError.notApproved`.
  package func replay(
    _ focus: ULID, _ terms: ReworkTerms, expected: String? = nil, _ run: Run
  ) async throws -> Rework {
    try await begin(focus, expected: expected, run) { try await planner.replay(focus, terms) }
  }

  private func begin(
    _ focus: ULID, expected: String?, _ run: Run,
    _ plan: () async throws -> ReworkPlanner.Draft
  ) async throws -> Rework {
    if let expected,
      let known = try await generations.read({
        try ReworkReader($0.connection).of(focus, digest: expected)
      })
    {
      return try await resume(known, run)
    }
    let draft = try await plan()
    if let expected, !draft.plan.digest.hex.hasPrefix(expected) {
      throw TroupeError.request(.planChanged(expected: expected, found: draft.plan.digest))
    }
    try await ask(draft.rework, run)
    let id = generations.newID()
    try await generations.write { try $0.plan(draft.plan, as: id, events: draft.events) }
    run.onBegin(id)
    return try await self.run(id, run)
  }

  /// Sends what is waiting, was left, or is blocked no more. Never what was refused or has no known outcome.
  /// - Throws: `RequestError.unknownRework`, `RequestError.reworkEnded`, `RequestError.reworkBusy`, `RequestError.notApproved`.
  package func resume(_ id: ULID, _ run: Run) async throws -> Rework {
    let lock = try hold(id)
    try await acceptReplays(id, try await open(id))
    _ = consume lock
    let now = try await self.course(of: id)
    try await ask(Rework(now), run)
    run.onBegin(id)
    return try await self.run(id, run)
  }

  /// How the rework stands.
  package func rework(_ id: ULID) async throws -> Rework {
    let isRunning: Bool
    do { isRunning = try FileLock.attempt(lockFile(id)) == nil } catch { isRunning = false }
    return try await timed(Rework(try await course(of: id), isRunning: isRunning))
  }

  /// `rework` with the time that it will take, by how long images of its models took in this library.
  private func timed(_ rework: Rework) async throws -> Rework {
    let models = Set(rework.steps.compactMap(\.plan?.model))
    let seconds = try await generations.read { reader in
      let uses = ModelUseReader(reader.connection)
      return try Dictionary(uniqueKeysWithValues: models.map { ($0, try uses.medianSeconds($0)) })
        .compactMapValues(\.self)
    }
    var rework = rework
    rework.secondsToCome = rework.seconds(
      each: seconds, atOnce: generator.sender.policy.atOnce)
    return rework
  }

  /// Every rework, newest first.
  package func all() async throws -> [Rework] {
    var all: [Rework] = []
    for id in try await generations.read({ try ReworkReader($0.connection).all() }) {
      all.append(try await rework(id))
    }
    return all
  }

  /// The rework called `text`: its id, four or more first letters of it, or `@last`.
  /// - Throws: `RequestError.unknownRework`, `RequestError.ambiguous`.
  package func id(_ text: String) async throws -> ULID {
    try await generations.read { try ReworkReader($0.connection).id(text) }
  }

  /// The pairs of images, in any rework, of which one comes from `generations`; oldest rework first.
  package func pairs(of generations: [ULID]) async throws -> [LineagePair] {
    let named = Set(generations)
    var pairs: [LineagePair] = []
    let ids = try await self.generations.read {
      try ReworkReader($0.connection).reworks(of: generations)
    }
    for id in ids {
      let rework = try await rework(id)
      for step in rework.steps {
        for pair in step.takes.compactMap(\.pair) where pair.old != pair.new {
          guard named.contains(pair.old.generation) || named.contains(pair.new.generation) else {
            continue
          }
          pairs.append(
            LineagePair(pair: pair, rework: id, step: step.number, model: step.plan?.model))
        }
      }
    }
    return pairs
  }

  func course(of id: ULID) async throws -> ReworkCourse {
    var follower = try await ReworkFollower(id, generations)
    return try await follower.course(generations)
  }

  func ask(_ rework: Rework, _ run: Run) async throws {
    let totals = ReworkTotals(rework.steps, countsStale: run.ripple)
    try await generator.sender.policy.ask(
      run.approve, model: rework.models.joined(separator: " and "), images: totals.toSend,
      costUSD: totals.costUnknownSteps > 0 ? nil : totals.costUSDToCome, rework: rework)
  }

  /// Runs what is ready while the lock of the rework is held.
  func run(_ id: ULID, _ run: Run, only: Set<ReworkEvent.Take>? = nil) async throws -> Rework {
    let lock = try hold(id)
    let runner = ReworkRunner(reworks: self, rework: id, run: run, only: only)
    let (course, stop) = try await runner.work()
    _ = consume lock
    if let stop { run.onStop(stop) }
    return Rework(course)
  }

  func hold(_ id: ULID) throws -> FileLock {
    try FileManager.default.createDirectory(atPath: locks, withIntermediateDirectories: true)
    // Whoever looks at a rework holds its lock for a moment too.
    do {
      return try FileLock.acquire(lockFile(id), timeout: .seconds(2))
    } catch TroupeError
      .library(.libraryBusy)
    { throw TroupeError.request(.reworkBusy(id)) }
  }

  private func lockFile(_ id: ULID) -> String { "\(locks)/\(id).lock" }

  /// A finished replay, at any remove, of what was sent for a take and did not come stands for that take.
  private func acceptReplays(_ id: ULID, _ course: ReworkCourse) async throws {
    for (take, standing) in course.standings
    where [.unknown, .refused, .failed].contains(standing.state) {
      guard let failed = standing.generation else { continue }
      try await generations.write { writer in
        guard let replay = try ReworkReader(writer.connection).finishedReplay(of: failed) else {
          return
        }
        try writer.append(
          ReworkEvent(take: take, .made, generation: replay, message: "a replay of \(failed)"),
          to: id)
      }
    }
  }
}
