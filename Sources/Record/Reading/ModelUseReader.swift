package import TroupeStorage
package import TroupeVocabulary

/// What a library holds of each model.
package struct ModelUseReader {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// An answer in words alone is done too.
  private static let hasImage = "EXISTS (SELECT 1 FROM output WHERE generation = g.id)"

  /// The ids of the models that something was asked of.
  package func models() throws -> [String] {
    // One look into the index for each: there are few models, and many generations.
    try connection.rows(
      """
      WITH RECURSIVE model(named) AS (
        SELECT min(profile) FROM generation
        UNION ALL
        SELECT (SELECT min(g.profile) FROM generation g WHERE g.profile > model.named) FROM model
          WHERE model.named IS NOT NULL)
      SELECT named FROM model WHERE named IS NOT NULL
      """
    ).map { try $0.text("named") }
  }

  /// Of each of `models` that made something, in order of its id.
  package func uses(of models: [String]) throws -> [ModelUse] {
    let sessions = try openSessions()
    return try connection.rows(
      """
      SELECT g.profile AS profile, count(*) AS generations,
        sum((SELECT count(*) FROM output o WHERE o.generation = g.id)) AS images,
        sum(NOT EXISTS (SELECT 1 FROM edge e WHERE e.parent = g.seq)) AS ends
      FROM generation g JOIN current_state s ON s.generation = g.id
      WHERE g.profile IN (SELECT value FROM json_each(?)) AND s.state = 'done'
        AND \(Self.hasImage) GROUP BY g.profile ORDER BY g.profile
      """, CanonicalJSON.text(models)
    ).map { row in
      let profile = try row.text("profile")
      return ModelUse(
        model: profile, generations: try row.int("generations"), images: try row.int("images"),
        lineages: try row.int("ends"), openSessions: sessions[profile] ?? 0,
        billed: try billed(profile), references: try references(profile),
        looks: try looks(profile))
    }
  }

  /// The conversations that have not ended, by the model of their last turn.
  private func openSessions() throws -> [String: Int] {
    let rows = try connection.rows(
      """
      SELECT json_extract(configuration_json, '$.model') AS model, count(*) AS count FROM session
      WHERE id NOT IN (SELECT session FROM session_end) GROUP BY model
      """)
    return try Dictionary(
      rows.map { (try $0.optionalText("model") ?? "", try $0.int("count")) },
      uniquingKeysWith: +)
  }

  /// How the prices in force beforehand compare with what answers to `profile` came to by their own figures; `nil` where
  /// no answer has any.
  package func billed(_ profile: String) throws -> ModelUse.Billed? {
    let row = try connection.row(
      """
      SELECT sum(images) AS images, sum(cost) AS cost, sum(price * images) AS price FROM (
        SELECT (SELECT count(*) FROM output o WHERE o.generation = g.id) AS images,
          CAST(round(x.cost_usd * 1000000) AS INTEGER) AS cost,
          CAST(round(g.price_usd * 1000000) AS INTEGER) AS price
        FROM generation g JOIN current_state s ON s.generation = g.id
        JOIN attempt a ON a.generation = g.id JOIN exchange x ON x.attempt = a.id
        WHERE g.profile = ? AND s.state = 'done' AND \(Self.hasImage) AND x.usage_json IS NOT NULL
          AND x.cost_usd > 0 AND g.price_usd > 0)
      """, profile)
    guard let row, let images = try row.optionalInt("images"), images > 0 else { return nil }
    return ModelUse.Billed(
      images: images, billedUSD: Double(try row.int("cost")) / 1e6,
      estimatedUSD: Double(try row.int("price")) / 1e6)
  }

  /// The median time that images of `profile` took, from the first send to the whole answer, of the newest hundred; seconds.
  package func medianSeconds(_ profile: String) throws -> Double? {
    let times = try connection.rows(
      """
      SELECT max(x.received_at) - min(a.created_at) AS milliseconds FROM (
        SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
        WHERE g.profile = ? AND s.state = 'done' AND \(Self.hasImage)
        ORDER BY g.seq DESC LIMIT 100
      ) newest JOIN attempt a ON a.generation = newest.id JOIN exchange x ON x.attempt = a.id
      GROUP BY newest.id ORDER BY milliseconds
      """, profile
    ).compactMap { try $0.optionalInt("milliseconds") }
    return times.isEmpty ? nil : Double(times[times.count / 2]) / 1000
  }

  private static let made = """
    SELECT r.asset, r.look FROM reference r JOIN generation g ON g.id = r.origin_generation
    JOIN asset a ON a.id = r.asset AND a.removed_at IS NULL
    WHERE r.retired_at IS NULL AND g.profile = ?1
    """

  /// How many pictures of the cast that are in use `profile` made.
  private func references(_ profile: String) throws -> Int {
    try connection.row("SELECT count(*) AS count FROM (\(Self.made))", profile)?.int("count") ?? 0
  }

  /// The looks of which every picture in use is the work of `profile`.
  private func looks(_ profile: String) throws -> [String] {
    try connection.rows(
      """
      SELECT DISTINCT a.handle AS handle, l.name AS look FROM (\(Self.made)) m
      JOIN asset a ON a.id = m.asset
      LEFT JOIN look l ON l.asset = m.asset AND l.name_key = m.look
      WHERE NOT EXISTS (
        SELECT 1 FROM reference r LEFT JOIN generation g ON g.id = r.origin_generation
        WHERE r.asset = m.asset AND r.look IS m.look AND r.retired_at IS NULL
          AND g.profile IS NOT ?1)
      ORDER BY a.handle, l.name
      """, profile
    ).map { row in
      let look = try row.optionalText("look").map { ":\($0)" } ?? ""
      return "@\(try row.text("handle"))\(look)"
    }
  }

  /// The generations of `profile` that nothing later goes back to, newest first, at most `limit` of them.
  package func ends(_ profile: String, limit: Int) throws -> [ULID] {
    try connection.rows(
      """
      SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
      WHERE g.profile = ? AND s.state = 'done' AND \(Self.hasImage)
        AND NOT EXISTS (SELECT 1 FROM edge e WHERE e.parent = g.seq)
      ORDER BY g.seq DESC LIMIT ?
      """, profile, limit
    ).map { try $0.ulid("id") }
  }

  /// The smallest request to `profile` that was refused as too large; `nil` where none was.
  package func smallestTooLarge(_ profile: String) throws -> ModelUse.TooLarge? {
    try connection.rows(
      """
      SELECT a.body_json AS body, g.id AS id, x.received_at AS at FROM exchange x JOIN attempt a ON a.id = x.attempt
      JOIN generation g ON g.id = a.generation WHERE x.status = 413 AND g.profile = ?
      """, profile
    ).map { row in
      ModelUse.TooLarge(
        bytes: try row.json(MessageBody.self, "body").byteCount, generation: try row.ulid("id"),
        at: try row.date("at"))
    }.min { ($0.bytes, $0.at) < ($1.bytes, $1.at) }
  }
}
