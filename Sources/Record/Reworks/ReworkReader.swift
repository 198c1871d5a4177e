internal import Foundation
internal import TroupeCatalog
package import TroupeStorage
package import TroupeVocabulary

/// Reads reworks inside a transaction.
package struct ReworkReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The rework called `text`, by its id or a unique beginning of it of four or more letters; the newest for `@last`.
  /// - Throws: `RequestError.unknownRework`, `RequestError.ambiguous`.
  package func id(_ text: String) throws -> ULID {
    let prefix = text.uppercased()
    let rows =
      text == "@last"
      ? try connection.rows("SELECT id FROM rework ORDER BY seq DESC LIMIT 1")
      : try connection.rows(
        "SELECT id FROM rework WHERE id >= ? AND id < ? ORDER BY id LIMIT 5", prefix,
        prefix + "\u{7F}")
    guard prefix.count >= 4, let row = rows.first else {
      throw TroupeError.request(.unknownRework(text))
    }
    if rows.count > 1 {
      throw TroupeError.request(.ambiguous(text, matches: try rows.map { try $0.text("id") }))
    }
    return try row.ulid("id")
  }

  /// Every rework, newest first.
  package func all() throws -> [ULID] {
    try connection.rows("SELECT id FROM rework ORDER BY seq DESC").map { try $0.ulid("id") }
  }

  /// The newest rework of `focus` under a plan of `digest`, or of one that begins so.
  package func of(_ focus: ULID, digest: String) throws -> ULID? {
    try connection.rows(
      "SELECT id, plan_digest FROM rework WHERE focus = ? ORDER BY seq DESC", focus
    ).first { try $0.digest("plan_digest").hex.hasPrefix(digest) }?.ulid("id")
  }

  /// What was planned.
  /// - Throws: `RequestError.unknownRework`, and `LibraryError.database` for what a newer version wrote.
  package func plan(_ id: ULID) throws -> ReworkPlan {
    guard let row = try connection.row("SELECT * FROM rework WHERE id = ?", id) else {
      throw TroupeError.request(.unknownRework("\(id)"))
    }
    var profiles = ProfileRows(connection)
    let steps = try connection.rows(
      "SELECT * FROM rework_step WHERE rework = ? ORDER BY number", id
    ).map { row in
      ReworkPlan.Step(
        number: try row.int("number"), old: try row.ulid("old"),
        outputs: try row.json([Int].self, "takes_json"),
        needs: try row.json([ReworkStep.Need].self, "needs_json"),
        request: try profiles.request(row),
        fault: try row.optionalJSON(ReworkStep.Fault.self, "error_json"))
    }
    return ReworkPlan(
      id: id, createdAt: try row.date("created_at"), kind: try row.word(ReworkKind.self, "kind"),
      focus: try row.ulid("focus"), model: try row.optionalText("model"),
      terms: try row.json(ReworkTerms.self, "terms_json"),
      digest: try row.digest("plan_digest"), steps: steps)
  }

  /// What happened to it after the event of a number, in order; a step that was planned otherwise since has its profile from
  /// `plan`.
  package func events(of plan: ReworkPlan, after number: Int = 0) throws -> [ReworkEvent] {
    try connection.rows(
      "SELECT * FROM rework_event WHERE rework = ? AND number > ? ORDER BY number", plan.id, number
    )
    .map { row in
      let step = try row.optionalInt("step")
      let take = try row.optionalInt("take")
      var event = ReworkEvent(
        take: step.flatMap { step in take.map { .init(step: step, number: $0) } },
        try row.word(ReworkEvent.State.self, "state"),
        generation: try row.optionalULID("generation"), output: try row.optionalInt("output"),
        message: try row.text("message"))
      event.number = try row.int("number")
      if let json = try row.optionalText("plan_json"), let step,
        let profile = plan.step(step)?.request?.profile
      {
        event.request = try FrozenRequest(json: json, profile: profile)
      }
      return event
    }
  }

  /// The reworks of which any of `generations` is a step, or was made for one, oldest first.
  package func reworks(of generations: [ULID]) throws -> [ULID] {
    try connection.rows(
      """
      WITH named (id) AS MATERIALIZED (SELECT value FROM json_each(?))
      SELECT id FROM rework WHERE id IN (
        SELECT rework FROM rework_step WHERE old IN named
        UNION SELECT rework FROM rework_event WHERE generation IN named)
      ORDER BY seq
      """, CanonicalJSON.text(generations)
    ).map { try $0.ulid("id") }
  }
}

/// Profiles by digest, each read once.
private struct ProfileRows {
  private let connection: Connection
  private var known: [Digest: ModelProfile] = [:]

  init(_ connection: Connection) { self.connection = connection }

  mutating func request(_ row: Row) throws -> FrozenRequest? {
    guard let json = try row.optionalText("plan_json") else { return nil }
    return try FrozenRequest(json: json, profile: try profile(try row.digest("profile_digest")))
  }

  private mutating func profile(_ digest: Digest) throws -> ModelProfile {
    if let profile = known[digest] { return profile }
    let row = try connection.row(
      "SELECT profile_json FROM model_profile WHERE digest = ?", digest)
    guard let row else { throw TroupeError.library(.database(detail: "no profile \(digest)")) }
    let profile = try row.profile("profile_json")
    known[digest] = profile
    return profile
  }
}

extension ReworkReader {
  /// The newest finished replay of a generation, or of a replay of it.
  package func finishedReplay(of generation: ULID) throws -> ULID? {
    try connection.row(
      """
      WITH RECURSIVE again (id) AS (
        SELECT id FROM generation WHERE replay_of = ?
        UNION
        SELECT g.id FROM generation g JOIN again ON g.replay_of = again.id
      )
      SELECT g.id FROM again JOIN generation g ON g.id = again.id
      JOIN current_state s ON s.generation = g.id
      WHERE s.state = 'done' AND EXISTS (SELECT 1 FROM output WHERE generation = g.id)
      ORDER BY g.created_at DESC, g.id DESC LIMIT 1
      """, generation)?.ulid("id")
  }
}
