internal import Foundation
internal import TroupeChecking
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// Brings the spooled answer to a check into the record.
struct CheckRecorder: Sendable {
  let generations: GenerationStore
  let objects: ObjectStore
  let spool: Spool
  let providers: ProviderRegistry

  /// What an answer came to, and why it may be asked again.
  struct Result: Sendable {
    /// How it failed; `nil` where there is a verdict.
    let error: TroupeError?
    var retry: RetryPolicy.Reason?
  }

  /// Reads the answer in `file`, writes what it comes to, and clears it away.
  /// - Parameter cut: why it has no end that is known of; then all but a whole answer is unknown.
  func record(_ file: SpoolFile, cut: String? = nil) async throws -> Result {
    let id = file.id
    guard let planned = try await generations.read({ try CheckReader($0.connection).planned(id) })
    else {
      throw TroupeError.library(.database(detail: "the record has no check \(id)"))
    }
    if cut == nil { try file.finish() }
    let (head, start) = try AnswerScan.head(of: file)
    guard let head else { return try await end(id, .unknown, cut ?? "no answer came") }
    let body = Data(try file.read().dropFirst(start))
    let provider = try providers.provider(of: planned.profile)
    let judgment = provider.judgment(
      in: HTTPAnswer(status: head.status, headers: head.headers, body: body))
    let reading = Reading(judgment, planned.questions, cut: cut)
    let entry = try keep(body)
    try await generations.write { writer in
      let checks = CheckWriter(writer)
      try checks.answer(
        id, status: head.status, body: entry, judgment,
        cost: judgment.cost(planned.profile.tokenPrice?.value))
      try checks.verdicts(id, reading.verdicts)
      try checks.event(id, reading.state, reading.reason)
    }
    try spool.remove(id)
    return reading.result(of: judgment, planned.profile, status: head.status, id)
  }

  /// Writes that no answer came.
  func end(_ id: ULID, _ state: CheckState, _ reason: String) async throws -> Result {
    try await generations.write { try CheckWriter($0).event(id, state, reason) }
    try spool.remove(id)
    return Result(error: .request(.checkIncomplete(state, count: 1, reason: reason)))
  }

  private func keep(_ body: Data) throws -> ObjectStore.Entry {
    ObjectStore.Entry(
      digest: try objects.put(body, fileExtension: "json"), fileExtension: "json",
      byteCount: body.count)
  }
}

/// What a judge's answer means.
private struct Reading: Sendable {
  let state: CheckState
  let reason: String
  var verdicts: [CheckVerdict] = []

  init(_ judgment: JudgeAnswer, _ questions: [CheckQuestion], cut: String?) {
    switch judgment.content {
    case .words(let text):
      do throws(VerdictReader.NoVerdict) {
        verdicts = try VerdictReader(questions).read(text)
        (state, reason) = (.done, "")
      } catch {
        (state, reason) = (.noVerdict, error.reason)
      }
    case .none(let reason) where cut == nil:
      (state, self.reason) = (.noVerdict, Self.joined(reason, judgment.message))
    case .failed:
      (state, reason) = (
        .failed, Self.joined(judgment.finishReason ?? "turned away", judgment.message)
      )
    case .none(let reason), .unreadable(let reason):
      (state, self.reason) = (.unknown, cut ?? reason)
    }
  }

  private static func joined(_ reason: String, _ message: String?) -> String {
    [reason, message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  func result(
    of judgment: JudgeAnswer, _ profile: ModelProfile, status: Int, _ id: ULID
  ) -> CheckRecorder.Result {
    if state == .done { return CheckRecorder.Result(error: nil) }
    guard case .failed(let failure) = judgment.content else {
      return CheckRecorder.Result(
        error: .request(.checkIncomplete(state, count: 1, reason: reason)))
    }
    let outcome = Outcome.failed(failure)
    return CheckRecorder.Result(
      error: outcome.error(
        provider: profile.provider, status: status, message: judgment.message, generation: id),
      retry: outcome.retryReason)
  }
}
