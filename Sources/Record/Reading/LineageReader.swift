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
    try ordered(EdgeWalk.back(from: EdgeWalk.number(1)), id)
  }

  /// Every generation that an image of `id` went into, oldest first, `id` left out.
  package func descendants(of id: ULID) throws -> [ULID] {
    try ordered(EdgeWalk.on(from: EdgeWalk.number(1)), id)
  }

  /// `ids` and all that was made of them, in any order.
  package func below(_ ids: [ULID]) throws -> [ULID] {
    let start = "SELECT seq FROM generation WHERE id IN (SELECT value FROM json_each(?))"
    return try connection.rows(
      """
      \(EdgeWalk.under(start))
      SELECT g.id FROM line CROSS JOIN generation g ON g.seq = line.seq
      """, CanonicalJSON.text(ids)
    ).map { try $0.ulid(0) }
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

  /// The generations that `walk` finds from `id`, parents before children.
  private func ordered(_ walk: String, _ id: ULID) throws -> [ULID] {
    let rows = try connection.rows(
      """
      \(walk) SELECT g.seq, g.id, g.created_at
      FROM line CROSS JOIN generation g ON g.seq = line.seq
      """, id)
    let found = try rows.map {
      DescentOrder<Int>.Member(
        name: try $0.int(0), id: try $0.ulid(1), createdAt: try $0.date(2))
    }
    let edges = try connection.rows(
      """
      \(walk) SELECT e.parent, e.child FROM line CROSS JOIN edge e ON e.child = line.seq
      """, id
    ).map { DescentOrder<Int>.Edge(parent: try $0.int(0), child: try $0.int(1)) }
    return DescentOrder(found.filter { $0.id != id }, edges: edges).sorted()
  }

  /// The edges of which both ends are among `ids`.
  func edges(among ids: [ULID]) throws -> [DescentOrder<ULID>.Edge] {
    let named = Set(ids)
    return try connection.rows(
      """
      SELECT p.id, c.id FROM json_each(?) named CROSS JOIN generation c ON c.id = named.value
      CROSS JOIN edge e ON e.child = c.seq CROSS JOIN generation p ON p.seq = e.parent
      """, CanonicalJSON.text(ids)
    ).map { DescentOrder<ULID>.Edge(parent: try $0.ulid(0), child: try $0.ulid(1)) }
      .filter { named.contains($0.parent) }
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
