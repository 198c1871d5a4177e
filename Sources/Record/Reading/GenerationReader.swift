internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads the record inside a transaction.
package struct GenerationReader {
  package let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The state of `id`.
  /// - Throws: `RequestError.unknownGeneration`.
  package func state(of id: ULID) throws -> GenerationState {
    let row = try connection.row("SELECT state FROM current_state WHERE generation = ?", id)
    guard let row else { throw Self.unknown(id) }
    return try row.word(GenerationState.self, "state")
  }

  /// The whole record of `id`.
  /// - Throws: `RequestError.unknownGeneration`, and `LibraryError.database` for what a newer version wrote.
  package func generation(_ id: ULID) throws -> Generation {
    guard let generation = try generations([id]).first else { throw Self.unknown(id) }
    return generation
  }

  /// The whole records of `ids`, in their order; as many statements for one as for a thousand.
  /// - Throws: `RequestError.unknownGeneration`, and `LibraryError.database` for what a newer version wrote.
  package func generations(_ ids: [ULID]) throws -> [Generation] {
    let details = try GenerationDetailRows(connection, of: ids)
    let rows = try connection.rows(
      """
      SELECT g.*, s.state, s.message AS state_message, x.model_resolved, x.response_id,
        x.finish_reason, x.texts_json, x.usage_json, x.cost_usd,
        x.attempt IS NOT NULL AS is_answered, t.session, t.number AS turn
      FROM generation g
      JOIN current_state s ON s.generation = g.id
      LEFT JOIN turn t ON t.generation = g.id
      LEFT JOIN attempt a ON a.generation = g.id
        AND a.number = (SELECT max(number) FROM attempt WHERE generation = g.id)
      LEFT JOIN exchange x ON x.attempt = a.id
      WHERE g.id IN (SELECT value FROM json_each(?))
      """, CanonicalJSON.text(ids))
    let found = Dictionary(
      try rows.map { row in
        let generation = try generation(row, details)
        return (generation.id, generation)
      }, uniquingKeysWith: { first, _ in first })
    return try ids.map { id in
      guard let generation = found[id] else { throw Self.unknown(id) }
      return generation
    }
  }

  private func generation(_ row: Row, _ details: GenerationDetailRows) throws -> Generation {
    let (id, state) = (try row.ulid("id"), try row.word(GenerationState.self, "state"))
    let request = try row.json(Request.self, "request_json")
    let message = try row.text("state_message")
    return Generation(
      id: id, state: state, createdAt: try row.date("created_at"), model: try row.text("model"),
      modelResolved: try row.optionalText("model_resolved"), provider: try row.text("provider"),
      prompt: try row.text("prompt"), promptSent: try row.text("prompt_sent"),
      promptWritten: request.written,
      parent: request.parent, mask: request.mask,
      parameters: AskedSent(
        asked: request.parameters, sent: try row.json(Parameters.self, "sent_json")),
      adjustments: try row.json([Adjustment].self, "adjustments_json"),
      inputs: details.inputs[id] ?? [], adapters: details.adapters[id] ?? [],
      excluded: try row.json([ExcludedReference].self, "excluded_json"),
      proof: details.proof(of: id), outputs: details.outputs[id] ?? [],
      findings: details.findings[id] ?? [],
      texts: try row.optionalJSON([String].self, "texts_json") ?? [],
      usage: try row.optionalJSON(Usage.self, "usage_json"),
      costUSD: try cost(row, state),
      finishReason: try row.optionalText("finish_reason"),
      message: message.isEmpty ? nil : message,
      responseID: try row.optionalText("response_id"), batch: try row.optionalULID("batch"),
      session: try row.optionalULID("session"), turn: try row.optionalInt("turn"),
      replayOf: try row.optionalULID("replay_of"), rebuildOf: try row.optionalULID("rebuild_of"))
  }

  /// What failed without an answer was certainly not billed, nor is what was free when it was planned.
  private func cost(_ row: Row, _ state: GenerationState) throws -> Double? {
    let isAnswered = try row.bool("is_answered")
    if state == .failed && !isAnswered { return 0 }
    return try row.optionalDollars("cost_usd")
      ?? (row.optionalDollars("price_usd") == 0 ? 0 : nil)
  }

  private static func unknown(_ id: ULID) -> TroupeError { .request(.unknownGeneration("\(id)")) }

  /// What was asked for `id`.
  /// - Throws: `RequestError.unknownGeneration`.
  package func request(of id: ULID) throws -> Request {
    let row = try connection.row("SELECT request_json FROM generation WHERE id = ?", id)
    guard let row else { throw Self.unknown(id) }
    return try row.json(Request.self, "request_json")
  }

  /// What `id` was planned with: the profile, the price in force then, and the parameters as sent.
  /// - Throws: `RequestError.unknownGeneration`.
  package func planned(
    _ id: ULID
  ) throws -> (profile: ModelProfile, price: Double?, sent: Parameters) {
    let row = try connection.row(
      """
      SELECT p.profile_json, g.price_usd, g.sent_json FROM generation g
      JOIN model_profile p ON p.digest = g.profile_digest WHERE g.id = ?
      """, id)
    guard let row else { throw Self.unknown(id) }
    return (
      try row.profile("profile_json"), try row.optionalDollars("price_usd"),
      try row.json(Parameters.self, "sent_json")
    )
  }
}
