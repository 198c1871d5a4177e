internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Sends a prepared request once, so that nothing is lost and nothing is paid twice, whatever happens in between.
///
/// The order is D2 and D3: the spool file is held first, so that a planned generation without one is known to be
/// nobody's; the whole request is committed; `sent` is committed; only then do bytes leave.
struct Sender: Sendable {
  let context: LineageContext

  /// Sends `prepared` and returns its generation, whatever came of it.
  /// - Parameters:
  ///   - links: how the new generation is tied to others.
  ///   - isRepeat: whether an equal request may be under way or unknown; the user's decision.
  /// - Returns: the generation, and the error that tells the user how it failed, if it did.
  func send(
    _ prepared: PreparedRequest, links: GenerationWriter.Links, isRepeat: Bool
  ) async throws -> (ULID, TroupeError?) {
    let key = try key(for: prepared)
    try checkFiles(of: prepared)
    let generation = context.newID()
    let attempt = context.newID()
    let spool = try context.spool.open(attempt)
    // The file's lock says that somebody is at work on this generation.
    defer { withExtendedLifetime(spool) {} }
    do {
      if case .http = Provider.of(prepared.profile) { try context.spool.checkRoom() }
      try await plan(generation, attempt, prepared, links: links, isRepeat: isRepeat)
    } catch {
      try context.spool.remove(attempt)
      throw error
    }
    do {
      try await write { try $0.event(generation, .sent) }
      try await deliver(prepared, key: key, to: spool)
    } catch let failure as TransportFailure {
      return try await uncancelled {
        if try await isWhole(spool, generation, failure) {
          return (generation, try await settle(generation, spool))
        }
        do {
          try await fail(generation, attempt, failure)
        } catch {
          // That it is perhaps billed matters more than what keeps it out of the record, and
          // `recover` enters the same.
          if !failure.maybeSent { throw error }
        }
        let provider = prepared.profile.provider
        return (generation, failure.error(provider: provider, generation: generation))
      }
    } catch {
      // Only this machine was at work: certainly nothing was made elsewhere.
      try await uncancelled { try await write { try $0.event(generation, .failed, "\(error)") } }
      try context.spool.remove(attempt)
      throw error
    }
    return try await uncancelled { (generation, try await settle(generation, spool)) }
  }

  /// Makes the answer durable and reads it. What fails here was paid for and is on disk, which the user must hear.
  private func settle(_ generation: ULID, _ spool: SpoolFile) async throws -> TroupeError? {
    do {
      try spool.finish()
      return try await Settlement(context: context)
        .settle(attempt: spool.id, generation: generation, spool: spool)
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
  }

  private func key(for prepared: PreparedRequest) throws -> String? {
    guard case .http(let dialect) = Provider.of(prepared.profile) else { return nil }
    let provider = prepared.profile.provider
    let own = context.endpoint(of: provider).keyVariables
    return try context.key(provider, own.isEmpty ? dialect.keyVariables : own)
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
    // A step of a rebuild is a generation of its own (D4), and knows itself whether it was made.
    guard links.rebuildOf == nil else { return }
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
      let types = Dictionary(
        prepared.inputs.map { ($0.rendition.digest, $0.rendition.type) },
        uniquingKeysWith: { first, _ in first })
      try await context.transport.send(
        prepared.message, key: key,
        source: { digest in
          try FileReader(
            path: objects.path(digest, fileExtension: types[digest]?.fileExtension ?? "bin"))
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
