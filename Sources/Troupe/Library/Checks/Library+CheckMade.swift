internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// Checks what was just made, where `options` want that; asks for one more image where a trait came back changed, and
  /// lets the better one stand for the batch.
  /// - Returns: `made`, and what was made since.
  func checkMade(
    _ made: [GenerationResult], _ request: Request, _ options: GenerateOptions,
    _ approve: Spending.Approval?, _ onEvent: @escaping WorkEvent.Handler
  ) async throws -> [GenerationResult] {
    guard let wanted = options.checking else { return made }
    var all = made
    do {
      let first = try await checked(made, wanted, approve, onEvent)
      guard options.retriesChanged else { return made }
      let changed = Set(first.filter { $0.outcome == .changed }.map(\.image.generation))
      var further: [GenerationResult] = []
      for one in made where changed.contains(one.generation.id) {
        further += try await again(one.generation, request, options, approve, onEvent)
      }
      if further.isEmpty { return made }
      all = made.filter { $0.error == nil } + further + made.filter { $0.error != nil }
      try await prefer(first + (try await checked(further, wanted, approve, onEvent)))
    } catch {
      // What was made is there, whatever became of its check.
      onEvent(.stopped(error))
    }
    return all
  }

  private func checked(
    _ made: [GenerationResult], _ options: CheckOptions, _ approve: Spending.Approval?,
    _ onEvent: @escaping WorkEvent.Handler
  ) async throws -> [PictureCheck] {
    let images = made.filter { $0.error == nil }.flatMap(\.generation.outputs).map(\.id)
    if images.isEmpty { return [] }
    return try await services.checker.check(
      images, judge: try judge(options), isFresh: options.isFresh, maxCost: options.maxCost,
      approve: approve
    ) { result, _, _ in onEvent(.checked(result)) }.map(\.check)
  }

  /// The same once more, in the batch of `made`.
  private func again(
    _ made: Generation, _ request: Request, _ options: GenerateOptions,
    _ approve: Spending.Approval?, _ onEvent: @escaping WorkEvent.Handler
  ) async throws -> [GenerationResult] {
    var sending = options.sending
    sending.count = nil
    sending.expected = nil
    sending.isFresh = true
    sending.batch = made.batch
    return try await services.generator.generate(
      request, sending, approve: approve, onResult: { onEvent(.result($0)) })
  }

  /// Makes the image with the fewest changed traits, then the most kept ones, stand for its batch, unless a person picked
  /// one.
  private func prefer(_ checks: [PictureCheck]) async throws {
    let best = checks.filter { $0.state == .done }.min {
      ($0.count(.changed), -$0.count(.kept)) < ($1.count(.changed), -$1.count(.kept))
    }
    guard let best else { return }
    let (now, who) = (services.generations.now(), services.user)
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
