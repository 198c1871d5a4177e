package import TroupeStorage
package import TroupeVocabulary

/// The table of edges as a whole. It is derived: every row of it is said by an image that was sent, by a picture on a sheet, by
/// a conversation, by the image that a request names as its parent, by the file from which a generation was imported, or by a
/// person who knows from what it was made.
package enum EdgeTable {
  /// A pair of generations of which the record says that one came from the other.
  package struct Pair: Hashable, Sendable {
    /// What was made.
    package let child: ULID
    /// What it came from.
    package let parent: ULID
  }

  /// How the table differs from what the record says.
  package struct Differences: Hashable, Sendable {
    /// Edges that it lacks.
    package var missing = 0
    /// Edges that the record does not say, or between what is not there.
    package var extra = 0
    /// What the record says to have come from what arrived no earlier here, and is no edge.
    package var reversed: Set<Pair> = []
  }

  /// `said`: what the record says, by identifiers. Text that is not JSON says nothing.
  private static let said = """
    (
      SELECT generation AS child, origin_generation AS parent FROM input
      WHERE origin_generation IS NOT NULL
      UNION ALL
      SELECT generation, origin_generation FROM sheet_part WHERE origin_generation IS NOT NULL
      UNION ALL
      SELECT generation, earlier FROM history
      UNION ALL
      SELECT id, \(asked("generation")) FROM generation
      UNION ALL
      SELECT generation, parent FROM imported WHERE parent IS NOT NULL
      UNION ALL
      SELECT generation, parent FROM accepted_parent
    ) said
    CROSS JOIN generation c ON c.id = said.child CROSS JOIN generation p ON p.id = said.parent
    """

  /// The generation of the image that the request of a row of `table` names as its parent.
  private static func asked(_ table: String) -> String {
    """
    substr(CASE WHEN json_valid(\(table).request_json)
      THEN \(table).request_json ->> '$.parent.origin' END, 1, 26)
    """
  }

  /// Empties it and fills it again.
  package static func fill(_ connection: Connection) throws {
    try connection.execute("DELETE FROM edge")
    try connection.execute(
      """
      INSERT OR IGNORE INTO edge (child, parent)
      SELECT c.seq, p.seq FROM \(said) WHERE p.seq < c.seq
      """)
  }

  /// Compares it with what the record says, row by row and both ways.
  package static func differences(_ connection: Connection) throws -> Differences {
    var differences = Differences()
    var missing: Set<Pair> = []
    try connection.forEach(
      """
      SELECT c.id, p.id, p.seq < c.seq FROM \(said)
      WHERE NOT EXISTS (SELECT 1 FROM edge WHERE child = c.seq AND parent = p.seq)
      """
    ) { row in
      let pair = Pair(child: try row.ulid(0), parent: try row.ulid(1))
      if try row.bool(2) { missing.insert(pair) } else { differences.reversed.insert(pair) }
    }
    differences.missing = missing.count
    differences.extra = try connection.row(Self.extra)?.int(0) ?? 0
    return differences
  }

  private static let extra = """
    SELECT count(*) FROM edge e
    LEFT JOIN generation c ON c.seq = e.child LEFT JOIN generation p ON p.seq = e.parent
    WHERE c.seq IS NULL OR p.seq IS NULL OR p.seq >= c.seq OR (
      NOT EXISTS (SELECT 1 FROM input WHERE generation = c.id AND origin_generation = p.id)
      AND NOT EXISTS (SELECT 1 FROM sheet_part WHERE generation = c.id AND origin_generation = p.id)
      AND NOT EXISTS (SELECT 1 FROM history WHERE generation = c.id AND earlier = p.id)
      AND NOT EXISTS (SELECT 1 FROM imported WHERE generation = c.id AND parent = p.id)
      AND NOT EXISTS (SELECT 1 FROM accepted_parent WHERE generation = c.id AND parent = p.id)
      AND \(asked("c")) IS NOT p.id)
    """
}
