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
    var number = 1
    var waited = 0.0
    while true {
      // The file's lock says that somebody is at work on this generation.
      defer { withExtendedLifetime(spool) {} }
      let (patience, spent, chance) = (context.patience, waited, context.chance())
      let result = try await attempt(generation, prepared, key: key, spool) { [number] reason in
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
        try await write {
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
        try await write { try $0.event(generation, .failed, message) }
        try context.spool.remove(old.id)
      }
      if isStopped { return nil }
      throw error
    }
  }

  /// Sends once, and records what came of it.
  private func attempt(
    _ generation: ULID, _ prepared: PreparedRequest, key: String?, _ spool: SpoolFile,
    pause: @escaping @Sendable (Patience.Reason) -> Double?
  ) async throws -> Settlement.Result {
    do {
      try await write { try $0.event(generation, .sent) }
      try await deliver(prepared, key: key, to: spool)
    } catch let failure as TransportFailure {
      return try await uncancelled {
        try await record(failure, of: generation, prepared, spool, pause: pause)
      }
    } catch {
      // Only this machine was at work: certainly nothing was made elsewhere.
      try await uncancelled { try await write { try $0.event(generation, .failed, "\(error)") } }
      try context.spool.remove(spool.id)
      throw error
    }
    return try await uncancelled { try await settle(generation, spool, pause: pause) }
  }

  private func record(
    _ failure: TransportFailure, of generation: ULID, _ prepared: PreparedRequest,
    _ spool: SpoolFile, pause: @escaping @Sendable (Patience.Reason) -> Double?
  ) async throws -> Settlement.Result {
    if try await isWhole(spool, generation, failure) {
      return try await settle(generation, spool, pause: pause)
    }
    if failure.mayPass, let seconds = pause(.noConnection) {
      let reason = "no connection to \(failure.host)"
      try await write { try $0.event(generation, .planned, failure.reason) }
      return .again(seconds: seconds, reason: reason)
    }
    do {
      try await fail(generation, spool.id, failure)
    } catch {
      // That it is perhaps billed matters more than what keeps it out of the record, and
      // `recover` enters the same.
      if !failure.maybeSent { throw error }
    }
    let provider = prepared.profile.provider
    return .ended(failure.error(provider: provider, generation: generation))
  }

  /// Makes the answer durable and reads it. What fails here was paid for and is on disk, which the user must hear.
  private func settle(
    _ generation: ULID, _ spool: SpoolFile, pause: @Sendable (Patience.Reason) -> Double?
  ) async throws -> Settlement.Result {
    do {
      try spool.finish()
      return try await Settlement(context: context)
        .settle(attempt: spool.id, generation: generation, spool: spool, pause: pause)
    } catch {
      throw TroupeError.answerWaits(reason: Self.reason(error), generation: generation)
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard case TroupeError.diskFull(let path) = error else { return "\(error)" }
    return "too little space is left on the disk of \(path)"
  }

  /// Whether all of an answer with images came before the connection failed.
  private func isWhole(
    _ spool: SpoolFile, _ generation: ULID, _ failure: TransportFailure
  ) async throws -> Bool {
    guard failure.maybeSent else { return false }
    return try await Settlement(context: context).holdsImages(spool, of: generation)
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
    let own = try context.endpoint(of: prepared.profile).keyVariables
    return try context.key(prepared.profile.provider, own ?? dialect.keyVariables)
  }

  private func plan(
    _ generation: ULID, _ attempt: ULID, _ prepared: PreparedRequest,
    links: GenerationWriter.Links, isRepeat: Bool
  ) async throws {
    let requestKey = try prepared.key
    let price = prepared.plan(count: 1).estimate.costUSD
    let (budget, now) = (context.budget, context.clock())
    try await write { writer in
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

  private func deliver(
    _ prepared: PreparedRequest, key: String?, to spool: SpoolFile
  ) async throws {
    switch Provider.of(prepared.profile) {
    case .local(let model):
      let picture = try StoryboardRequest.draw(
        prepared.message.body, with: model, objects: context.objects, fonts: context.fonts)
      let head = AnswerHead(
        status: 200, headers: [HTTPHeader("content-type", MediaType.png.rawValue)])
      try spool.append(head.line() + picture)
    case .http:
      let objects = context.objects
      try await context.transport.send(
        prepared.message, key: key,
        source: { digest in
          try FileReader(
            path: objects.path(digest, fileExtension: prepared.fileExtension(of: digest)))
        },
        onHead: { status, headers in
          try spool.append(AnswerHead(status: status, headers: headers).line())
        },
        onBody: { try spool.append($0) })
    }
  }

  private func fail(
    _ generation: ULID, _ attempt: ULID, _ failure: TransportFailure
  ) async throws {
    try await write { try $0.event(generation, failure.state, failure.reason) }
    // What came of a cut answer is evidence, and stays in the spool.
    if !failure.maybeSent { try context.spool.remove(attempt) }
  }

  private func write(
    _ body: @escaping @Sendable (GenerationWriter) throws -> Void
  ) async throws {
    let now = context.clock()
    try await context.database.write { try body(GenerationWriter($0, at: now)) }
  }
}

/// Another process made an equal request after this one had looked for it.
struct MadeMeanwhile: Error, Equatable {
  /// What it made.
  let generation: ULID
}
