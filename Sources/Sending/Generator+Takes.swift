internal import Synchronization
package import TroupePreparing
package import TroupeRecord
package import TroupeVocabulary

extension Generator {
  /// What came of the takes of a shot.
  package struct TakesEnding: Sendable {
    /// In the order in which they came.
    package let results: [GenerationResult]
    /// What no record tells, and why the rest was not sent.
    package let stop: (any Error)?
  }

  /// Sends `prepared` once for each of `takes`, several at once, none after a failure that would strike all. A take is
  /// recorded with its generation in one transaction, so that none is sent for twice.
  /// - Parameters:
  ///   - batch: shared by all takes of the shot.
  ///   - repeats: which equal requests may have been sent before; one that is done is taken else.
  ///   - onResult: called after each.
  package func make(
    _ prepared: PreparedRequest, as takes: [ShotTakeName], batch: ULID?,
    allowing repeats: Sender.Repeats,
    onResult: @Sendable (GenerationResult) -> Void
  ) async -> TakesEnding {
    let left = Mutex(takes[...])
    let batches = Batch(
      count: takes.count, atOnce: sender.policy.atOnce, patience: sender.policy.retry.longestWait)
    let ending = await batches.run(
      {
        guard let take = left.withLock({ $0.popFirst() }) else { throw CancellationError() }
        let links = GenerationWriter.Links(batch: batch, shot: take)
        let result = try await sendOrFind(prepared, links: links, allowing: repeats)
        if result.isFromRecord {
          try await generations.write { try $0.insert(take, generation: result.generation.id) }
        }
        return result
      }, onResult: onResult)
    return TakesEnding(results: ending.results, stop: ending.stop)
  }
}
