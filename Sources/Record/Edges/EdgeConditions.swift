package import TroupeStorage
package import TroupeVocabulary

/// Conditions on a generation `g` that go by what came from what, for statements that search.
package enum EdgeConditions {
  /// A condition in SQL with the arguments of its question marks.
  package typealias Condition = (sql: String, arguments: [(any SQLValue)?])

  /// Made directly from `id`.
  package static func made(from id: ULID) -> Condition {
    (
      "g.seq IN (SELECT child FROM edge WHERE parent = (SELECT seq FROM generation WHERE id = ?))",
      [id]
    )
  }

  /// `id`, or made of it at any remove.
  package static func under(_ id: ULID) -> Condition {
    (
      "g.seq IN (\(EdgeWalk.under("SELECT seq FROM generation WHERE id = ?")) SELECT seq FROM line)",
      [id]
    )
  }

  /// Made from no other generation.
  package static let root: Condition = (
    "NOT EXISTS (SELECT 1 FROM edge WHERE child = g.seq)", []
  )
}
