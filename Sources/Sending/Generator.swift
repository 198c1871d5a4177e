internal import Foundation
package import TroupePreparing
internal import TroupeProviders
package import TroupeRecord
internal import TroupeStorage
package import TroupeVocabulary

/// Plans and makes generations: the one way in which a request leaves the machine.
package struct Generator: Sendable {
  /// Decides what is sent.
  package let preparation: Preparation
  /// Sends it.
  package let sender: Sender

  var generations: GenerationStore { sender.recorder.generations }

  /// Sends with `sender` what `preparation` decides.
  package init(preparation: Preparation, sender: Sender) {
    self.preparation = preparation
    self.sender = sender
  }

  /// What `request` would send. No generation is recorded, nothing sent.
  /// - Throws: as `Preparation.prepare`.
  package func plan(_ request: Request) async throws -> PreparedRequest {
    try await preparation.prepare(request)
  }

  /// Sends `request` as often as `options` say, several at once, starting none after a failure that would strike all.
  /// - Parameters:
  ///   - approve: asked before anything that may cost money is sent.
  ///   - onPrepared: called before anything is sent, with what the user should know.
  ///   - onResult: called after each.
  ///   - onStop: called where fewer than asked were sent for, with why, unless a result tells it.
  /// - Returns: those that were made, then the others, each in order of completion.
  /// - Throws: `TroupeError` for what is wrong before anything is sent.
  package func generate(
    _ request: Request, _ options: SendOptions, approve: Spending.Approval? = nil,
    onPrepared: @Sendable (_ warnings: [String]) -> Void = { _ in },
    onResult: @Sendable (GenerationResult) -> Void = { _ in },
    onStop: @Sendable (any Error) -> Void = { _ in }
  ) async throws -> [GenerationResult] {
    let prepared = try await preparation.prepare(request)
    let count = options.count ?? 1
    let plan = prepared.plan(count: count)
    try sender.policy.check(plan.estimate.boundUSD, bound: options.maxCost)
    try options.checkExpected(plan)
    onPrepared(prepared.warnings)
    let run = try await run(of: prepared, plan, options)
    run.known.forEach(onResult)
    let rest = count - run.known.count
    try await sender.policy.ask(
      approve, model: plan.model, images: rest,
      costUSD: prepared.plan(count: rest).estimate.boundUSD)
    let batch = Batch(
      count: rest, atOnce: sender.policy.atOnce, patience: sender.policy.retry.longestWait)
    let ending = await batch.run(
      { try await sendOrFind(prepared, links: run.links, allowing: run.repeats) },
      onResult: onResult)
    let all = run.known + ending.results
    if let stop = ending.stop {
      if all.isEmpty { throw stop }
      onStop(stop)
    }
    // One that failed stands last, where callers look for it.
    return all.filter { $0.error == nil } + all.filter { $0.error != nil }
  }

  func sendOrFind(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, allowing repeats: Sender.Repeats
  ) async throws -> GenerationResult {
    do {
      return try await sender.send(prepared, links: links, allowing: repeats)
    } catch let finished as EqualRequestFinished {
      let generation = try await generations.read { try $0.generation(finished.generation) }
      return GenerationResult(generation: generation, isFromRecord: true)
    } catch TroupeError.provider(.answerWaits(let reason, let id)) {
      // It was sent and is recorded so far; what more is known of it is told as of any other.
      let generation = try await withoutCancellation {
        try await generations.read { try $0.generation(id) }
      }
      return GenerationResult(
        generation: generation, error: .provider(.answerWaits(reason: reason, generation: id)))
    }
  }
}
