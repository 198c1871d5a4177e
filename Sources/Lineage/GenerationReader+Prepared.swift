internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

extension GenerationReader {
  /// The request of `id` as it was prepared, so that it can be sent again with the same bytes.
  func prepared(_ id: ULID) throws -> PreparedRequest {
    let row = try connection.row(
      """
      SELECT g.*, a.method, a.url, a.headers_json, a.key_header, a.body_json
      FROM generation g JOIN attempt a ON a.generation = g.id
      WHERE g.id = ? ORDER BY a.number DESC LIMIT 1
      """, id)
    guard let row else { throw TroupeError.unknownGeneration("\(id)") }
    let inputs = try preparedInputs(of: id)
    let body = try row.json(MessageBody.self, "body_json")
    let history = try history(of: id)
    return PreparedRequest(
      request: try row.json(Request.self, "request_json"),
      profile: try row.json(ModelProfile.self, "profile_json"),
      selection: Selection(
        chosen: inputs.map(\.chosen),
        excluded: try row.json([ExcludedReference].self, "excluded_json"),
        proof: try proof(of: id)),
      composition: try row.json(Composition.self, "composition_json"), inputs: inputs,
      cast: try cast(of: id),
      message: HTTPRequest(
        method: try row.text("method"), url: try row.text("url"),
        headers: try row.json([HTTPHeader].self, "headers_json"),
        keyHeader: try row.optionalText("key_header"),
        body: body),
      sent: try row.json(Parameters.self, "sent_json"),
      adjustments: try row.json([Adjustment].self, "adjustments_json"), limits: [], warnings: [],
      history: history,
      files: history.isEmpty ? [:] : try extensions(of: body.digests))
  }

  /// The turns of a conversation that went with `id`, oldest first.
  func history(of id: ULID) throws -> [ULID] {
    try connection.rows(
      """
      SELECT h.earlier FROM history h JOIN generation g ON g.id = h.earlier
      WHERE h.generation = ? ORDER BY g.seq
      """, id
    ).map { try $0.ulid("earlier") }
  }

  private func preparedInputs(of id: ULID) throws -> [PreparedInput] {
    let (sheets, values) = (try sheets(of: id), try values(of: id))
    return try connection.rows(
      """
      SELECT i.*, f.extension, f.byte_count FROM input i JOIN object f ON f.digest = i.rendition
      WHERE i.generation = ? ORDER BY i.position
      """, id
    ).map { row in
      let fileExtension = try row.text("extension")
      let position = try row.int("position")
      let type = MediaType.allCases.first { $0.fileExtension == fileExtension }
      return PreparedInput(
        chosen: ChosenReference(
          position: position,
          role: Role(rawValue: try row.text("role")) ?? .identity,
          asset: try row.optionalText("handle").map { try Handle($0) },
          name: try row.optionalText("name"),
          kind: try row.optionalText("kind").flatMap(Kind.init),
          look: try row.optionalText("look"),
          view: try row.optionalText("view").map(View.init),
          reference: try row.digest("reference"),
          origin: try row.outputID("origin_generation", "origin_position"),
          reason: try row.text("reason"),
          value: position <= values.count ? values[position - 1] : 0, sheet: sheets[position]),
        label: try row.text("label"),
        rendition: Rendition(
          digest: try row.digest("rendition"), type: type ?? .png,
          byteCount: try row.int("byte_count")))
    }
  }

  private func cast(of id: ULID) throws -> [CastMember] {
    try connection.rows(
      """
      SELECT c.*, g.created_at FROM cast_member c JOIN generation g ON g.id = c.generation
      WHERE c.generation = ? ORDER BY c.position
      """, id
    ).map { row in
      CastMember(
        asset: Asset(
          id: try row.ulid("asset"), handle: try Handle(row.text("handle")),
          kind: Kind(rawValue: try row.text("kind")) ?? .object, name: try row.text("name"),
          description: try row.text("description"),
          traits: try row.json([String].self, "traits_json"),
          createdAt: try row.date("created_at")),
        look: try row.optionalText("look"))
    }
  }
}
