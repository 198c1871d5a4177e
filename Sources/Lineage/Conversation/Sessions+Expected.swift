internal import TroupePreparing
internal import TroupeRecord
internal import TroupeVocabulary

/// Turns that were approved by the digest of their plan.
extension Sessions {
  /// The turn of `session` that was said by the plan whose digest begins with `expected`; `nil` where there is none, or
  /// it was certainly not made.
  /// - Throws: `RequestError.equalRequestOpen` for one of no known outcome.
  func said(_ expected: String, in session: Session) async throws -> GenerationResult? {
    for id in session.turns.reversed() {
      var (key, prepared) = try await generations.read {
        (try $0.requestKey(of: id), try $0.prepared(id))
      }
      prepared.bounding = models.trust.bounding(prepared.profile, at: prepared.message.url)
      let cost = prepared.plan(count: 1).estimate.boundUSD
      let digest = try PlanDigest(key: key, count: 1, costUSD: cost).digest
      guard digest.hex.hasPrefix(expected) else { continue }
      let generation = try await generations.read { try $0.generation(id) }
      switch generation.state {
      case .failed: return nil
      case .done, .refused:
        return GenerationResult(
          generation: generation, isFromRecord: true, error: generation.recordedRefusal)
      case .planned, .sent, .received, .unknown:
        throw TroupeError.request(
          .equalRequestOpen(
            state: generation.state, generation: id, isFree: prepared.price == 0))
      }
    }
    return nil
  }
}
