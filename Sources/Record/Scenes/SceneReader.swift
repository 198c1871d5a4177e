internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads scenes and the takes of their shots, inside a transaction.
package struct SceneReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Where each scene's file stands now, as a table of SQL.
  private static let places = """
    (SELECT f.scene, f.number, f.path FROM scene_file f
      WHERE f.number = (SELECT max(number) FROM scene_file WHERE scene = f.scene))
    """

  /// Where the file of each scene stands now, the newest scene first.
  package func paths() throws -> [String] {
    try connection.rows("SELECT path FROM \(Self.places) ORDER BY scene DESC")
      .map { try $0.text("path") }
  }

  /// The scene whose file stands at `path`; `nil` where none does.
  package func scene(at path: String) throws -> ULID? {
    try connection.row(
      "SELECT scene FROM \(Self.places) WHERE path = ? ORDER BY scene DESC", path
    )?.ulid("scene")
  }

  /// The scene whose file stands nowhere any more and was moved to `path`: the only one that was called the same, else the
  /// only one of which the most shots were made as `shots` says them.
  package func moved(
    to path: String, showing shots: [String: Digest], isThere: (String) -> Bool
  ) throws -> (scene: ULID, number: Int)? {
    let name = path.split(separator: "/").last
    let lost = try connection.rows("SELECT * FROM \(Self.places) ORDER BY scene").map {
      (scene: try $0.ulid("scene"), number: try $0.int("number"), path: try $0.text("path"))
    }.filter { !isThere($0.path) }
    let named = lost.filter { $0.path.split(separator: "/").last == name }
    if !named.isEmpty { return named.count == 1 ? named.map { ($0.scene, $0.number) }[0] : nil }
    let same = try alike(shots)
    let most = lost.compactMap { same[$0.scene] }.max()
    let best = lost.filter { same[$0.scene] == most }
    return most == nil || best.count != 1 ? nil : (best[0].scene, best[0].number)
  }

  /// By scene, of how many shots something was made as `shots` says them.
  private func alike(_ shots: [String: Digest]) throws -> [ULID: Int] {
    let rows = try connection.rows(
      """
      SELECT t.scene, count(DISTINCT t.shot) AS shots FROM json_each(?) j
      JOIN shot_take t ON t.shot = j.key AND t.shot_text = j.value GROUP BY t.scene
      """, CanonicalJSON.text(shots.mapValues { "\($0)" }))
    return Dictionary(
      try rows.map { (try $0.ulid("scene"), try $0.int("shots")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What was made as `take`, the same attempt at it.
  func generation(of take: ShotTakeName) throws -> ULID? {
    try connection.row(
      """
      SELECT generation FROM shot_take WHERE scene = ? AND shot = ? AND stage = ?
        AND shot_text = ? AND take = ? AND attempt = ?
      """, take.scene, take.shot, take.stage.rawValue, take.text, take.take, take.attempt
    )?.ulid("generation")
  }

  /// The takes of the shots of `scene`, those that were made last at the end.
  /// - Parameter shots: the ids of some shots; `nil` for all.
  package func takes(of scene: ULID, shots: Set<String>? = nil) throws -> [RecordedShotTake] {
    let some = try shots.map { try CanonicalJSON.text($0.sorted()) }
    let which =
      "(SELECT generation FROM shot_take WHERE scene = ?1"
      + (some == nil ? ")" : " AND shot IN (SELECT value FROM json_each(?2)))")
    let arguments: [(any SQLValue)?] = [scene] + (some.map { [$0] } ?? [])
    var origins: [ULID: Set<OutputID>] = [:]
    try connection.forEach(
      """
      SELECT i.generation, i.origin_generation, i.origin_position FROM input i
      WHERE i.origin_generation IS NOT NULL AND i.generation IN \(which)
      """, arguments: arguments
    ) { row in
      origins[try row.ulid("generation"), default: []].insert(
        OutputID(
          generation: try row.ulid("origin_generation"), position: try row.int("origin_position")))
    }
    return try connection.rows(
      """
      SELECT t.*, s.state, s.message, g.batch,
        (SELECT count(*) FROM output o WHERE o.generation = g.id) AS outputs,
        EXISTS (SELECT 1 FROM output o JOIN purge_file f ON f.digest = o.digest
          JOIN purge p ON p.id = f.purge
          WHERE o.generation = g.id AND p.at >= g.created_at) AS is_purged
      FROM shot_take t
      JOIN generation g ON g.id = t.generation JOIN current_state s ON s.generation = g.id
      WHERE t.scene = ?1\(some == nil ? "" : " AND t.shot IN (SELECT value FROM json_each(?2))")
      ORDER BY t.at, t.attempt, t.take, g.seq
      """, arguments: arguments
    ).map { row in
      let generation = try row.ulid("generation")
      return RecordedShotTake(
        name: try row.shotTake(), generation: generation,
        state: try row.word(GenerationState.self, "state"), message: try row.text("message"),
        batch: try row.optionalULID("batch"), outputs: try row.int("outputs"),
        origins: origins[generation] ?? [], isPurged: try row.bool("is_purged"))
    }
  }
}

extension Row {
  fileprivate func shotTake() throws -> ShotTakeName {
    let draft = try optionalULID("draft_generation")
    return ShotTakeName(
      scene: try ulid("scene"), shot: try text("shot"), stage: try word(ShotStage.self, "stage"),
      text: try digest("shot_text"), take: try int("take"), attempt: try int("attempt"),
      draft: try draft.map { OutputID(generation: $0, position: try int("draft_position")) })
  }
}
