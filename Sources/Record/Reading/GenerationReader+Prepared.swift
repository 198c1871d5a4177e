internal import Foundation
internal import TroupeCatalog
internal import TroupeProviders
internal import TroupeStorage
package import TroupeVocabulary

extension GenerationReader {
  /// The request of `id` as it was prepared, so that it can be sent again with the same bytes.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.nothingSent`, `LibraryError.purged` where its words or pictures were removed for good, and
  ///   `LibraryError.database` for what a newer version wrote.
  package func prepared(_ id: ULID) throws -> PreparedRequest {
    let row = try connection.row(
      """
      SELECT g.*, p.profile_json, a.method, a.url, a.headers_json, a.key_header, a.body_json,
        (SELECT u.at FROM purge_row r JOIN purge u ON u.id = r.purge
          WHERE r.table_name = 'generation' AND r.row_key = 'id=' || g.id
            OR r.table_name = 'attempt' AND r.row_key = 'id=' || a.id LIMIT 1) AS purged_at
      FROM generation g JOIN model_profile p ON p.digest = g.profile_digest
      JOIN attempt a ON a.generation = g.id
      WHERE g.id = ? ORDER BY a.number DESC LIMIT 1
      """, id)
    guard let row else {
      _ = try requestKey(of: id)
      throw TroupeError.request(.nothingSent(id))
    }
    if let date = try row.optionalDate("purged_at") {
      throw TroupeError.library(.purged("what was said and sent for \(id)", at: date))
    }
    let details = try GenerationDetailRows(connection, of: [id])
    let inputs = details.inputs[id] ?? []
    let message = try message(row)
    let history = try history(of: id)
    let request = try row.json(Request.self, "request_json")
    // A mask may be sent as another file than the one given.
    let others =
      (history.isEmpty && request.mask == nil ? [] : message.body.digests)
      + [request.mask?.digest].compactMap(\.self)
    var prepared = PreparedRequest(
      request: request,
      profile: try row.profile("profile_json"),
      selection: Selection(
        chosen: inputs.map(\.chosen),
        excluded: try row.json([ExcludedReference].self, "excluded_json"),
        proof: details.proof(of: id)),
      composition: try row.json(Composition.self, "composition_json"), inputs: inputs,
      cast: try cast(of: id),
      encoded: Encoded(
        request: message, sent: try row.json(Parameters.self, "sent_json"), adjustments: []),
      adjustments: try row.json([Adjustment].self, "adjustments_json"), history: history,
      files: others.isEmpty ? [:] : try extensions(of: others))
    prepared.adapters = details.adapters[id] ?? []
    return prepared
  }

  /// Seconds from the first send of `id` to its whole answer; `nil` where there is none.
  package func seconds(of id: ULID) throws -> Double? {
    try connection.row(
      """
      SELECT max(e.received_at) - min(a.created_at) AS milliseconds
      FROM attempt a JOIN exchange e ON e.attempt = a.id WHERE a.generation = ?
      """, id)?.optionalInt("milliseconds").map { Double($0) / 1000 }
  }

  /// The turns of a conversation that went with `id`, in order of their numbers.
  package func history(of id: ULID) throws -> [ULID] {
    try connection.rows(
      """
      SELECT h.earlier FROM history h JOIN generation g ON g.id = h.earlier
      LEFT JOIN turn t ON t.generation = h.earlier
      WHERE h.generation = ? ORDER BY t.number, g.created_at, g.id
      """, id
    ).map { try $0.ulid("earlier") }
  }

  func cast(of id: ULID) throws -> [CastMember] {
    try connection.rows(
      """
      SELECT c.*, g.created_at, l.looks_json
      FROM cast_member c JOIN generation g ON g.id = c.generation
      LEFT JOIN cast_look l ON l.generation = c.generation AND l.position = c.position
      WHERE c.generation = ? ORDER BY c.position
      """, id
    ).map { row in
      CastMember(
        asset: Asset(
          id: try row.ulid("asset"), handle: try row.handle("handle"),
          kind: try row.word(Kind.self, "kind"), name: try row.text("name"),
          description: try row.text("description"),
          traits: try row.json([String].self, "traits_json"),
          createdAt: try row.date("created_at")),
        look: try row.optionalText("look"),
        looks: try row.optionalJSON([Look].self, "looks_json") ?? [])
    }
  }
}
