internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// Equal requests: those that would send the same bytes to the same address (D4).
extension GenerationReader {
  /// The newest finished generation of an equal request that has an image which was not removed for good.
  package func finishedRequest(_ key: Digest) throws -> ULID? {
    try connection.row(
      """
      SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
      WHERE g.request_key = ? AND s.state = 'done'
        AND EXISTS (SELECT 1 FROM output o WHERE o.generation = g.id
          AND NOT EXISTS (SELECT 1 FROM purge_file f JOIN purge p ON p.id = f.purge
            WHERE f.digest = o.digest AND p.at >= g.created_at))
      ORDER BY g.created_at DESC, g.id DESC LIMIT 1
      """, key)?.ulid("id")
  }

  /// By what the request of `id` is known.
  /// - Throws: `RequestError.unknownGeneration`.
  package func requestKey(of id: ULID) throws -> Digest {
    let row = try connection.row("SELECT request_key FROM generation WHERE id = ?", id)
    guard let row else { throw TroupeError.request(.unknownGeneration("\(id)")) }
    return try row.digest("request_key")
  }

  /// That an equal request is neither open nor, unless `allowsRefused`, refused. Takes of one rework are meant to be alike.
  /// - Throws: `RequestError.equalRequestOpen`, `RequestError.equalRequestRefused`.
  package func checkUnsent(
    _ key: Digest, allowsRefused: Bool, outside rework: ULID? = nil
  ) throws {
    if let open = try openRequest(key, outside: rework) {
      throw TroupeError.request(
        .equalRequestOpen(state: open.state, generation: open.id, isFree: open.isFree))
    }
    if !allowsRefused, let refusal = try refusedRequest(key) { throw refusal }
  }

  /// The newest equal request whose outcome is open.
  private func openRequest(
    _ key: Digest, outside rework: ULID?
  ) throws -> (id: ULID, state: GenerationState, isFree: Bool)? {
    let row = try connection.row(
      """
      SELECT g.id, s.state, g.price_usd IS 0 AS is_free FROM generation g JOIN current_state s ON s.generation = g.id
      WHERE g.request_key = ? AND s.state IN ('planned', 'sent', 'received', 'unknown')
        AND NOT EXISTS (SELECT 1 FROM rework_event e WHERE e.generation = g.id AND e.rework = ?)
      ORDER BY g.created_at DESC, g.id DESC LIMIT 1
      """, key, rework)
    return try row.map {
      (
        try $0.ulid("id"), try $0.word(GenerationState.self, "state"), try $0.bool("is_free")
      )
    }
  }

  /// The newest equal request that was refused, as the error that tells of it.
  package func refusedRequest(_ key: Digest) throws -> TroupeError? {
    let row = try connection.row(
      """
      SELECT g.id, e.at, e.message FROM generation g
      JOIN current_state s ON s.generation = g.id JOIN event e ON e.generation = g.id
      WHERE g.request_key = ? AND s.state = 'refused' AND e.state = 'refused'
      ORDER BY e.at DESC, e.id DESC LIMIT 1
      """, key)
    return try row.map {
      .request(
        .equalRequestRefused(
          generation: try $0.ulid("id"), at: try $0.date("at"), reason: try $0.text("message")))
    }
  }

  /// The newest batch that sent the request of `key` under the plan of `digest`, in order of planning; empty for none.
  package func batch(_ key: Digest, of digest: Digest) throws -> [Generation] {
    let rows = try connection.rows(
      """
      SELECT id, batch FROM generation WHERE request_key = ? AND substr(batch, 11, 8) = ?
      ORDER BY created_at DESC, id DESC
      """, key, digest.batchMark)
    let newest = try rows.first?.ulid("batch")
    return try generations(
      rows.filter { try $0.ulid("batch") == newest }.map { try $0.ulid("id") }.reversed())
  }
}
