internal import Foundation
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

extension Checker {
  /// Finishes every check that a crash left and no running process holds. Nothing is sent.
  /// - Throws: the first error, once all the others are finished.
  package func recover() async throws {
    let recorder = recorder
    var failure: (any Error)?
    for entry in try recorder.spool.abandoned() {
      do {
        guard let claim = try recorder.spool.claim(entry) else { continue }
        // The file's lock must be held until the record is true.
        defer { withExtendedLifetime(claim) {} }
        try await finish(entry, claim, recorder)
      } catch {
        failure = failure ?? error
      }
    }
    let unfinished = try await recorder.generations.read {
      try CheckReader($0.connection).unfinished()
    }
    for check in unfinished where !recorder.spool.holds(check.id) {
      try await end(check.id, check.state, recorder)
    }
    if let failure { throw failure }
  }

  private func finish(
    _ entry: SpoolEntry, _ claim: SpoolFile, _ recorder: CheckRecorder
  ) async throws {
    let planned = try await recorder.generations.read {
      try CheckReader($0.connection).planned(entry.id)
    }
    switch planned?.state {
    case .sent:
      let cut = entry.isComplete ? nil : "the process ended before the answer did"
      _ = try await recorder.record(claim, cut: cut)
    case .planned: try await end(entry.id, .planned, recorder)
    case nil, .done, .noVerdict, .failed, .unknown: try recorder.spool.remove(entry.id)
    }
  }

  /// Ends a check without an answer, unless it has gone on meanwhile.
  private func end(_ id: ULID, _ before: CheckState, _ recorder: CheckRecorder) async throws {
    let isSent = before == .sent
    try await recorder.generations.write { writer in
      guard try CheckReader(writer.connection).planned(id)?.state == before else { return }
      try CheckWriter(writer).event(
        id, isSent ? .unknown : .failed,
        isSent
          ? "the process ended before an answer came"
          : "the process ended before anything was sent")
    }
    try recorder.spool.remove(id)
  }
}
