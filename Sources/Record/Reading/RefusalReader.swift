package import TroupeStorage
package import TroupeVocabulary

/// Looks up what became of requests that were refused.
package struct RefusalReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The first generation planned after `id` that has images, shows the same cast and edits the same image; `nil`
  /// where there is none, or nothing to know it by.
  package func laterSuccess(of id: ULID) throws -> Generation? {
    let cast = "SELECT asset FROM cast_member WHERE generation ="
    let parent = """
      SELECT ifnull(origin_generation || '/' || origin_position, reference) FROM input
      WHERE role = 'parent' AND generation =
      """
    let row = try connection.row(
      """
      SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id, generation old
      WHERE old.id = ? AND (g.created_at, g.id) > (old.created_at, old.id) AND s.state = 'done'
        AND EXISTS (SELECT 1 FROM output WHERE generation = g.id)
        AND (g.id IN (SELECT c.generation FROM cast_member c JOIN cast_member o ON o.asset = c.asset
            WHERE o.generation = old.id)
          OR g.id IN (SELECT i.generation FROM input i JOIN input o ON o.reference = i.reference
            AND o.role = 'parent' AND i.role = 'parent' WHERE o.generation = old.id))
        AND NOT EXISTS (\(cast) old.id EXCEPT \(cast) g.id)
        AND NOT EXISTS (\(cast) g.id EXCEPT \(cast) old.id)
        AND (\(parent) g.id) IS (\(parent) old.id)
      ORDER BY g.created_at, g.id LIMIT 1
      """, id)
    return try row.map { try GenerationReader(connection).generation($0.ulid("id")) }
  }
}
