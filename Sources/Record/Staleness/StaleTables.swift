/// Tables of SQL by which what is stale is found: each is read once for the whole record.
enum StaleTables {
  /// Every variant of what was said of an asset, once, in order of an index.
  static let facts = """
    SELECT asset, description, traits_json FROM cast_member
    GROUP BY asset, description, traits_json
    """

  /// Every variant of what was said of an asset's looks, once.
  static let looks = "SELECT asset, looks_json FROM cast_look GROUP BY asset, looks_json"

  /// `lost`: pictures that were sent, alone or on a sheet, and have been retired since. What sends again what an older one
  /// sent, as a replay does and a rebuild by the cast of then, is as old as that.
  /// - Parameter which: which generations, by their column `generation`; the values of its question marks are wanted twice.
  ///   `nil` for all.
  static func lost(_ which: String? = nil) -> String {
    """
    retired (asset, picture, at) AS MATERIALIZED (
      SELECT asset, digest, retired_at FROM reference WHERE retired_at IS NOT NULL
    ),
    copied (id, old) AS MATERIALIZED (
      SELECT id, replay_of FROM generation WHERE replay_of IS NOT NULL
      UNION
      SELECT g.id, g.rebuild_of FROM rework w
      JOIN rework_event e ON e.rework = w.id
      JOIN generation g ON g.id = e.generation
      WHERE w.terms_json ->> 'basis' = 'recorded' AND g.rebuild_of IS NOT NULL
    ),
    copy (id, old) AS MATERIALIZED (
      SELECT id, old FROM copied
      UNION
      SELECT y.id, d.old FROM copy y JOIN copied d ON d.id = y.old
    ),
    lost (generation, position, number, asset, view, look, picture, at) AS (
      \(lost(from: "input", number: "0", which))
      UNION ALL
      \(lost(from: "sheet_part", number: "s.number", which))
    )
    """
  }

  private static func lost(from table: String, number: String, _ which: String?) -> String {
    let pictures =
      which == nil ? "retired r CROSS JOIN \(table) s" : "\(table) s CROSS JOIN retired r"
    return """
      SELECT s.generation, s.position, \(number), s.asset, s.view, s.look, r.picture, r.at
      FROM \(pictures) ON r.asset = s.asset AND r.picture = s.reference
      CROSS JOIN generation g ON g.id = s.generation
      WHERE \(which.map { "s.\($0) AND " } ?? "")(
        g.created_at < r.at OR EXISTS (
          SELECT 1 FROM copy y JOIN generation o ON o.id = y.old
          WHERE y.id = g.id AND o.created_at < r.at))
      """
  }

  /// What a row of the cast, or of a picture of it, meets that no earlier version was asked for: such a one is what it was
  /// to be whatever became of the asset since. Of what was made elsewhere it is not known what was said.
  static func isOfToday(_ row: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM cast_version pv
      WHERE pv.generation = \(row).generation AND pv.asset = \(row).asset)
    AND NOT EXISTS (SELECT 1 FROM imported pi WHERE pi.generation = \(row).generation)
    """
  }

  /// `stale`: all that does not show what the library holds. Takes the variants of facts and those of looks that differ from
  /// today, as JSON.
  static let stale = """
    changed (asset, description, traits) AS MATERIALIZED (
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)
    ),
    changed_look (asset, looks) AS MATERIALIZED (
      SELECT value ->> 0, value ->> 1 FROM json_each(?)
    ),
    \(lost()),
    stale (id) AS MATERIALIZED (
      SELECT c.generation FROM changed v CROSS JOIN cast_member c
      ON c.asset = v.asset AND c.description = v.description AND c.traits_json = v.traits
      WHERE \(isOfToday("c"))
      UNION ALL
      SELECT l.generation FROM changed_look v CROSS JOIN cast_look l
      ON l.asset = v.asset AND l.looks_json = v.looks
      WHERE \(isOfToday("l"))
      UNION ALL
      SELECT generation FROM lost WHERE \(isOfToday("lost"))
    )
    """

  /// `made_again`: for which of `found` the newest one stands that is not stale, at any remove.
  static let madeAgain = """
    later (old, new) AS (
      SELECT f.id, n.id FROM found f CROSS JOIN generation n ON n.rebuild_of = f.id
      UNION
      SELECT f.id, n.id FROM found f CROSS JOIN generation n ON n.replay_of = f.id
      UNION
      SELECT l.old, n.id FROM later l CROSS JOIN generation n ON n.rebuild_of = l.new
      UNION
      SELECT l.old, n.id FROM later l CROSS JOIN generation n ON n.replay_of = l.new
    ),
    made_again (old, new) AS MATERIALIZED (
      SELECT l.old, max(l.new) FROM later l CROSS JOIN current_state s ON s.generation = l.new
      WHERE s.state = 'done' AND l.new NOT IN stale GROUP BY l.old
    )
    """

  /// What one of `found` meets for which no other one stands: none that is not stale, and none that was made again on the same
  /// model, which may be stale in its turn.
  static let isLast = """
    m.new IS NULL AND NOT EXISTS (
      SELECT 1 FROM generation n CROSS JOIN current_state s ON s.generation = n.id
      WHERE n.rebuild_of = f.id AND +n.profile = f.profile AND s.state = 'done')
    """
}
