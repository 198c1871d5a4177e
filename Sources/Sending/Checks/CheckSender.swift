internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// Sends one check, so that no answer is lost and none is paid twice: the order is that of `Sender` (D2, D3).
struct CheckSender: Sendable {
  let recorder: CheckRecorder
  let transport: HTTPTransport
  let policy: SendingPolicy

  private var generations: GenerationStore { recorder.generations }
  private var spool: Spool { recorder.spool }

  /// Bytes that must be free on the disk for an answer in words.
  private static let room: UInt64 = 4 << 20

  /// Sends `check` unless an equal one is answered; again, as another check, where it certainly was not answered.
  /// - Parameter isFresh: whether it is sent though an equal one is in the record.
  func send(_ check: PreparedCheck, isFresh: Bool) async throws -> CheckResult {
    try await policy.limiter.run(at: check.profile.provider) {
      var (number, waited) = (1, 0.0)
      while true {
        let (id, result) = try await sendOnce(check, isFresh: isFresh)
        let delay = result.retry.flatMap {
          policy.retry.delay(
            after: $0, number: number, waited: waited, chance: generations.chance())
        }
        guard let delay else { return try await found(id, error: result.error) }
        try await policy.wait(delay, "\(check.profile.provider) is busy")
        number += 1
        waited += delay
      }
    }
  }

  /// What the record has of `id`.
  private func found(
    _ id: ULID, isFromRecord: Bool = false, error: TroupeError? = nil
  ) async throws -> CheckResult {
    let check = try await withoutCancellation {
      try await generations.read { try CheckReader($0.connection).check(id) }
    }
    return CheckResult(check: check, isFromRecord: isFromRecord, error: error)
  }

  private func sendOnce(
    _ check: PreparedCheck, isFresh: Bool
  ) async throws -> (ULID, CheckRecorder.Result) {
    for picture in check.pictures {
      let fileExtension = picture.type.fileExtension
      if let reason = recorder.objects.check(picture.digest, fileExtension: fileExtension) {
        throw TroupeError.library(.damagedFile(picture.digest, reason: reason))
      }
    }
    let key = try await recorder.providers.key(for: check.profile)
    let id = generations.newID()
    let file = try spool.open(id)
    // The file's lock says that this process works on the check.
    defer { withExtendedLifetime(file) {} }
    do {
      try spool.checkRoom(Self.room)
      try await plan(id, check, isFresh: isFresh)
    } catch {
      try spool.remove(id)
      throw error
    }
    do {
      try await generations.write { try CheckWriter($0).event(id, .sent) }
      try await deliver(check, key: key, to: file)
    } catch let failure as TransportFailure {
      return (id, try await withoutCancellation { try await record(failure, file) })
    } catch {
      let reason = "\(error)"
      _ = try await withoutCancellation { try await recorder.end(id, .failed, reason) }
      throw error
    }
    return (id, try await withoutCancellation { try await recorder.record(file) })
  }

  /// Writes the whole check, in the transaction that looks whether it may be sent, so that of two processes one sends it.
  private func plan(_ id: ULID, _ check: PreparedCheck, isFresh: Bool) async throws {
    let bytes = try check.file
    let body = ObjectStore.Entry(
      digest: try recorder.objects.put(bytes, fileExtension: "json"), fileExtension: "json",
      byteCount: bytes.count)
    let key = try check.key
    let budget = policy.budget
    try await generations.write { writer in
      if !isFresh, let known = try CheckReader(writer.connection).equal(key) {
        throw EqualCheckKnown(check: known)
      }
      try LedgerReader(writer.connection).check(check.price, within: budget, at: writer.now)
      try CheckWriter(writer).plan(id, check, body: body)
    }
  }

  private func deliver(_ check: PreparedCheck, key: String?, to file: SpoolFile) async throws {
    let objects = recorder.objects
    try await recorder.providers.provider(of: check.profile).deliver(
      Delivery(
        message: check.message, key: check.message.keyHeader == nil ? nil : key,
        transport: transport,
        path: { objects.path($0, fileExtension: check.fileExtension(of: $0)) },
        onHead: { try file.append(AnswerHead(status: $0, headers: $1).line()) },
        onBody: { try file.append($0) }))
  }

  private func record(
    _ failure: TransportFailure, _ file: SpoolFile
  ) async throws -> CheckRecorder.Result {
    if failure.mayHoldResult { return try await recorder.record(file, cut: failure.reason) }
    let state: CheckState = failure.maybeSent ? .unknown : .failed
    let result = try await recorder.end(file.id, state, failure.reason)
    if failure.maybeSent { return result }
    return CheckRecorder.Result(
      error: .provider(
        .noConnection(host: failure.host, reason: failure.reason, generation: file.id)),
      retry: failure.mayPass ? .noConnection : nil)
  }
}

/// An equal check is in the record.
struct EqualCheckKnown: Error {
  let check: PictureCheck
}
