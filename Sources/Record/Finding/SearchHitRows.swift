internal import TroupeCatalog
internal import TroupeStorage
internal import TroupeVocabulary

/// Reads what lists show of generations: one statement for any number.
struct SearchHitRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Those that arrived as these numbers, in their order.
  func hits(_ seqs: [Int64]) throws -> [SearchHit] {
    let rows = try connection.rows(
      """
      SELECT g.seq, g.id, s.state, g.created_at, g.model, g.prompt, o.digest, f.extension
      FROM json_each(?) j CROSS JOIN generation g ON g.seq = j.value
      CROSS JOIN current_state s ON s.generation = g.id
      LEFT JOIN output o ON o.generation = g.id AND o.position = 1
      LEFT JOIN object f ON f.digest = o.digest ORDER BY j.key
      """, CanonicalJSON.text(seqs))
    return try rows.map { row in
      let fileExtension = try row.optionalText("extension")
      return SearchHit(
        id: try row.ulid("id"), state: try row.word(GenerationState.self, "state"),
        createdAt: try row.date("created_at"), model: try row.text("model"),
        prompt: try row.text("prompt"),
        image: try fileExtension.map {
          ObjectStore.relativePath(try row.digest("digest"), fileExtension: $0)
        })
    }
  }
}
