internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
package import TroupeVocabulary

/// Finishes what a crash or a lost connection left incomplete. Only jobs that are asked for need the network (D3).
package struct Recovery: Sendable {
  let sender: Sender

  var recorder: AnswerRecorder { sender.recorder }
  var generations: GenerationStore { sender.recorder.generations }
  private var spool: Spool { sender.recorder.spool }

  /// Finishes what `sender` began.
  package init(_ sender: Sender) { self.sender = sender }

  /// How many generations wait to be finished, and how many of them are jobs that can be asked for.
  package func waiting() async throws -> (all: Int, jobs: Int) {
    let sends = try await generations.read { try $0.unfinishedSends() }
    return (sends.count, sends.count(where: \.isJob))
  }

  /// Finishes every generation that no running process holds. A job that can still be asked for stays as it is.
  /// - Throws: the first error, once all the others are finished.
  package func recover() async throws -> [RecoveryFinding] {
    var findings: [RecoveryFinding] = []
    var failure: (any Error)?
    for entry in try spool.abandoned() {
      do {
        guard let claim = try spool.claim(entry) else { continue }
        if let finding = try await finish(entry, claim) { findings.append(finding) }
      } catch {
        failure = failure ?? error
      }
    }
    let unfinished = try await generations.read { try $0.unfinishedSends() }
    for send in unfinished where !send.isJob && !spool.holds(send.attempt) {
      // A spool file stands from before `planned` until after the end: without one, no process is at work.
      if let finding = try await end(send) { findings.append(finding) }
    }
    if let failure { throw failure }
    return findings
  }

  /// Recovers, then asks for jobs that no running process asks for, each until it ends; for one that is made hours later,
  /// once.
  /// - Parameter wanted: whose jobs; `nil` for all.
  /// - Throws: the first error, once all the others are finished; what a job ended as is a finding and no error.
  package func fetch(_ wanted: Set<ULID>? = nil) async throws -> [RecoveryFinding] {
    var findings = try await recover()
    var failure: (any Error)?
    for send in try await generations.read({ try $0.unfinishedSends() })
    where send.isJob && wanted?.contains(send.generation) ?? true {
      do {
        if let finding = try await fetch(send) { findings.append(finding) }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return findings
  }

  private func fetch(_ send: GenerationReader.Send) async throws -> RecoveryFinding? {
    // Whoever has the file asks for the job.
    guard !spool.holds(send.attempt), let file = try? spool.open(send.attempt) else { return nil }
    let (prepared, legs) = try await generations.read { reader in
      (try reader.prepared(send.generation), try reader.legs(of: send.attempt))
    }
    guard let next = legs.last?.next else { return nil }
    let result = try await sender.attempt(of: send.generation, prepared)
      .finish(next, file, isResumed: true)
    let after = try await generations.read { try $0.state(of: send.generation) }
    if after == send.state, case .ended(let error?) = result { throw error }
    return RecoveryFinding(generation: send.generation, before: send.state, after: after)
  }

  private func finish(
    _ entry: SpoolEntry, _ claim: SpoolFile
  ) async throws -> RecoveryFinding? {
    // The file's lock must be held until the record is true.
    defer { withExtendedLifetime(claim) {} }
    guard let send = try await generations.read({ try $0.send(entry.id) }) else {
      try spool.remove(entry.id)
      return nil
    }
    let (generation, before) = (send.generation, send.state)
    // What was answered before it was sent again is recorded, and what is left of it in the spool no evidence.
    if send.isRecorded || !send.isLast {
      let isWaiting = send.isLast && before == .planned
      let finding = isWaiting ? try await end(send) : nil
      try spool.remove(entry.id)
      return finding
    }
    // The evidence of a cut answer stays; the last step of a finished one is clearing it away.
    if before == .unknown { return nil }
    if before.isFinal {
      try spool.remove(entry.id)
      return nil
    }
    // The process may have ended between the last byte and the name that says so.
    let extent =
      entry.isComplete ? .whole : try await recorder.extent(of: claim, generation)
    if extent != .nothing {
      return try await record(claim, of: generation, from: before, isCut: extent == .part)
    }
    if send.isJob {
      try spool.remove(entry.id)
      return nil
    }
    let finding = try await end(send)
    // Of a send that is asked for, what came of its answer is no evidence.
    if finding?.after != .unknown { try spool.remove(entry.id) }
    return finding
  }

  private func record(
    _ claim: SpoolFile, of generation: ULID, from before: GenerationState, isCut: Bool
  ) async throws -> RecoveryFinding? {
    if !isCut { try claim.finish() }
    let cut = isCut ? "the process ended before the answer did" : nil
    switch try await recorder.record(claim, of: generation, cut: cut) {
    case .further, .unanswered, .missing:
      // The job can still be asked for.
      try spool.remove(claim.id)
      return nil
    case .ended, .again: break
    }
    let after = try await generations.read { try $0.state(of: generation) }
    if after == before { return nil }
    return RecoveryFinding(generation: generation, before: before, after: after)
  }

  /// Ends the generation of a send without an answer, unless it has gone on meanwhile, or the provider can be asked what
  /// came of it.
  private func end(_ send: GenerationReader.Send) async throws -> RecoveryFinding? {
    let (generation, before) = (send.generation, send.state)
    let providers = recorder.providers
    return try await generations.write { writer in
      let reader = GenerationReader(writer.connection)
      guard try reader.state(of: generation) == before else { return nil }
      let provider = try providers.provider(of: reader.planned(generation).profile)
      if before != .planned, let message = try reader.message(of: send.attempt),
        let inquiry = provider.inquiry(after: message)
      {
        _ = try writer.unanswered(send.attempt, asking: inquiry)
        return nil
      }
      let (after, reason) = Self.end(of: before, isRemote: provider.isRemote)
      try writer.event(generation, after, reason)
      return RecoveryFinding(generation: generation, before: before, after: after)
    }
  }

  private static func end(
    of before: GenerationState, isRemote: Bool
  ) -> (GenerationState, reason: String) {
    if before == .planned { return (.failed, "the process ended before anything was sent") }
    // Only the process that ended was at work on it.
    if !isRemote { return (.failed, "the process ended before it was drawn") }
    return (.unknown, "the process ended before an answer came")
  }
}
