internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
package import TroupeVocabulary

/// Finishes what a crash or a lost connection left half-done. Needs no network (D3).
package struct Recovery: Sendable {
  let context: LineageContext

  /// Works in `context`.
  package init(_ context: LineageContext) { self.context = context }

  /// One generation that was brought to its end.
  package struct Finding: Codable, Hashable, Sendable {
    /// Which.
    package let generation: ULID
    /// What it was.
    package let before: GenerationState
    /// What it is now.
    package let after: GenerationState
  }

  /// How many generations wait to be finished.
  package func waiting() async throws -> Int { try await unfinished().count }

  /// Finishes every generation that no running process holds.
  /// - Throws: the first error, once all the others are finished.
  package func recover() async throws -> [Finding] {
    var findings: [Finding] = []
    var failure: (any Error)?
    for entry in try context.spool.abandoned() {
      guard let claim = try context.spool.claim(entry) else { continue }
      do {
        if let finding = try await finish(entry, claim) { findings.append(finding) }
      } catch {
        failure = failure ?? error
      }
    }
    for (attempt, generation, state) in try await unfinished() where !context.spool.holds(attempt) {
      // A spool file stands from before `planned` until after the end, so what lacks one is nobody's.
      if let finding = try await end(generation, from: state) { findings.append(finding) }
    }
    if let failure { throw failure }
    return findings
  }

  private func finish(_ entry: SpoolEntry, _ claim: SpoolFile) async throws -> Finding? {
    // The file's lock must be held until the record is true.
    defer { withExtendedLifetime(claim) {} }
    guard let (generation, before) = try await owner(of: entry.id) else {
      try context.spool.remove(entry.id)
      return nil
    }
    // The evidence of a cut answer stays; the last step of a finished one is clearing it away.
    if before == .unknown { return nil }
    if before.isFinal {
      try context.spool.remove(entry.id)
      return nil
    }
    let settlement = Settlement(context: context)
    var isWhole = entry.isComplete
    // The process may have ended between the last byte and the name that says so.
    if !isWhole { isWhole = try await settlement.holdsImages(claim, of: generation) }
    if isWhole {
      try claim.finish()
      _ = try await settlement.settle(
        attempt: entry.id, generation: generation, spool: claim)
      let after = try await context.database.read {
        try GenerationReader($0).state(of: generation)
      }
      return Finding(generation: generation, before: before, after: after)
    }
    let finding = try await end(generation, from: before)
    if finding?.after == .failed { try context.spool.remove(entry.id) }
    return finding
  }

  private func owner(of attempt: ULID) async throws -> (ULID, GenerationState)? {
    try await context.database.read { connection in
      let row = try connection.row("SELECT generation FROM attempt WHERE id = ?", attempt)
      guard let generation = try row?.ulid("generation") else { return nil }
      return (generation, try GenerationReader(connection).state(of: generation))
    }
  }

  private func unfinished() async throws -> [(ULID, ULID, GenerationState)] {
    try await context.database.read { connection in
      try connection.rows(
        """
        SELECT s.generation, s.state, a.id AS attempt
        FROM current_state s JOIN attempt a ON a.generation = s.generation
        WHERE s.state IN ('planned', 'sent', 'received')
        """
      ).compactMap { row in
        guard let state = GenerationState(rawValue: try row.text("state")) else { return nil }
        return (try row.ulid("attempt"), try row.ulid("generation"), state)
      }
    }
  }

  /// Ends a generation that stopped in state `before`, unless it has gone on meanwhile.
  private func end(_ generation: ULID, from before: GenerationState) async throws -> Finding? {
    let now = context.clock()
    return try await context.database.write { connection in
      let reader = GenerationReader(connection)
      guard try reader.state(of: generation) == before else { return nil }
      let provider = Provider.of(try reader.plannedProfile(of: generation).profile)
      let (after, reason) = Self.end(of: before, at: provider)
      try GenerationWriter(connection, at: now).event(generation, after, reason)
      return Finding(generation: generation, before: before, after: after)
    }
  }

  private static func end(
    of before: GenerationState, at provider: Provider
  ) -> (GenerationState, reason: String) {
    if before == .planned { return (.failed, "the process ended before anything was sent") }
    // Nobody else was at work on it.
    if case .local = provider { return (.failed, "the process ended before it was drawn") }
    return (.unknown, "the process ended before an answer came")
  }
}
