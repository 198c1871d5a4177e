internal import TroupeCatalog
internal import TroupeStorage
package import TroupeVocabulary

/// What lists show. Bodies, words as sent and what was left out, which fill most of a row, are not read.
extension GenerationReader {
  /// What a list shows of `ids`, in their order; as many statements for one as for a thousand.
  /// - Throws: `RequestError.unknownGeneration`, and `LibraryError.database` for what a newer version wrote.
  package func summaries(_ ids: [ULID]) throws -> [GenerationSummary] {
    let numbers = try connection.rows(
      "SELECT g.seq FROM json_each(?) named CROSS JOIN generation g ON g.id = named.value",
      CanonicalJSON.text(ids)
    ).map { try $0.int(0) }
    let found = Dictionary(
      try summaries(numbers: numbers).values.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    return try ids.map { id in
      guard let summary = found[id] else { throw Self.unknown(id) }
      return summary
    }
  }

  /// What a list shows of the generations whose rows have `numbers`, by these.
  func summaries(numbers: [Int]) throws -> [Int: GenerationSummary] {
    let list = try CanonicalJSON.text(numbers)
    let rows = try connection.rows(Self.summaryRows, list)
    let ids = try CanonicalJSON.text(rows.map { try $0.ulid("id") })
    let outputs = try outputs(ids)
    let sources = try sources(ids)
    let parents = try parents(list)
    var summaries: [Int: GenerationSummary] = [:]
    for row in rows {
      let (number, id) = (try row.int("seq"), try row.ulid("id"))
      let state = try row.word(GenerationState.self, "state")
      let message = try row.text("message")
      summaries[number] = GenerationSummary(
        id: id, state: state, createdAt: try row.date("created_at"), model: try row.text("model"),
        prompt: try row.text("prompt"), parent: try row.outputID("parent"),
        sources: sources[id] ?? [], parents: parents[number] ?? [], outputs: outputs[id] ?? [],
        costUSD: try cost(row, state), message: message.isEmpty ? nil : message,
        batch: try row.optionalULID("batch"), replayOf: try row.optionalULID("replay_of"),
        rebuildOf: try row.optionalULID("rebuild_of"))
    }
    guard summaries.count == Set(numbers).count else {
      throw TroupeError.library(
        .damagedRow("edge", reason: "it names no generation; to reindex makes it again"))
    }
    return summaries
  }

  /// The cost stands in an index: the rows of answers are long.
  static let summaryRows = """
    SELECT g.seq, g.id, g.created_at, g.model, g.prompt, g.price_usd, g.batch, g.replay_of,
      g.rebuild_of,
      CASE WHEN json_valid(g.request_json) THEN g.request_json ->> '$.parent.origin'
        ELSE 'damaged' END AS parent,
      s.state, s.message, x.cost_usd, x.attempt IS NOT NULL AS is_answered
    FROM json_each(?) named CROSS JOIN generation g ON g.seq = named.value
    JOIN current_state s ON s.generation = g.id
    LEFT JOIN exchange x INDEXED BY exchange_cost ON x.attempt = (
      SELECT id FROM attempt WHERE generation = g.id ORDER BY number DESC LIMIT 1)
    """

  private func outputs(_ ids: String) throws -> [ULID: [Output]] {
    var outputs: [ULID: [Output]] = [:]
    for row in try connection.rows(GenerationDetailRows.outputRows, ids) {
      outputs[try row.ulid("generation"), default: []].append(try row.output())
    }
    return outputs
  }

  static let sourceRows = """
    SELECT generation, position, role, handle, origin_generation, origin_position FROM input
    WHERE generation IN (SELECT value FROM json_each(?)) AND origin_generation IS NOT NULL
    ORDER BY generation, position
    """

  private func sources(_ ids: String) throws -> [ULID: [GenerationSummary.Source]] {
    var sources: [ULID: [GenerationSummary.Source]] = [:]
    for row in try connection.rows(Self.sourceRows, ids) {
      guard let origin = try row.outputID("origin_generation", "origin_position") else { continue }
      sources[try row.ulid("generation"), default: []].append(
        .init(
          role: try row.word(Role.self, "role"),
          asset: try row.optionalText("handle").map { _ in try row.handle("handle") },
          origin: origin))
    }
    return sources
  }

  static let parentRows = """
    SELECT e.child, p.id FROM json_each(?) named CROSS JOIN edge e ON e.child = named.value
    CROSS JOIN generation p ON p.seq = e.parent ORDER BY e.child, e.parent
    """

  private func parents(_ numbers: String) throws -> [Int: [ULID]] {
    var parents: [Int: [ULID]] = [:]
    for row in try connection.rows(Self.parentRows, numbers) {
      parents[try row.int(0), default: []].append(try row.ulid(1))
    }
    return parents
  }
}

extension Row {
  /// The image that a column names as `GENERATION/N`; `nil` where it is NULL.
  fileprivate func outputID(_ column: String) throws -> OutputID? {
    guard let text = try optionalText(column) else { return nil }
    guard let id = OutputID(text) else { throw damaged(column, "is not an image of a generation") }
    return id
  }
}
