internal import Foundation
internal import TroupeCatalog
package import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Finds past generations that do not show what the library holds today. Nothing about it is kept: it is asked of the
/// record each time, in as many statements for one generation as for all.
package struct StaleSearch: Sendable {
  let database: Database

  /// Searches in `database`.
  package init(database: Database) { self.database = database }

  /// The stale generations that are done and answer to `query`, those that arrived last first.
  /// - Parameters:
  ///   - limit: the most that are returned.
  ///   - includesMadeAgain: whether those are among them for which another one stands.
  package func find(
    _ query: SearchQuery, limit: Int, includesMadeAgain: Bool
  ) async throws -> [StaleGeneration] {
    try await database.read { connection in
      let today = try AssetReader(connection).assets(kind: nil, includeRemoved: true)
      let basis = StaleBasis(connection: connection, today: TodaysCast(today))
      let found = try basis.found(query, limit: limit, includesMadeAgain: includesMadeAgain)
      let ids = found.map(\.id)
      let causes = try basis.causes(of: ids)
      let generations = try GenerationReader(connection).generations(ids)
      return zip(found, generations).map { found, generation in
        StaleGeneration(
          generation: generation, profile: found.profile, causes: causes[found.id] ?? [],
          madeAgain: found.madeAgain)
      }
    }
  }
}

extension StaleSearch {
  /// What a generation `g` in the state `s` meets that is done and does not show the cast of today, in SQL.
  static func condition(
    _ connection: Connection
  ) throws -> (sql: String, arguments: [(any SQLValue)?]) {
    let today = try AssetReader(connection).assets(kind: nil, includeRemoved: true)
    let basis = StaleBasis(connection: connection, today: TodaysCast(today))
    return (
      """
      s.state = 'done' AND g.id IN
        (WITH RECURSIVE \(StaleTables.stale) SELECT id FROM stale)
      """, [try basis.changedFacts(), try basis.changedLooks()]
    )
  }

  /// Why each of `generations` does not show what a scene is to show: the library of today, but for the assets that it shows
  /// as they were. Nothing of those that do.
  package func causes(
    of generations: [ULID], showing versions: [AssetVersion]
  ) async throws -> [ULID: [Staleness]] {
    try await database.read { connection in
      let shown = Dictionary(
        versions.map { ($0.asset.id, $0) }, uniquingKeysWith: { first, _ in first })
      let cast = try AssetReader(connection).assets(kind: nil, includeRemoved: true)
        .map { shown[$0.id]?.asset ?? $0 }
      return try StaleBasis(
        connection: connection, today: TodaysCast(cast), versions: shown
      ).causes(of: generations)
    }
  }
}

/// What the library holds today, for comparison with the record inside a transaction.
private struct StaleBasis {
  /// A stale generation.
  struct Found {
    let id: ULID
    let profile: String
    let madeAgain: ULID?
  }

  let connection: Connection
  let today: TodaysCast
  /// The assets that are to be shown as they were; `nil` where what was asked for as it was is left alone.
  var versions: [ULID: AssetVersion]?

  func found(_ query: SearchQuery, limit: Int, includesMadeAgain: Bool) throws -> [Found] {
    let (condition, arguments) = try SearchConditions(connection).condition(query.expression)
    let all =
      [
        "s.state = 'done'", "g.id IN stale",
        // What was answered without an image has none to make again.
        """
        NOT EXISTS (SELECT 1 FROM attempt a JOIN exchange x ON x.attempt = a.id
          WHERE a.generation = g.id
            AND NOT EXISTS (SELECT 1 FROM output WHERE generation = g.id))
        """, "(\(condition))",
      ]
    return try connection.rows(
      """
      WITH RECURSIVE \(StaleTables.stale),
      found (seq, id, profile) AS MATERIALIZED (
        SELECT g.seq, g.id, g.profile
        FROM generation g JOIN current_state s ON s.generation = g.id
        WHERE \(all.joined(separator: " AND ")) ORDER BY g.seq DESC LIMIT ?
      ),
      \(StaleTables.madeAgain)
      SELECT f.id, f.profile, m.new FROM found f LEFT JOIN made_again m ON m.old = f.id
      WHERE \(includesMadeAgain ? "TRUE" : StaleTables.isLast) ORDER BY f.seq DESC LIMIT ?
      """,
      arguments: [try changedFacts(), try changedLooks()] + arguments
        + [includesMadeAgain ? limit : -1, limit]
    ).map {
      Found(
        id: try $0.ulid("id"), profile: try $0.text("profile"),
        madeAgain: try $0.optionalULID("new"))
    }
  }

  /// The variants of what was said of assets that differ from today, as JSON.
  func changedFacts() throws -> String {
    try CanonicalJSON.text(
      connection.rows(StaleTables.facts).filter { !(try facts($0, called: nil).isEmpty) }.map {
        [try $0.text("asset"), try $0.text("description"), try $0.text("traits_json")]
      })
  }

  /// The same of looks.
  func changedLooks() throws -> String {
    try CanonicalJSON.text(
      connection.rows(StaleTables.looks).filter { !(try looks($0).isEmpty) }.map {
        [try $0.text("asset"), try $0.text("looks_json")]
      })
  }

  private func facts(_ row: Row, called handle: Handle?) throws -> [Staleness] {
    today.differences(
      of: try row.ulid("asset"), called: handle, try row.text("description"),
      try row.json([String].self, "traits_json"))
  }

  private func looks(_ row: Row) throws -> [Staleness] {
    today.differences(
      of: try row.ulid("asset"), try row.optionalJSON([Look].self, "looks_json") ?? [])
  }

  /// How each of `ids` differs.
  func causes(of ids: [ULID]) throws -> [ULID: [Staleness]] {
    let which = "generation IN (SELECT value FROM json_each(?))"
    let list = try CanonicalJSON.text(ids)
    var causes: [ULID: [Staleness]] = [:]
    try connection.forEach(
      """
      SELECT c.*, l.looks_json FROM cast_member c
      LEFT JOIN cast_look l ON l.generation = c.generation AND l.position = c.position
      WHERE c.\(which)\(ofToday("c")) ORDER BY c.generation, c.position
      """, arguments: [list]
    ) {
      causes[try $0.ulid("generation"), default: []] +=
        try facts($0, called: $0.handle("handle")) + looks($0)
    }
    try connection.forEach(
      """
      WITH RECURSIVE \(StaleTables.lost(which))
      SELECT * FROM lost WHERE TRUE\(ofToday("lost")) ORDER BY generation, position, number
      """, arguments: [list, list]
    ) { row in
      // Of what is gone nothing need be said of its pictures.
      guard let asset = today.inUse(try row.ulid("asset")), versions?[asset.id] == nil else {
        return
      }
      causes[try row.ulid("generation"), default: []].append(
        try lost(row, of: asset, .retired(try row.date("at"))))
    }
    for version in (versions ?? [:]).values.sorted(by: { $0.asset.id < $1.asset.id }) {
      try addMissing(version, of: list, to: &causes)
    }
    return causes
  }

  private func ofToday(_ row: String) -> String {
    versions == nil ? " AND \(StaleTables.isOfToday(row))" : ""
  }

  /// The pictures of an asset that were sent and are not in the version of it that is to be shown.
  private func addMissing(
    _ version: AssetVersion, of list: String, to causes: inout [ULID: [Staleness]]
  ) throws {
    let known = try CanonicalJSON.text(version.references.map(\.digest))
    try connection.forEach(
      """
      WITH sent AS (
        SELECT generation, position, 0 AS number, asset, view, look, reference AS picture FROM input
        UNION ALL
        SELECT generation, position, number, asset, view, look, reference FROM sheet_part
      )
      SELECT * FROM sent WHERE generation IN (SELECT value FROM json_each(?1)) AND asset = ?2
        AND picture NOT IN (SELECT value FROM json_each(?3))
      ORDER BY generation, position, number
      """, arguments: [list, version.asset.id, known]
    ) { row in
      causes[try row.ulid("generation"), default: []].append(
        try lost(row, of: version.asset, .otherVersion(version.number)))
    }
  }

  private func lost(_ row: Row, of asset: Asset, _ cause: DriftCause) throws -> Staleness {
    let words = [try row.optionalText("view"), try row.digest("picture").short].compactMap(\.self)
    return Staleness(
      NamedLook(asset.handle, look: try row.optionalText("look")), .picture,
      before: words.joined(separator: " "), after: "", cause)
  }
}
