internal import Foundation
internal import TroupePreparing
package import TroupeProviders
package import TroupeRecord
internal import TroupeStorage
package import TroupeVocabulary

/// Sends a prepared request, so that nothing is lost and nothing is paid twice, whatever happens in between.
///
/// The order is D2 and D3: the spool file is held first, so that a planned generation without one is known to be
/// abandoned; the whole request is committed; `sent` is committed; only then do bytes leave.
package struct Sender: Sendable {
  /// Reads what comes.
  package let recorder: AnswerRecorder
  let transport: HTTPTransport
  /// What sends are allowed, and how they wait.
  package let policy: SendingPolicy

  private var generations: GenerationStore { recorder.generations }
  private var providers: ProviderRegistry { recorder.providers }

  /// Which equal requests the user lets be sent once more.
  package struct Repeats: Sendable {
    /// Any.
    let all: Bool
    /// Those that were refused.
    let refused: Bool

    package init(all: Bool = false, refused: Bool = false) {
      self.all = all
      self.refused = refused
    }
  }

  /// Sends over `transport` as `policy` allows; `recorder` reads what comes.
  package init(recorder: AnswerRecorder, transport: HTTPTransport, policy: SendingPolicy) {
    self.recorder = recorder
    self.transport = transport
    self.policy = policy
  }

  /// Sends `prepared`, again where that is safe and the retry policy allows it.
  /// - Parameters:
  ///   - links: how the new generation is tied to others.
  ///   - repeats: which equal requests may have been sent before; the user's decision.
  /// - Returns: the generation, and the error that tells the user how it failed, if it did.
  /// - Throws: `TroupeError` for what is wrong before anything is sent, and `ProviderError.answerWaits`.
  package func send(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, allowing repeats: Repeats
  ) async throws -> GenerationResult {
    let provider = prepared.profile.provider
    let (id, error) = try await policy.limiter.run(at: provider) {
      try await sendNow(prepared, links: links, allowing: repeats)
    }
    let generation = try await withoutCancellation {
      try await generations.read { try $0.generation(id) }
    }
    if generation.state.isFinal || generation.state == .unknown { await policy.ended(generation) }
    return GenerationResult(generation: generation, error: error, warnings: prepared.warnings)
  }

  private func sendNow(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, allowing repeats: Repeats
  ) async throws -> (ULID, TroupeError?) {
    let generation = generations.newID()
    var attempt = try await attempt(of: generation, prepared)
    try checkFiles(of: prepared)
    try await attempt.checkAdapters()
    try await attempt.upload()
    var file = try await begin(generation, attempt, links: links, allowing: repeats)
    var number = 1
    var waited = 0.0
    while true {
      // The file's lock says that another process works on this generation.
      defer { withExtendedLifetime(file) {} }
      let (retry, spent, chance) = (policy.retry, waited, generations.chance())
      let result = try await attempt.send(to: file) { [number] reason in
        retry.delay(after: reason, number: number, waited: spent, chance: chance)
      }
      switch result {
      case .ended(let error): return (generation, error)
      case .further, .unanswered, .missing: return (generation, .interrupted)
      case .again(let seconds, let reason):
        number += 1
        waited += seconds
        let next = try await next(&attempt, number, after: file, seconds, reason)
        guard let next else { return (generation, .interrupted) }
        file = next
      }
    }
  }

  func attempt(of generation: ULID, _ prepared: PreparedRequest) async throws -> Attempt {
    Attempt(
      generation: generation, prepared: prepared,
      provider: try providers.provider(of: prepared.profile),
      key: try await providers.key(for: prepared.profile),
      home: try providers.endpoint(of: prepared.profile).baseURL, transport: transport,
      recorder: recorder, policy: policy)
  }

  /// Holds a spool file, then commits the whole request.
  private func begin(
    _ generation: ULID, _ attempt: Attempt, links: GenerationWriter.Links,
    allowing repeats: Repeats
  ) async throws -> SpoolFile {
    let spool = recorder.spool
    let file = try spool.open(generations.newID())
    do {
      try spool.checkRoom(attempt.provider.answerRoom)
      try await plan(generation, attempt, file.id, links: links, allowing: repeats)
    } catch {
      try spool.remove(file.id)
      throw error
    }
    return file
  }

  /// Waits, then prepares another send; `nil` when the user stopped it meanwhile. The old spool file stands until the new
  /// one does, so that no other process takes the generation for abandoned.
  private func next(
    _ attempt: inout Attempt, _ number: Int, after old: SpoolFile, _ seconds: Double,
    _ reason: String
  ) async throws -> SpoolFile? {
    let generation = attempt.generation
    let spool = recorder.spool
    do {
      try await policy.wait(seconds, reason)
      try Task.checkCancellation()
      try await attempt.uploadAgain()
      let file = try spool.open(generations.newID())
      let message = attempt.message(as: file.id)
      do {
        try await generations.write {
          try $0.attempt(file.id, of: generation, number: number, message)
        }
      } catch {
        try spool.remove(file.id)
        throw error
      }
      try spool.remove(old.id)
      return file
    } catch {
      let isStopped = error is CancellationError || error as? TroupeError == .interrupted
      try await withoutCancellation {
        let message = isStopped ? "stopped before it was sent again: \(reason)" : "\(error)"
        try await generations.write { try $0.event(generation, .failed, message) }
        try spool.remove(old.id)
      }
      if isStopped { return nil }
      throw error
    }
  }

  /// What is recorded as sent must be what is sent (D5), so files are checked before the record names them.
  private func checkFiles(of prepared: PreparedRequest) throws {
    for picture in prepared.pictures {
      let fileExtension = picture.type.fileExtension
      if let reason = recorder.objects.check(picture.digest, fileExtension: fileExtension) {
        throw recorder.objects.fault(of: picture.digest, reason: reason)
      }
    }
    let sent = Set(prepared.message.body.digests)
    for (digest, fileExtension) in prepared.files where sent.contains(digest) {
      if let reason = recorder.objects.check(digest, fileExtension: fileExtension) {
        throw recorder.objects.fault(of: digest, reason: reason)
      }
    }
  }

  private func plan(
    _ generation: ULID, _ attempt: Attempt, _ id: ULID,
    links: GenerationWriter.Links, allowing repeats: Repeats
  ) async throws {
    let prepared = attempt.prepared
    let requestKey = try prepared.key
    let price = prepared.plan(count: 1).estimate.boundUSD
    let budget = policy.budget
    try await generations.write { writer in
      // In the very transaction that plans, so that several processes keep one bound.
      try LedgerReader(writer.connection).check(price, within: budget, at: writer.now)
      try Self.checkUnmade(requestKey, links, allowing: repeats, in: writer.connection)
      try writer.plan(generation, prepared, links: links)
      try writer.attempt(id, of: generation, number: 1, attempt.message(as: id))
    }
  }

  /// Looked up in the very transaction that plans, so that of two processes with one request only one sends it.
  private static func checkUnmade(
    _ requestKey: Digest, _ links: GenerationWriter.Links, allowing repeats: Repeats,
    in connection: Connection
  ) throws {
    let reader = GenerationReader(connection)
    try reader.checkOnce(requestKey, links)
    if repeats.all { return }
    // A step of a rebuild and a turn of a conversation are generations of their own (D4).
    if links.rebuildOf == nil, links.turn == nil, let made = try reader.finishedRequest(requestKey)
    {
      throw EqualRequestFinished(generation: made)
    }
    // The step that a rebuild sends was meant by the user who named it.
    try reader.checkUnsent(
      requestKey, allowsRefused: repeats.refused || links.rebuildOf != nil,
      outside: links.take?.rework)
  }
}

/// Another process finished an equal request after this one had looked for it.
struct EqualRequestFinished: Error, Equatable {
  /// The generation that it made.
  let generation: ULID
}
