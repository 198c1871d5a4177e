internal import Foundation
internal import TroupeCatalog
package import TroupeStorage
package import TroupeVocabulary

/// Follows the edges of the record: from a generation to those that its images or its conversation came from.
///
/// "Oldest first" means parents before children, whatever the clock said; see `DescentOrder`.
package struct LineageReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Every generation that an image of `id` goes back to, oldest first, `id` left out.
  package func ancestors(of id: ULID) throws -> [ULID] {
    try ordered(
      """
      WITH RECURSIVE line (id) AS (
        SELECT origin_generation FROM input WHERE generation = ?1
        UNION
        SELECT origin_generation FROM sheet_part WHERE generation = ?1
        UNION
        SELECT earlier FROM history WHERE generation = ?1
        UNION
        SELECT h.earlier FROM history h JOIN line ON h.generation = line.id
        UNION
        SELECT i.origin_generation FROM input i JOIN line ON i.generation = line.id
        UNION
        SELECT p.origin_generation FROM sheet_part p JOIN line ON p.generation = line.id
      )
      SELECT g.id, g.created_at FROM line JOIN generation g ON g.id = line.id
      """, id)
  }

  /// Every generation that an image of `id` went into, oldest first, `id` left out.
  package func descendants(of id: ULID) throws -> [ULID] {
    try ordered(
      """
      \(Self.below("?1"))
      SELECT g.id, g.created_at FROM line JOIN generation g ON g.id = line.id
      """, id)
  }

  /// `ids` and all that was made of them, in any order.
  func below(_ ids: [ULID]) throws -> [ULID] {
    try connection.rows(
      "\(Self.below("value FROM json_each(?)")) SELECT id FROM line", CanonicalJSON.text(ids)
    ).map { try $0.ulid("id") }
  }

  /// `line`: what `start` selects and all that was made of it.
  private static func below(_ start: String) -> String {
    """
    WITH RECURSIVE line (id) AS (
      SELECT \(start)
      UNION
      SELECT h.generation FROM history h JOIN line ON h.earlier = line.id
      UNION
      SELECT i.generation FROM input i JOIN line ON i.origin_generation = line.id
      UNION
      SELECT p.generation FROM sheet_part p JOIN line ON p.origin_generation = line.id
    )
    """
  }

  /// `id` with its ancestors and descendants, oldest first.
  /// - Throws: `RequestError.unknownGeneration`.
  package func lineage(of id: ULID) throws -> Lineage {
    let reader = GenerationReader(connection)
    let ids = try ancestors(of: id) + [id] + descendants(of: id)
    return Lineage(focus: id, generations: try reader.generations(ids))
  }

  /// The generations that rebuilt `id`, oldest first.
  package func rebuilds(of id: ULID) throws -> [ULID] {
    try connection.rows(
      "SELECT id FROM generation WHERE rebuild_of = ? ORDER BY created_at, id", id
    ).map { try $0.ulid("id") }
  }

  /// The handles by which `id` called assets that are called otherwise now, and what they are called now.
  package func renamedCast(of id: ULID) throws -> [Handle: Handle] {
    let pairs = try connection.rows(
      """
      SELECT c.handle AS then_called, a.handle AS now_called
      FROM cast_member c JOIN asset a ON a.id = c.asset WHERE c.generation = ?
      """, id
    ).map { (try $0.handle("then_called"), try $0.handle("now_called")) }
    return Dictionary(pairs.filter { $0 != $1 }, uniquingKeysWith: { first, _ in first })
  }

  /// What the assets that `id` shows were called then, by their handles of that time.
  package func castNames(of id: ULID) throws -> [Handle: String] {
    let pairs = try connection.rows(
      "SELECT handle, name FROM cast_member WHERE generation = ?", id
    ).map { (try $0.handle("handle"), try $0.text("name")) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The assets that `id` shows, by their handles of today, removed ones too, with the looks asked for then.
  package func cast(of id: ULID) throws -> [NamedLook] {
    try connection.rows(
      """
      SELECT a.handle, c.look FROM cast_member c JOIN asset a ON a.id = c.asset
      WHERE c.generation = ? ORDER BY c.position
      """, id
    ).map { NamedLook(try $0.handle("handle"), look: try $0.optionalText("look")) }
  }

  /// The generations that `sql` finds from `id`, parents before children.
  private func ordered(_ sql: String, _ id: ULID) throws -> [ULID] {
    let found = try connection.rows(sql, id).map {
      DescentOrder.Member(id: try $0.ulid("id"), createdAt: try $0.date("created_at"))
    }.filter { $0.id != id }
    return DescentOrder(found, edges: try edges(among: found.map(\.id))).sorted()
  }

  func edges(among ids: [ULID]) throws -> [DescentOrder.Edge] {
    try connection.rows(
      """
      WITH line (id) AS MATERIALIZED (SELECT value FROM json_each(?)), edge (parent, child) AS (
        SELECT origin_generation, generation FROM input WHERE generation IN line
        UNION
        SELECT origin_generation, generation FROM sheet_part WHERE generation IN line
        UNION
        SELECT earlier, generation FROM history WHERE generation IN line
      )
      SELECT parent, child FROM edge WHERE parent IN line
      """, CanonicalJSON.text(ids)
    ).map { DescentOrder.Edge(parent: try $0.ulid("parent"), child: try $0.ulid("child")) }
  }
}

extension GenerationStore {
  /// The assets that `image` shows: the cast of the generation that made it, or the asset that has it as a reference.
  package func cast(shownBy image: InputImage) async throws -> [NamedLook] {
    if let asset = image.asset { return [NamedLook(asset)] }
    guard let origin = image.origin else { return [] }
    return try await read { try LineageReader($0.connection).cast(of: origin.generation) }
  }
}
