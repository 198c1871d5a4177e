internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// One send of a planned request with all its legs, and what the record says of it.
struct Attempt: Sendable {
  let generation: ULID
  var prepared: PreparedRequest
  let provider: any Provider
  let key: String?
  /// The address that the key is for.
  let home: String
  let transport: HTTPTransport
  let recorder: AnswerRecorder
  let policy: SendingPolicy

  private var generations: GenerationStore { recorder.generations }
  var spool: Spool { recorder.spool }

  /// Sends once, and records what came of it.
  /// - Parameters:
  ///   - file: held by this process; where the answer arrives.
  ///   - delay: seconds until the request is sent again, where that is allowed.
  func send(
    to file: SpoolFile, delay: @escaping @Sendable (RetryPolicy.Reason) -> Double?
  ) async throws -> AnswerRecorder.Result {
    do {
      try await generations.write { try $0.event(generation, .sent) }
      try await deliver(message(as: file.id), key: key, to: file)
    } catch let failure as TransportFailure {
      // All of an answer may have come before the connection failed.
      let extent: AnswerRecorder.Extent = try await withoutCancellation {
        failure.mayHoldResult ? try await self.extent(of: file) : .nothing
      }
      switch extent {
      case .whole: break
      case .part:
        return try await withoutCancellation { try await record(file, cut: failure.reason) }
      case .nothing:
        if failure.maybeSent, let next = try await asked(file) {
          if case .cancelled = failure.cause { return .ended(.interrupted) }
          return try await finish(next, file)
        }
        return try await withoutCancellation { try await record(failure, file, delay: delay) }
      }
    } catch {
      // Only this machine was at work: certainly nothing was made elsewhere.
      try await withoutCancellation {
        try await generations.write { try $0.event(generation, .failed, "\(error)") }
      }
      try spool.remove(file.id)
      throw error
    }
    let result = try await withoutCancellation { try await record(file, delay: delay) }
    guard case .further(let next) = result else { return result }
    return try await finish(next, file)
  }

  /// The message of the send `attempt`, under a name of its own where the provider can be asked by one.
  func message(as attempt: ULID) -> HTTPRequest {
    provider.identified(prepared.message, by: attempt)
  }

  /// What to ask in place of an answer that never came, recorded; `nil` where the send has no name to ask by.
  private func asked(_ file: SpoolFile) async throws -> NextLeg? {
    guard let inquiry = provider.inquiry(after: message(as: file.id)) else { return nil }
    return try await withoutCancellation {
      let next = try await generations.write { try $0.unanswered(file.id, asking: inquiry) }
      try spool.remove(file.id)
      return next
    }
  }

  /// Bytes that are kept of an answer that is too large.
  private static let longestBeginning = 1 << 20

  private func record(
    _ failure: TransportFailure, _ file: SpoolFile,
    delay: @escaping @Sendable (RetryPolicy.Reason) -> Double?
  ) async throws -> AnswerRecorder.Result {
    if failure.mayPass, let seconds = delay(.noConnection) {
      let reason = "no connection to \(failure.host)"
      try await generations.write { try $0.event(generation, .planned, failure.reason) }
      return .again(seconds: seconds, reason: reason)
    }
    do {
      // The beginning says what an answer without end was; the rest would fill the disk.
      if case .tooLarge = failure.cause { try file.truncate(to: Self.longestBeginning) }
      try await fail(file.id, failure)
    } catch {
      // Report 'perhaps billed' even if recording it fails; `recover` records it later.
      if !failure.maybeSent { throw error }
    }
    let provider = prepared.profile.provider
    return .ended(
      failure.error(provider: provider, generation: generation, isFree: prepared.price == 0))
  }

  /// Makes the answer durable and reads it. What fails here was paid for and is on disk, which the user must hear.
  func record(
    _ file: SpoolFile, isLastLook: Bool = false, delay: @Sendable (RetryPolicy.Reason) -> Double?
  ) async throws -> AnswerRecorder.Result {
    try await waiting {
      try file.finish()
      return try await recorder.record(
        file, of: generation, isLastLook: isLastLook, delay: delay)
    }
  }

  /// Takes out what came of an answer that has no end, for the reason `cut`.
  private func record(_ file: SpoolFile, cut: String) async throws -> AnswerRecorder.Result {
    try await waiting { try await recorder.record(file, of: generation, cut: cut) }
  }

  /// How much of an answer came. Where that cannot be told, as on a full disk, nothing is recorded, and `recover` looks
  /// again.
  func extent(of file: SpoolFile) async throws -> AnswerRecorder.Extent {
    try await waiting { try await recorder.extent(of: file, generation) }
  }

  /// Does `work` on an answer that is on disk, where it waits if that fails.
  private func waiting<Made>(_ work: () async throws -> Made) async throws -> Made {
    do { return try await work() } catch {
      throw TroupeError.provider(.answerWaits(reason: Self.reason(error), generation: generation))
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard case TroupeError.library(.diskFull(let path)) = error else { return "\(error)" }
    return "too little space is left on the disk of \(path)"
  }

  /// Sends `message`; its answer goes into `file`.
  /// - Parameter leg: how many answers of this send are in the record.
  func deliver(
    _ message: HTTPRequest, key: String?, to file: SpoolFile, leg: Int = 0,
    isResult: Bool = false
  ) async throws {
    try await deliver(
      message, key: key, isResult: isResult,
      onHead: { status, headers in
        try file.append(AnswerHead(status: status, headers: headers, leg: leg).line())
      },
      onBody: { try file.append($0) })
  }

  /// Sends `message`, the key only where it has a place for one.
  func deliver(
    _ message: HTTPRequest, key: String?, isResult: Bool = false,
    onHead: @escaping @Sendable (Int, [HTTPHeader]) throws -> Void,
    onBody: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void
  ) async throws {
    let objects = recorder.objects
    try await provider.deliver(
      Delivery(
        message: message, key: message.keyHeader == nil ? nil : key, transport: transport,
        isResult: isResult,
        path: { [prepared] digest in
          objects.path(digest, fileExtension: prepared.fileExtension(of: digest))
        }, onHead: onHead, onBody: onBody))
  }

  private func fail(_ attempt: ULID, _ failure: TransportFailure) async throws {
    try await generations.write { try $0.event(generation, failure.state, failure.reason) }
    // What came of a cut answer is evidence, and stays in the spool.
    if !failure.maybeSent { try spool.remove(attempt) }
  }
}
