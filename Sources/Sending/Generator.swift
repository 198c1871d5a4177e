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

  private var generations: GenerationStore { sender.recorder.generations }

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

  /// Sends `request` as often as `options` say, several at once, starting none after the first failure.
  /// - Parameters:
  ///   - onPrepared: called before anything is sent, with what the user should know.
  ///   - onResult: called after each.
  /// - Throws: `TroupeError` for what is wrong before anything is sent.
  package func generate(
    _ request: Request, _ options: SendOptions,
    onPrepared: @Sendable (_ warnings: [String]) -> Void = { _ in },
    onResult: @Sendable (GenerationResult) -> Void = { _ in }
  ) async throws -> [GenerationResult] {
    let prepared = try await preparation.prepare(request)
    let count = options.count ?? 1
    try sender.policy.check(
      prepared.plan(count: count).estimate.boundUSD, bound: options.maxCost)
    onPrepared(prepared.warnings)
    let isRepeat = options.isFresh || options.count != nil
    if !isRepeat, let found = try await finished(prepared) {
      onResult(found)
      return [found]
    }
    let links = GenerationWriter.Links(batch: count > 1 ? generations.newID() : nil)
    return try await send(
      prepared, links: links, count: count, isRepeat: isRepeat, onResult: onResult)
  }

  /// Sends `count` times, several at once; after a failure only what is under way is waited for.
  private func send(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, count: Int, isRepeat: Bool,
    onResult: @Sendable (GenerationResult) -> Void
  ) async throws -> [GenerationResult] {
    let results = await withTaskGroup(of: Result<GenerationResult, any Error>.self) { group in
      var (started, all): (Int, [Result<GenerationResult, any Error>]) = (0, [])
      func start() {
        started += 1
        group.addTask {
          do {
            return .success(try await sendOrFind(prepared, links: links, isRepeat: isRepeat))
          } catch {
            return .failure(error)
          }
        }
      }
      while started < min(count, sender.policy.atOnce) { start() }
      while let result = await group.next() {
        if case .success(let made) = result { onResult(made) }
        all.append(result)
        if started < count, all.allSatisfy(\.isWell), !Task.isCancelled { start() }
      }
      return all
    }
    // One that failed stands last, where callers look for it.
    let all = try results.map { try $0.get() }
    return all.filter { $0.error == nil } + all.filter { $0.error != nil }
  }

  private func sendOrFind(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> GenerationResult {
    do {
      return try await sender.send(prepared, links: links, isRepeat: isRepeat)
    } catch let finished as EqualRequestFinished {
      let generation = try await generations.read { try $0.generation(finished.generation) }
      return GenerationResult(generation: generation, isFromRecord: true)
    }
  }

  private func finished(_ prepared: PreparedRequest) async throws -> GenerationResult? {
    let key = try prepared.key
    return try await generations.read { reader in
      guard let id = try reader.finishedRequest(key) else { return nil }
      return GenerationResult(generation: try reader.generation(id), isFromRecord: true)
    }
  }
}

/// What the user allows a request.
package struct SendOptions: Sendable {
  /// How many images are wanted; `nil` is one that may be answered from the record.
  package var count: Int?
  /// Whether an equal request that is finished or open is sent again.
  package var isFresh = false
  /// The most it may cost, US dollars; `nil` for the budget's bound.
  package var maxCost: Double?

  package init(count: Int? = nil, isFresh: Bool = false, maxCost: Double? = nil) {
    self.count = count
    self.isFresh = isFresh
    self.maxCost = maxCost
  }
}

extension Result<GenerationResult, any Error> {
  fileprivate var isWell: Bool {
    if case .success(let result) = self { result.error == nil } else { false }
  }
}
