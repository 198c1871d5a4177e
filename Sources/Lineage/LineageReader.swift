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
        SELECT i.origin_generation FROM input i JOIN line ON i.generation = line.id
      )
      SELECT g.id FROM line JOIN generation g ON g.id = line.id ORDER BY g.seq
      """, id)
  }

  /// Every generation that an image of `id` went into, oldest first, `id` left out.
  package func descendants(of id: ULID) throws -> [ULID] {
    try ids(
      """
      WITH RECURSIVE line (id) AS (
        SELECT generation FROM input WHERE origin_generation = ?
        UNION
        SELECT i.generation FROM input i JOIN line ON i.origin_generation = line.id
      )
      SELECT g.id FROM line JOIN generation g ON g.id = line.id ORDER BY g.seq
      """, id)
  }

  /// `id` with its ancestors and descendants, oldest first.
  /// - Throws: `TroupeError.unknownGeneration`.
  package func lineage(of id: ULID) throws -> Lineage {
    let reader = GenerationReader(connection)
    let ids = try ancestors(of: id) + [id] + descendants(of: id)
    return Lineage(focus: id, generations: try ids.map(reader.generation))
  }

  private func ids(_ sql: String, _ id: ULID) throws -> [ULID] {
    try connection.rows(sql, id).map { try $0.ulid("id") }
  }
}
