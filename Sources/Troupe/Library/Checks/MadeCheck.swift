internal import TroupeRecord
internal import TroupeSending

/// What was just made, checked as it comes: one more image where a trait came back changed, and the better one stands for
/// the batch.
struct MadeCheck: Sendable {
  let services: Services
  let request: Request
  let options: GenerateOptions
  let checking: CheckOptions
  let judge: String
  /// The most that all of it may cost, US dollars; `nil` for no bound.
  let bound: Double?
  let approve: Spending.Approval?
  let onEvent: WorkEvent.Handler

  /// Checks `made`. What becomes of a check is an event, and costs nothing that was made.
  /// - Returns: `made`, and what was made since; those that failed last.
  func run(_ made: [GenerationResult]) async -> [GenerationResult] {
    var further: [GenerationResult] = []
    do {
      let first = try await checks(of: made, after: made, [])
      let changed = Set(first.filter { $0.outcome == .changed }.map(\.image.generation))
      for one in made where options.retriesChanged && changed.contains(one.generation.id) {
        further += try await again(one.generation, after: made + further, first)
      }
      if further.isEmpty { return made }
      let second = try await checks(of: further, after: made + further, first)
      try await prefer(first + second)
    } catch {
      onEvent(.stopped(error))
    }
    let all = made + further
    return all.filter { $0.error == nil } + all.filter { $0.error != nil }
  }

  private func checks(
    of made: [GenerationResult], after all: [GenerationResult], _ checks: [PictureCheck]
  ) async throws -> [PictureCheck] {
    let images = made.filter { $0.error == nil }.flatMap(\.generation.outputs).map(\.id)
    if images.isEmpty { return [] }
    return try await services.checker.check(
      images, judge: judge, isFresh: checking.isFresh,
      maxCost: checking.maxCost ?? left(after: all, checks), approve: approve
    ) { [onEvent] result, _, _ in onEvent(.checked(result)) }.map(\.check)
  }

  /// What is left of the bound.
  private func left(after made: [GenerationResult], _ checks: [PictureCheck]) -> Double? {
    let costs =
      made.filter { !$0.isFromRecord }.map { $0.generation.costUSD ?? 0 }
      + checks.map { $0.costUSD ?? 0 }
    return bound.map { max(0, $0 - costs.reduce(0, +)) }
  }

  /// The same once more, in the batch of `made`.
  private func again(
    _ made: Generation, after all: [GenerationResult], _ checks: [PictureCheck]
  ) async throws -> [GenerationResult] {
    var sending = options.sending
    sending.count = nil
    sending.expected = nil
    sending.isFresh = true
    sending.batch = made.batch
    sending.maxCost = left(after: all, checks)
    return try await services.generator.generate(
      request, sending, approve: approve, onResult: { [onEvent] in onEvent(.result($0)) })
  }

  /// Makes the image with the fewest changed traits, then the most kept ones, stand for its batch, unless a person picked
  /// one.
  private func prefer(_ checks: [PictureCheck]) async throws {
    let best = checks.filter { $0.state == .done }.min {
      ($0.count(.changed), -$0.count(.kept)) < ($1.count(.changed), -$1.count(.kept))
    }
    guard let best else { return }
    let (now, who) = (services.generations.now(), services.member)
    try await services.database.write { connection in
      let target = AnnotationTarget(best.image)
      let reader = AnnotationReader(connection)
      let takes = try reader.takes(ofBatchOf: target)
      let isPicked = try reader.annotations(of: takes).contains { $0.pick == .picked }
      if takes.count < 2 || isPicked { return }
      try AnnotationWriter(connection, at: now, by: who).setPrimary(target)
    }
  }
}
