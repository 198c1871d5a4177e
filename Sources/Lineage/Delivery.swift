internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// One send of a planned request, and what the record says of it.
struct Delivery: Sendable {
  let context: LineageContext
  let generation: ULID
  let prepared: PreparedRequest
  let key: String?

  /// Sends once, and records what came of it.
  /// - Parameter pause: seconds until the request is sent again, where that is allowed.
  func send(
    to spool: SpoolFile, pause: @escaping @Sendable (Patience.Reason) -> Double?
  ) async throws -> Settlement.Result {
    do {
      try await context.write { try $0.event(generation, .sent) }
      try await deliver(to: spool)
    } catch let failure as TransportFailure {
      return try await uncancelled {
        try await record(failure, spool, pause: pause)
      }
    } catch {
      // Only this machine was at work: certainly nothing was made elsewhere.
      try await uncancelled {
        try await context.write { try $0.event(generation, .failed, "\(error)") }
      }
      try context.spool.remove(spool.id)
      throw error
    }
    return try await uncancelled { try await settle(spool, pause: pause) }
  }

  private func record(
    _ failure: TransportFailure, _ spool: SpoolFile,
    pause: @escaping @Sendable (Patience.Reason) -> Double?
  ) async throws -> Settlement.Result {
    if try await isWhole(spool, failure) {
      return try await settle(spool, pause: pause)
    }
    if failure.mayPass, let seconds = pause(.noConnection) {
      let reason = "no connection to \(failure.host)"
      try await context.write { try $0.event(generation, .planned, failure.reason) }
      return .again(seconds: seconds, reason: reason)
    }
    do {
      try await fail(spool.id, failure)
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
    _ spool: SpoolFile, pause: @Sendable (Patience.Reason) -> Double?
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
    _ spool: SpoolFile, _ failure: TransportFailure
  ) async throws -> Bool {
    guard failure.maybeSent else { return false }
    return try await Settlement(context: context).holdsImages(spool, of: generation)
  }

  private func deliver(to spool: SpoolFile) async throws {
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
        source: { [prepared] digest in
          try FileReader(
            path: objects.path(digest, fileExtension: prepared.fileExtension(of: digest)))
        },
        onHead: { status, headers in
          try spool.append(AnswerHead(status: status, headers: headers).line())
        },
        onBody: { try spool.append($0) })
    }
  }

  private func fail(_ attempt: ULID, _ failure: TransportFailure) async throws {
    try await context.write { try $0.event(generation, failure.state, failure.reason) }
    // What came of a cut answer is evidence, and stays in the spool.
    if !failure.maybeSent { try context.spool.remove(attempt) }
  }
}

extension LineageContext {
  /// Writes to the record in a transaction of its own.
  func write(_ body: @escaping @Sendable (GenerationWriter) throws -> Void) async throws {
    let now = clock()
    try await database.write { try body(GenerationWriter($0, at: now)) }
  }
}
