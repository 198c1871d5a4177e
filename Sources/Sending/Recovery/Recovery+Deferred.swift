internal import TroupeProviders
internal import TroupeRecord
package import TroupeVocabulary

/// Jobs that are made hours after they were asked for.
extension Recovery {
  /// The generations whose jobs are under way and are made hours later, oldest first.
  package func deferred() async throws -> [ULID] {
    let sends = try await generations.read { try $0.unfinishedSends() }.filter(\.isJob)
    var found: [ULID] = []
    for send in sends where try await isDeferred(send.generation) { found.append(send.generation) }
    return found.sorted()
  }

  /// Has the job of `generation` given up, then asks what came of it: it may have been done by then.
  /// - Throws: `RequestError.noBatch` for one without such a job; `ProviderError` where the provider does not answer.
  package func cancel(_ generation: ULID) async throws -> [RecoveryFinding] {
    let send = try await generations.read { try $0.unfinishedSends() }.first {
      $0.generation == generation && $0.isJob
    }
    guard let send, try await isDeferred(generation) else {
      throw TroupeError.request(.noBatch(generation))
    }
    try await sender.cancel(send)
    return try await fetch([generation])
  }

  private func isDeferred(_ generation: ULID) async throws -> Bool {
    let profile = try await generations.read { try $0.planned(generation).profile }
    return (try? recorder.providers.provider(of: profile))?.isDeferred ?? false
  }
}
