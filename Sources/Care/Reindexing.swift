internal import TroupeRecord
package import TroupeStorage

/// Rebuilds what is derived from the record: the words that searches look in, current states, sums of costs, what came from
/// what, and which images wait for a fingerprint.
package struct Reindexing: Sendable {
  let database: Database

  /// Of the record in `database`.
  package init(database: Database) { self.database = database }

  /// Empties the derived tables and fills them again, all or nothing; renditions are made again when
  /// they are needed. Returns how many generations
  /// there are.
  package func run() async throws -> Int {
    try await database.write { connection in
      try connection.deleteDigested(from: "rendition", where: "1")
      // What stood in it is gone, and with it what another hand may have changed.
      try connection.sumAgain("rendition")
      try connection.execute("DELETE FROM current_state")
      try connection.execute(
        """
        INSERT INTO current_state (generation, state, message)
        SELECT e.generation, e.state, e.message FROM event e
        WHERE e.id = (SELECT max(id) FROM event WHERE generation = e.generation)
        """)
      try WaitingPictures.list(connection)
      try EdgeTable.fill(connection)
      try CostSums(connection).fill()
      return try SearchIndex(connection).fill()
    }
  }
}
