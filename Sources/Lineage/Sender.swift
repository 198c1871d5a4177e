internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Sends a prepared request, so that nothing is lost and nothing is paid twice, whatever happens in between.
///
/// The order is D2 and D3: the spool file is held first, so that a planned generation without one is known to be
/// nobody's; the whole request is committed; `sent` is committed; only then do bytes leave.
struct Sender: Sendable {
  let context: LineageContext

  /// Sends `prepared`, again where that is safe and `Patience` allows it, and returns its generation, whatever came of it.
  /// - Parameters:
  ///   - links: how the new generation is tied to others.
  ///   - isRepeat: whether an equal request may be under way or unknown; the user's decision.
  /// - Returns: the generation, and the error that tells the user how it failed, if it did.
  func send(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> (ULID, TroupeError?) {
    guard case .http = Provider.of(prepared.profile) else {
      return try await sendInTurn(prepared, links: links, isRepeat: isRepeat)
    }
    return try await context.turns.take(at: prepared.profile.provider) {
      try await sendInTurn(prepared, links: links, isRepeat: isRepeat)
    }
  }

  private func sendInTurn(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> (ULID, TroupeError?) {
    let key = try key(for: prepared)
    try checkFiles(of: prepared)
    let generation = context.newID()
    var spool = try await begin(generation, prepared, links: links, isRepeat: isRepeat)
    let delivery = Delivery(
      context: context, generation: generation, prepared: prepared, key: key)
    var number = 1
    var waited = 0.0
    while true {
      // The file's lock says that somebody is at work on this generation.
      defer { withExtendedLifetime(spool) {} }
      let (patience, spent, chance) = (context.patience, waited, context.chance())
      let result = try await delivery.send(to: spool) { [number] reason in
        patience.pause(after: reason, number: number, waited: spent, chance: chance)
      }
      switch result {
      case .ended(let error):
        return (generation, error)
      case .again(let seconds, let reason):
        number += 1
        waited += seconds
        let next = try await next(
          generation, prepared, number, after: spool, seconds, reason)
        guard let next else { return (generation, .interrupted) }
        spool = next
      }
    }
  }

  /// Holds a spool file, then commits the whole request.
  private func begin(
    _ generation: ULID, _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> SpoolFile {
    let attempt = context.newID()
    let spool = try context.spool.open(attempt)
    do {
      if case .http = Provider.of(prepared.profile) { try context.spool.checkRoom() }
      try await plan(generation, attempt, prepared, links: links, isRepeat: isRepeat)
    } catch {
      try context.spool.remove(attempt)
      throw error
    }
    return spool
  }

  /// Waits, then makes everything ready for another send; `nil` when the user stopped it meanwhile. The old spool file
  /// stands until the new one does, so that no other process takes the generation for abandoned.
  private func next(
    _ generation: ULID, _ prepared: PreparedRequest, _ number: Int, after old: SpoolFile,
    _ seconds: Double, _ reason: String
  ) async throws -> SpoolFile? {
    do {
      try await context.wait(seconds, reason)
      try Task.checkCancellation()
      let spool = try context.spool.open(context.newID())
      do {
        try await context.write {
          try $0.attempt(spool.id, of: generation, number: number, prepared.message)
        }
      } catch {
        try context.spool.remove(spool.id)
        throw error
      }
      try context.spool.remove(old.id)
      return spool
    } catch {
      let isStopped = error is CancellationError
      try await uncancelled {
        let message = isStopped ? "stopped before it was sent again: \(reason)" : "\(error)"
        try await context.write { try $0.event(generation, .failed, message) }
        try context.spool.remove(old.id)
      }
      if isStopped { return nil }
      throw error
    }
  }

  /// What is recorded as sent must be what is sent (D5), so files are checked before the record names them.
  private func checkFiles(of prepared: PreparedRequest) throws {
    for rendition in prepared.inputs.map(\.rendition) {
      let fileExtension = rendition.type.fileExtension
      if let reason = context.objects.check(rendition.digest, fileExtension: fileExtension) {
        throw TroupeError.damagedFile(rendition.digest, reason: reason)
      }
    }
    let sent = Set(prepared.message.body.digests)
    for (digest, fileExtension) in prepared.files where sent.contains(digest) {
      if let reason = context.objects.check(digest, fileExtension: fileExtension) {
        throw TroupeError.damagedFile(digest, reason: reason)
      }
    }
  }

  private func key(for prepared: PreparedRequest) throws -> String? {
    guard case .http(let dialect) = Provider.of(prepared.profile) else { return nil }
    let endpoint = try context.endpoint(of: prepared.profile)
    let provider = prepared.profile.provider
    let key = try context.key(provider, endpoint.keyVariables ?? dialect.keyVariables)
    if case .query? = endpoint.keyPlace, !KeyPlace.canStandInAddress(key) {
      throw TroupeError.invalidValue(
        name: "The key", value: "of \(provider)",
        expected:
          "in an address it takes letters, digits, '.', '_', '~' and '-' alone; name a header as 'key' in providers.toml if \(provider) takes one"
      )
    }
    return key
  }

  private func plan(
    _ generation: ULID, _ attempt: ULID, _ prepared: PreparedRequest,
    links: GenerationWriter.Links, isRepeat: Bool
  ) async throws {
    let requestKey = try prepared.key
    let price = prepared.plan(count: 1).estimate.costUSD
    let (budget, now) = (context.budget, context.clock())
    try await context.write { writer in
      // In the very transaction that plans, so that several processes keep one bound.
      try LedgerReader(writer.connection).check(price, within: budget, at: now)
      if !isRepeat { try Self.checkUnmade(requestKey, links, in: writer.connection) }
      try writer.plan(generation, prepared, links: links)
      try writer.attempt(attempt, of: generation, number: 1, prepared.message)
    }
  }

  /// Looked up in the very transaction that plans, so that of two processes with one request only one sends it.
  private static func checkUnmade(
    _ requestKey: Digest, _ links: GenerationWriter.Links, in connection: Connection
  ) throws {
    let reader = GenerationReader(connection)
    if let open = try reader.openRequest(requestKey) {
      throw TroupeError.equalRequestOpen(state: open.state, generation: open.id)
    }
    // A step of a rebuild and a turn of a conversation are generations of their own (D4).
    guard links.rebuildOf == nil, links.turn == nil else { return }
    if let made = try reader.finishedRequest(requestKey) { throw MadeMeanwhile(generation: made) }
  }
}

/// Another process made an equal request after this one had looked for it.
struct MadeMeanwhile: Error, Equatable {
  /// What it made.
  let generation: ULID
}
