package import TroupeStorage
package import TroupeVocabulary

/// Writes what came from what, inside a write transaction.
///
/// Only what arrived earlier in this library is a parent. What else a row names, which another hand must have done to it, is left
/// out, and `verify` tells of it.
package struct EdgeWriter {
  private let connection: Connection

  /// Writes through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Writes that the generation whose row has the number `child` came from `parents`.
  package func add(_ parents: some Collection<ULID>, to child: Int64) throws {
    if parents.isEmpty { return }
    try connection.execute(
      """
      INSERT OR IGNORE INTO edge (child, parent)
      SELECT ?1, p.seq FROM json_each(?2) named CROSS JOIN generation p ON p.id = named.value
      WHERE p.seq < ?1
      """, child, CanonicalJSON.text(Set(parents).sorted()))
  }

  /// Writes that `child` came from `parent`; both are in the library already.
  /// - Returns: whether it is an edge: `parent` is there and arrived before `child`.
  @discardableResult
  package func add(_ parent: ULID, to child: ULID) throws -> Bool {
    let row = try connection.row("SELECT seq FROM generation WHERE id = ?", child)
    guard let number = try row?.int("seq") else { return false }
    try add([parent], to: Int64(number))
    return try connection.row(
      """
      SELECT 1 FROM edge WHERE child = ? AND parent = (SELECT seq FROM generation WHERE id = ?)
      """, number, parent) != nil
  }
}

extension PreparedRequest {
  /// The generations that what it makes comes from.
  var parents: Set<ULID> {
    let chosen = inputs.map(\.chosen)
    let images = chosen.map(\.origin) + chosen.flatMap { ($0.sheet ?? []).map(\.origin) }
    return Set((images + [request.parent?.origin]).compactMap { $0?.generation } + history)
  }
}
