internal import TroupeSearch
package import TroupeStorage

/// Rebuilds what is derived from the record: the words that searches look in, current states, and which images wait for a
/// fingerprint.
package struct Reindexing: Sendable {
  let database: Database

  /// Of the record in `database`.
  package init(database: Database) { self.database = database }

  /// Empties the derived tables and fills them again, all or nothing; renditions are made again when
  /// they are needed. Returns how many generations
  /// there are.
  package func run() async throws -> Int {
    try await database.write { connection in
      let count = try Self.fillWords(connection)
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
      return count
    }
  }

  /// Empties the words that searches look in and fills them again. Returns how many generations there are.
  @discardableResult
  static func fillWords(_ connection: Connection) throws -> Int {
    try connection.execute("INSERT INTO generation_text (generation_text) VALUES ('delete-all')")
    var count = 0
    try connection.forEach(
      "SELECT seq, request_json ->> '$.prompt' AS prompt FROM generation ORDER BY seq"
    ) { row in
      try connection.execute(
        "INSERT INTO generation_text (rowid, prompt) VALUES (?, ?)", try row.int(0),
        TextSegmenter.indexed(try row.text(1)))
      count += 1
    }
    return count
  }
}
