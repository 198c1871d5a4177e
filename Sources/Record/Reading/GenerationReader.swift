package import Foundation
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

  /// The generations whose state changed, or of which something was said, since `date`, the newest first, at most `limit`.
  package func changed(since date: Date, limit: Int) throws -> [ULID] {
    try connection.rows(
      """
      SELECT generation FROM (
        SELECT generation FROM event WHERE id >= ?1
        UNION SELECT a.generation FROM annotation_act t JOIN annotation a ON a.act = t.id
          WHERE t.id > (SELECT max(id) FROM annotation_act) - ?3 AND t.at >= ?2)
      ORDER BY generation DESC LIMIT ?3
      """, ULID(at: date, entropy: 0), date, limit
    ).map { try $0.ulid("generation") }
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
    let rows = try connection.rows(Self.wholeRows, CanonicalJSON.text(ids))
    var texts = RecordTexts()
    var found: [ULID: Generation] = [:]
    for row in rows {
      let generation = try generation(row, details, &texts)
      found[generation.id] = generation
    }
    return try ids.map { id in
      guard let generation = found[id] else { throw Self.unknown(id) }
      return generation
    }
  }

  static let wholeRows = """
    SELECT g.id, g.created_at, g.prompt, g.prompt_sent, g.model, g.provider, g.request_json,
      g.sent_json, g.excluded_json, g.adjustments_json, g.price_usd, g.batch, g.replay_of,
      g.rebuild_of, s.state, s.message AS state_message, x.model_resolved, x.response_id,
      x.finish_reason, x.texts_json, x.usage_json, x.cost_usd,
      x.attempt IS NOT NULL AS is_answered, t.session, t.number AS turn, m.member,
      i.at AS imported_at, i.source AS imported_from, i.name AS imported_name, i.named_parent,
      i.rest_json, coalesce(i.parent, c.parent) AS imported_parent
    FROM json_each(?) named CROSS JOIN generation g ON g.id = named.value
    JOIN current_state s ON s.generation = g.id
    LEFT JOIN turn t ON t.generation = g.id
    LEFT JOIN generation_member m ON m.generation = g.id
    LEFT JOIN imported i ON i.generation = g.id
    LEFT JOIN accepted_parent c ON c.generation = i.generation
    LEFT JOIN exchange x ON x.attempt = (
      SELECT id FROM attempt WHERE generation = g.id ORDER BY number DESC LIMIT 1)
    """

  private func generation(
    _ row: Row, _ details: GenerationDetailRows, _ texts: inout RecordTexts
  ) throws -> Generation {
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
        asked: request.parameters, sent: try texts.sent.value(of: "sent_json", row)),
      adjustments: try texts.adjustments.value(of: "adjustments_json", row),
      inputs: details.inputs[id] ?? [], adapters: details.adapters[id] ?? [],
      excluded: try texts.excluded.value(of: "excluded_json", row),
      proof: details.proof(of: id), outputs: details.outputs[id] ?? [],
      findings: details.findings[id] ?? [],
      texts: try row.optionalJSON([String].self, "texts_json") ?? [],
      usage: try row.optionalJSON(Usage.self, "usage_json"),
      costUSD: try cost(row, state),
      finishReason: try row.optionalText("finish_reason"),
      message: message.isEmpty ? nil : message,
      responseID: try row.optionalText("response_id"), batch: try row.optionalULID("batch"),
      session: try row.optionalULID("session"), turn: try row.optionalInt("turn"),
      replayOf: try row.optionalULID("replay_of"), rebuildOf: try row.optionalULID("rebuild_of"),
      member: try row.optionalText("member"), imported: try row.importedFacts())
  }

  /// What failed without an answer was certainly not billed, nor is what was free when it was planned.
  func cost(_ row: Row, _ state: GenerationState) throws -> Double? {
    let isAnswered = try row.bool("is_answered")
    if state == .failed && !isAnswered { return 0 }
    return try row.optionalDollars("cost_usd")
      ?? (row.optionalDollars("price_usd") == 0 ? 0 : nil)
  }

  static func unknown(_ id: ULID) -> TroupeError { .request(.unknownGeneration("\(id)")) }

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

/// Texts that generations often share, each decoded once.
private struct RecordTexts {
  var sent = SharedJSON<Parameters>()
  var adjustments = SharedJSON<[Adjustment]>()
  var excluded = SharedJSON<[ExcludedReference]>()
}

/// What equal texts of a column say.
private struct SharedJSON<Value: Decodable> {
  private var known: [String: Value] = [:]

  mutating func value(of column: String, _ row: Row) throws -> Value {
    let text = try row.text(column)
    if let value = known[text] { return value }
    let value = try row.json(Value.self, column)
    known[text] = value
    return value
  }
}
