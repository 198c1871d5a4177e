internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// What is derived from the record, made again and compared (D7).
extension Verification {
  func checkDerived() async throws -> [VerificationReport.Problem] {
    async let words = checking("generation_text") { try await checkWords() }
    let states = try await checking("current_state") { try await database.read(Self.states) }
    let costs = try await checking("cost_sum") {
      try await database.read { [try CostSums($0).firstDifference()].compactMap(\.self) }
    }
    let edges = try await checking("edge") { try await database.read(Self.edges) }
    let pictures = try await checking("fingerprint_block") {
      try await database.read(Self.pictures)
    }
    return try await states + words + costs + edges + pictures
  }

  /// What pictures are searched by must be their fingerprints, and those without must be listed.
  private static func pictures(
    _ connection: Connection
  ) throws -> [VerificationReport.Problem] {
    var problems: [VerificationReport.Problem] = []
    if try !HashBlocks(connection).areSound() {
      problems.append(
        .init(
          subject: "fingerprint_block",
          reason: "it does not hold the fingerprints; to reindex makes it again"))
    }
    if try !WaitingPictures.areListed(connection) {
      problems.append(
        .init(
          subject: "fingerprint_waiting",
          reason: "it does not list the images without a fingerprint; to reindex makes it again"))
    }
    return problems
  }

  /// Outputs that came as no image; in older records those alone whose header could not be read.
  func unreadableOutputs() async throws -> [VerificationReport.Problem] {
    // Rows that cannot be read were found to be damaged before.
    do {
      return try await database.read { connection in
        try connection.rows(
          """
          SELECT o.generation, o.position, f.got FROM output o LEFT JOIN finding f
          ON f.generation = o.generation AND f.position = o.position AND f.code = 'unreadable'
          WHERE f.code IS NOT NULL OR o.width IS NULL ORDER BY o.generation, o.position
          """
        ).map {
          VerificationReport.Problem(
            subject: "\(try $0.text("generation"))/\(try $0.int("position"))",
            reason: try $0.optionalText("got") ?? "no image that is read")
        }
      }
    } catch is TroupeError { return [] }
  }

  /// The derived state must be that of the last event.
  private static func states(_ connection: Connection) throws -> [VerificationReport.Problem] {
    try connection.rows(
      """
      SELECT g.id FROM generation g
      LEFT JOIN current_state s ON s.generation = g.id
      LEFT JOIN event e ON e.id = (SELECT max(id) FROM event WHERE generation = g.id)
      WHERE s.state IS NOT e.state OR s.message IS NOT e.message
      """
    ).map {
      VerificationReport.Problem(
        subject: "generation \(try $0.text("id"))",
        reason: "its state is not that of its last event")
    }
  }

  /// Edges must be what the record says that came from what, and go from what arrived earlier to what arrived later.
  private static func edges(_ connection: Connection) throws -> [VerificationReport.Problem] {
    let differences = try EdgeTable.differences(connection)
    let reversed = differences.reversed.sorted { ($0.child, $0.parent) < ($1.child, $1.parent) }
      .map { pair in
        VerificationReport.Problem(
          subject: "generation \(pair.child)",
          reason: """
            it is said to come from \(pair.parent), which arrived no earlier; lineages leave that out
            """)
      }
    guard differences.missing + differences.extra > 0 else { return reversed }
    let reason = """
      it lacks \(differences.missing) of the record's edges and has \(differences.extra) others; \
      to reindex makes it again
      """
    return [.init(subject: "edge", reason: reason)] + reversed
  }

  /// The words that searches look in must be those of the record, and be found. One half of the generations is looked at by
  /// one processor, the other by another.
  private func checkWords() async throws -> [VerificationReport.Problem] {
    let last = try await database.read {
      Int64(try $0.row("SELECT coalesce(max(seq), 0) FROM generation")?.int(0) ?? 0)
    }
    // The second half takes what the index holds beyond the record too.
    async let second = database.readWithTemporaryTables {
      try Self.areWordsKept($0, of: (last / 2 + 1)...(.max), last)
    }
    let first = try await database.readWithTemporaryTables {
      try Self.areWordsKept($0, of: .min...(last / 2), last)
    }
    let areKept = try await second && first
    let reason = "it does not hold the words of the record; to reindex makes it again"
    return areKept ? [] : [.init(subject: "generation_text", reason: reason)]
  }

  private static func areWordsKept(
    _ connection: Connection, of range: ClosedRange<Int64>, _ last: Int64
  ) throws -> Bool {
    try connection.script(
      """
      CREATE VIRTUAL TABLE temp.made USING fts5(
        prompt, more, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0');
      CREATE VIRTUAL TABLE temp.made_word USING fts5vocab(temp, made, instance);
      CREATE VIRTUAL TABLE temp.kept_word USING fts5vocab(main, generation_text, instance);
      CREATE VIRTUAL TABLE temp.made_term USING fts5vocab(temp, made, row);
      """)
    let texts = IndexedTexts(connection)
    let end = min(last, range.upperBound)
    for first in stride(from: max(1, range.lowerBound), through: end, by: 2048) {
      let entries = try texts.from(first, to: min(first + 2047, end))
      for (seq, text) in entries {
        try connection.execute(
          "INSERT INTO temp.made (rowid, prompt, more) VALUES (?, ?, ?)", seq, text.prompt,
          text.more)
      }
      guard try SearchIndex(connection).keeps(entries) else { return false }
    }
    let sums = try connection.row(
      """
      SELECT (SELECT row_sum(term, doc, col, offset) FROM temp.made_word)
        IS (SELECT row_sum(term, doc, col, offset) FROM temp.kept_word WHERE doc BETWEEN ? AND ?)
        AS same
      """, range.lowerBound, range.upperBound)
    return try sums?.bool("same") == true && areFound(connection, in: range)
  }

  /// Whether each word leads to as many texts as hold it: the index within the index may be damaged alone.
  private static func areFound(
    _ connection: Connection, in range: ClosedRange<Int64>
  ) throws -> Bool {
    for row in try connection.rows("SELECT term, doc FROM temp.made_term") {
      let term = try row.text(0)
      let found = try connection.row(
        """
        SELECT count(*) FROM generation_text
        WHERE generation_text MATCH ? AND rowid BETWEEN ? AND ?
        """, "\"\(term.replacing("\"", with: "\"\""))\"", range.lowerBound, range.upperBound)
      guard try found?.int(0) == row.int(1) else { return false }
    }
    return true
  }
}
