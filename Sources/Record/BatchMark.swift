internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension Digest {
  /// How the random part of a batch's name begins that carries out the plan of this digest: 40 bits of it, by which the
  /// run of a plan is found among those of equal requests.
  var batchMark: String {
    String("\(ULID(at: .distantPast, entropy: mark << 40))".dropFirst(10).prefix(8))
  }

  fileprivate var mark: UInt128 { UInt128(hex.prefix(10), radix: 16) ?? 0 }
}

extension GenerationStore {
  /// A new name for a batch that carries out the plan of `digest`.
  package func newBatch(of digest: Digest) -> ULID {
    let chance = newEntropy() & ((1 << 40) - 1)
    return ULID(at: now(), entropy: digest.mark << 40 | chance)
  }
}

extension GenerationWriter {
  /// A run that is made once: no second batch carries out its plan, and no more of it is sent than was approved.
  package struct Once: Sendable {
    let plan: Digest
    let count: Int
    let isNew: Bool

    /// - Parameters:
    ///   - plan: its digest.
    ///   - count: how many images were approved.
    ///   - isNew: whether no batch of the plan was there when it began.
    package init(plan: Digest, count: Int, isNew: Bool) {
      self.plan = plan
      self.count = count
      self.isNew = isNew
    }
  }
}

extension GenerationReader {
  /// Checks, in the transaction that plans a further generation, that no other process carries out the same run.
  /// - Throws: `RequestError.equalRequestOpen` with a generation of the other.
  package func checkOnce(_ key: Digest, _ links: GenerationWriter.Links) throws {
    guard let once = links.once, let batch = links.batch else { return }
    let rows = try connection.rows(
      """
      SELECT g.id, g.batch, s.state, g.price_usd IS 0 AS is_free
      FROM generation g JOIN current_state s ON s.generation = g.id
      WHERE g.request_key = ? AND substr(g.batch, 11, 8) = ? AND s.state <> 'failed'
      ORDER BY g.created_at DESC, g.id DESC
      """, key, once.plan.batchMark)
    let own = try rows.filter { try $0.ulid("batch") == batch }
    let others = once.isNew ? try rows.filter { try $0.ulid("batch") != batch } : []
    guard let other = others.first ?? (own.count < once.count ? nil : own.first) else { return }
    throw TroupeError.request(
      .equalRequestOpen(
        state: try other.word(GenerationState.self, "state"), generation: try other.ulid("id"),
        isFree: try other.bool("is_free")))
  }
}
