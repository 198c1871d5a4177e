internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Follows the edges of the record: an input that was drawn by an older generation.
package struct LineageReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Every generation that an image of `id` goes back to, oldest first, `id` left out.
  package func ancestors(of id: ULID) throws -> [ULID] {
    try ids(
      """
      WITH RECURSIVE line (id) AS (
        SELECT origin_generation FROM input WHERE generation = ?
        UNION
        SELECT origin_generation FROM sheet_part WHERE generation = ?
        UNION
        SELECT earlier FROM history WHERE generation = ?
        UNION
        SELECT h.earlier FROM history h JOIN line ON h.generation = line.id
        UNION
        SELECT i.origin_generation FROM input i JOIN line ON i.generation = line.id
        UNION
        SELECT p.origin_generation FROM sheet_part p JOIN line ON p.generation = line.id
      )
      SELECT g.id FROM line JOIN generation g ON g.id = line.id ORDER BY g.seq
      """, id, id, id)
  }

  /// Every generation that an image of `id` went into, oldest first, `id` left out.
  package func descendants(of id: ULID) throws -> [ULID] {
    try ids(
      """
      WITH RECURSIVE line (id) AS (
        SELECT generation FROM input WHERE origin_generation = ?
        UNION
        SELECT generation FROM sheet_part WHERE origin_generation = ?
        UNION
        SELECT generation FROM history WHERE earlier = ?
        UNION
        SELECT h.generation FROM history h JOIN line ON h.earlier = line.id
        UNION
        SELECT i.generation FROM input i JOIN line ON i.origin_generation = line.id
        UNION
        SELECT p.generation FROM sheet_part p JOIN line ON p.origin_generation = line.id
      )
      SELECT g.id FROM line JOIN generation g ON g.id = line.id ORDER BY g.seq
      """, id, id, id)
  }

  /// `id` with its ancestors and descendants, oldest first.
  /// - Throws: `RequestError.unknownGeneration`.
  package func lineage(of id: ULID) throws -> Lineage {
    let reader = GenerationReader(connection)
    let ids = try ancestors(of: id) + [id] + descendants(of: id)
    return Lineage(focus: id, generations: try ids.map(reader.generation))
  }

  /// The generations that rebuilt `id`, oldest first.
  package func rebuilds(of id: ULID) throws -> [ULID] {
    try ids("SELECT id FROM generation WHERE rebuild_of = ? ORDER BY seq", id)
  }

  /// `id` and the younger generations of which an image became a reference.
  package func notOlder(than id: ULID) throws -> Set<ULID> {
    Set(
      try ids(
        """
        SELECT DISTINCT g.id FROM reference r JOIN generation g ON g.id = r.origin_generation
        WHERE g.seq >= (SELECT seq FROM generation WHERE id = ?)
        """, id))
  }

  /// The handles by which `id` called assets that are called otherwise now, and what they are called now.
  package func renamedCast(of id: ULID) throws -> [Handle: Handle] {
    let pairs = try connection.rows(
      """
      SELECT c.handle AS then_called, a.handle AS now_called
      FROM cast_member c JOIN asset a ON a.id = c.asset WHERE c.generation = ?
      """, id
    ).map { (try Handle($0.text("then_called")), try Handle($0.text("now_called"))) }
    return Dictionary(pairs.filter { $0 != $1 }, uniquingKeysWith: { first, _ in first })
  }

  private func ids(_ sql: String, _ ids: ULID...) throws -> [ULID] {
    try connection.rows(sql, arguments: ids).map { try $0.ulid("id") }
  }
}
