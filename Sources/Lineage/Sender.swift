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
      try await plan(generation, attempt, prepared, links: links, isRepeat: isRepeat)
    } catch {
      try context.spool.remove(attempt)
      throw error
    }
    do {
      try await write { try $0.event(generation, .sent) }
      try await deliver(prepared, key: key, to: spool)
    } catch let failure as TransportFailure {
      try await uncancelled { try await fail(generation, attempt, failure) }
      return (
        generation, failure.error(provider: prepared.profile.provider, generation: generation)
      )
    } catch {
      // Only this machine was at work: certainly nothing was made elsewhere.
      try await uncancelled { try await write { try $0.event(generation, .failed, "\(error)") } }
      try context.spool.remove(attempt)
      throw error
    }
    try spool.finish()
    let settlement = Settlement(context: context)
    let spooled = try spool.read()
    let error = try await uncancelled {
      try await settlement.settle(attempt: attempt, generation: generation, spooled: spooled)
    }
    return (generation, error)
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
    return try context.key(prepared.profile.provider, dialect.keyVariables)
  }

  private func plan(
    _ generation: ULID, _ attempt: ULID, _ prepared: PreparedRequest,
    links: GenerationWriter.Links, isRepeat: Bool
  ) async throws {
    let requestKey = try prepared.key
    try await write { writer in
      if !isRepeat, let open = try GenerationReader(writer.connection).openRequest(requestKey) {
        throw TroupeError.equalRequestOpen(state: open.state, generation: open.id)
      }
      try writer.plan(generation, prepared, links: links)
      try writer.attempt(attempt, of: generation, number: 1, prepared.message)
    }
  }

  private func deliver(
    _ prepared: PreparedRequest, key: String?, to spool: SpoolFile
  ) async throws {
    switch Provider.of(prepared.profile) {
    case .local(let model):
      let picture = try StoryboardRequest.draw(
        prepared.message.body, with: model, objects: context.objects, fonts: context.fonts())
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
