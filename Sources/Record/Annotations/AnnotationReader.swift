internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads what users have said of images, inside a transaction.
package struct AnnotationReader {
  /// What is said and stands, as a table of SQL: of each kind and tag the last that was not taken back. No view, as the
  /// program reads none: one from elsewhere could hide anything in it.
  static let standing = """
    (SELECT a.generation, a.position, a.kind, a.name, a.value FROM annotation a
      WHERE a.act = (SELECT max(b.act) FROM annotation b
        WHERE b.generation = a.generation AND b.position = a.position AND b.kind = a.kind
          AND b.name = a.name
          AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = b.act)))
    """

  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// What is said of `generations` and their images, in order of generation and image; nothing for those of which nothing is.
  package func annotations(of generations: [ULID]) throws -> [Annotation] {
    let rows = try connection.rows(
      """
      SELECT * FROM \(Self.standing) WHERE generation IN (SELECT value FROM json_each(?))
        AND value NOT IN (0, '') ORDER BY generation, position, kind, name
      """, CanonicalJSON.text(Set(generations).sorted()))
    return try rows.reduce(into: []) { all, row in
      let target = try row.annotationTarget()
      if all.last?.target != target { all.append(Annotation(of: target)) }
      try all[all.count - 1].take(row)
    }
  }

  /// What is said of each of `targets`, in their order.
  package func annotations(of targets: [AnnotationTarget]) throws -> [Annotation] {
    let found = try annotations(of: targets.map(\.generation))
    return targets.map { target in
      found.first { $0.target == target } ?? Annotation(of: target)
    }
  }

  /// The last act that said something and was not taken back; `nil` where there is none.
  func lastAct() throws -> Row? {
    try connection.row(
      """
      SELECT a.* FROM annotation_act a WHERE a.undoes IS NULL
        AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = a.id)
      ORDER BY a.id DESC LIMIT 1
      """)
  }

  /// The images of the batch of `target`: those of its own generation, and of those made by the same command.
  package func takes(ofBatchOf target: AnnotationTarget) throws -> [AnnotationTarget] {
    let (id, batch) = (target.generation, "(SELECT batch FROM generation WHERE id = ?)")
    return try connection.rows(
      """
      SELECT generation, position FROM output
      WHERE generation = ? OR generation IN (SELECT id FROM generation WHERE batch = \(batch))
      ORDER BY generation, position
      """, id, id
    ).map { try $0.annotationTarget() }
  }
}

extension Row {
  /// What the columns `generation` and `position` name.
  func annotationTarget() throws -> AnnotationTarget {
    let position = try int("position")
    return AnnotationTarget(
      generation: try ulid("generation"), position: position == 0 ? nil : position)
  }
}

extension Annotation {
  fileprivate mutating func take(_ row: Row) throws {
    switch try row.word(Kind.self, "kind") {
    case .rating: rating = try row.int("value")
    case .pick: pick = try row.int("value") > 0 ? .picked : .rejected
    case .tag: tags.append(try row.text("name"))
    case .note: note = try row.text("value")
    case .primary: isPrimary = true
    }
  }
}
