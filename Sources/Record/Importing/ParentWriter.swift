package import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Writes what imported pictures were made from, as a person says it, inside a write transaction.
package struct ParentWriter {
  private let connection: Connection
  private let now: Date
  private let who: String

  /// Writes through `connection` what `who` says at the moment `now`.
  package init(_ connection: Connection, at now: Date, by who: String) {
    (self.connection, self.now, self.who) = (connection, now, who)
  }

  /// Says that `generation` was made from `parent`, in place of what was said before.
  /// - Throws: `TroupeError.invalidValue` for what was made here, whose record says it, or has a parent that its file proves;
  ///   and for a parent that arrived no earlier in this library.
  package func accept(_ parent: OutputID, of generation: ULID) throws {
    let row = try connection.row(
      """
      SELECT i.parent, g.seq FROM imported i JOIN generation g ON g.id = i.generation
      WHERE i.generation = ?
      """, generation)
    guard let row else {
      throw TroupeError.invalidValue(
        name: "generation", value: "\(generation)",
        expected: "one that was imported: what was made here says itself what it was made from")
    }
    if let proven = try row.optionalULID(0) {
      throw TroupeError.invalidValue(
        name: "generation", value: "\(generation)",
        expected: "one whose file does not prove its parent; this one's is \(proven)")
    }
    let number = try connection.row("SELECT seq FROM generation WHERE id = ?", parent.generation)?
      .int(0)
    guard let number, number < (try row.int(1)) else {
      throw TroupeError.invalidValue(
        name: "parent", value: "\(parent)",
        expected: "an image that arrived in this library before \(generation); this one came later")
    }
    try forget(of: generation)
    try connection.insertDigested(
      into: "accepted_parent",
      [
        "generation": generation, "parent": parent.generation, "position": parent.position,
        "at": now, "who": who,
      ])
    try EdgeWriter(connection).add(parent.generation, to: generation)
  }

  /// Takes back what was said of `generation`.
  /// - Returns: whether anything was.
  @discardableResult
  package func forget(of generation: ULID) throws -> Bool {
    let parent = try connection.row(
      "SELECT parent FROM accepted_parent WHERE generation = ?", generation)?.ulid(0)
    guard let parent else { return false }
    try connection.deleteDigested(from: "accepted_parent", where: "generation = ?", generation)
    // An imported generation has no other edge: its record names no images.
    try connection.execute(
      """
      DELETE FROM edge WHERE child = (SELECT seq FROM generation WHERE id = ?)
        AND parent = (SELECT seq FROM generation WHERE id = ?)
      """, generation, parent)
    return true
  }
}
