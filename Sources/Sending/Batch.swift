internal import TroupeVocabulary

/// One request sent several times, several at once.
struct Batch: Sendable {
  /// How often.
  let count: Int
  /// How many may be under way at once.
  let atOnce: Int
  /// Seconds that each waits for a provider that is busy.
  let patience: Double

  /// What came of it.
  struct Ending: Sendable {
    /// In the order in which they came.
    var results: [GenerationResult] = []
    /// What no record tells, and why the rest was not sent.
    var stop: (any Error)?
  }

  /// Sends until all are sent, one ends in a way that would strike the others too, or the task is cancelled; what is under
  /// way then is waited for.
  func run(
    _ send: @escaping @Sendable () async throws -> GenerationResult,
    onResult: @Sendable (GenerationResult) -> Void
  ) async -> Ending {
    var ending = Ending()
    await withTaskGroup(of: Result<GenerationResult, any Error>.self) { group in
      var (started, goesOn) = (0, true)
      func start() {
        started += 1
        group.addTask {
          do { return .success(try await send()) } catch { return .failure(error) }
        }
      }
      while started < min(count, atOnce) { start() }
      while let result = await group.next() {
        switch result {
        case .success(let made):
          onResult(made)
          ending.results.append(made)
          if made.error?.stopsBatch(patience: patience) == true { goesOn = false }
        case .failure(let error):
          ending.stop = ending.stop ?? error
          goesOn = false
        }
        if started < count, goesOn, !Task.isCancelled { start() }
      }
    }
    if Task.isCancelled, ending.results.count < count { ending.stop = TroupeError.interrupted }
    return ending
  }
}
