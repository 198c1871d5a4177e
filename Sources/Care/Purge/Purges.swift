internal import Foundation
package import TroupeRecord
package import TroupeStorage
package import TroupeVocabulary

/// Removes pictures and words for good. What the record keeps is that it was done, when and why, and digests.
///
/// Rows are changed in one transaction that also says so; then the files go, and the database is written again without what
/// was deleted. What a crash leaves of that, `finish` does.
package struct Purges: Sendable {
  private let generations: GenerationStore
  private let objects: ObjectStore
  private let spool: Spool
  private let digestedTables: [String]

  /// Works on the record in `generations` and the files in `objects` and `spool`; rows of `digestedTables` carry digests.
  package init(
    _ generations: GenerationStore, objects: ObjectStore, spool: Spool, digestedTables: [String]
  ) {
    self.generations = generations
    self.objects = objects
    self.spool = spool
    self.digestedTables = digestedTables
  }

  private var database: Database { generations.database }

  /// What a purge of `target` would remove. Changes nothing.
  package func plan(_ target: PurgeTarget) async throws -> PurgePlan {
    let objects = objects
    let copies = try database.copies().map { ($0 as NSString).lastPathComponent }
    return try await database.read { connection in
      var finder = PurgeFinder(connection, objects: objects)
      return try finder.scope(of: target).plan(of: target, connection, objects, copies: copies)
    }
  }

  /// Removes what `plan` says, for `reason`.
  /// - Throws: `TroupeError.invalidValue` where more would go than was planned, or some of it is still being made.
  package func purge(
    _ target: PurgeTarget, as plan: PurgePlan, reason: String
  ) async throws -> PurgeReport {
    let (id, now, objects, tables) = (
      generations.newID(), generations.now(), objects, digestedTables
    )
    let rows = try await database.write { connection in
      var finder = PurgeFinder(connection, objects: objects)
      let scope = try finder.scope(of: target)
      guard Set(scope.files.keys).isSubset(of: plan.files.map(\.digest)),
        scope.generations == plan.generations
      else {
        throw TroupeError.invalidValue(
          name: "purge", value: plan.name, expected: "the library as it was when it was planned")
      }
      try Self.checkEnded(target, scope, connection)
      var rows = PurgeRows(connection, scope, asset: target.goneAsset)
      try rows.run(tables)
      try SearchIndex(connection).fill()
      // Tags and assets may have other names now, or none.
      try CostSums(connection).fill()
      try Self.note(rows.changed, scope, target, as: id, at: now, reason: reason, connection)
      return rows.changed.count
    }
    try await finish()
    return PurgeReport(id: id, at: now, plan: plan, rows: rows)
  }

  /// What is still being made would come back with its bytes.
  private static func checkEnded(
    _ target: PurgeTarget, _ scope: PurgeScope, _ connection: Connection
  ) throws {
    var ids = scope.generations + scope.made.map(\.generation)
    switch target {
    case .generation(let id): ids.append(id)
    case .image(let id): ids.append(id.generation)
    case .asset, .reference: break
    }
    let open = try connection.row(
      """
      SELECT generation FROM current_state WHERE state IN ('planned', 'sent', 'received')
        AND generation IN (SELECT value FROM json_each(?))
      """, CanonicalJSON.text(ids))
    guard let open else { return }
    throw TroupeError.invalidValue(
      name: "purge", value: "\(try open.ulid("generation"))",
      expected: "generations that have come to an end; this one is under way")
  }

  private static func note(
    _ changed: [ChangedRow], _ scope: PurgeScope, _ target: PurgeTarget, as id: ULID, at now: Date,
    reason: String, _ connection: Connection
  ) throws {
    let (subject, name) = target.words
    try connection.insertDigested(
      into: "purge",
      ["id": id, "at": now, "subject": subject, "name": name, "reason": reason])
    for digest in scope.files.keys.sorted() {
      try connection.insertDigested(into: "purge_file", ["digest": digest, "purge": id])
    }
    for (index, row) in changed.enumerated() {
      try connection.insertDigested(
        into: "purge_row",
        [
          "purge": id, "number": index + 1, "table_name": row.table,
          "row_key": PurgeRows.keyedByWords.contains(row.table) ? "" : row.key,
          "before": row.before, "after": row.after,
        ])
    }
    try connection.insertDigested(
      into: "purge_event", ["purge": id, "step": "rows", "at": now])
  }

  /// Removes the files of purges whose rows are changed, and what is left of the words on the disk.
  package func finish() async throws {
    let open = try await database.read { connection in
      try connection.rows(
        """
        SELECT id, at FROM purge
        WHERE id NOT IN (SELECT purge FROM purge_event WHERE step = 'done') ORDER BY id
        """
      ).map { (try $0.ulid("id"), try $0.date("at")) }
    }
    if open.isEmpty { return }
    for (id, date) in open { try await removeFiles(of: id, at: date) }
    _ = try objects.removeLeftovers(changedBefore: generations.now().addingTimeInterval(-600))
    try database.removeCopies()
    try await database.wipe()
    let now = generations.now()
    try await database.write { connection in
      for (id, _) in open {
        let isDone = try connection.row(
          "SELECT 1 FROM purge_event WHERE purge = ? AND step = 'done'", id)
        if isDone != nil { continue }
        try connection.insertDigested(
          into: "purge_event", ["purge": id, "step": "done", "at": now])
      }
    }
  }

  private func removeFiles(of id: ULID, at date: Date) async throws {
    let (digests, attempts) = try await database.read { connection in
      (
        try connection.rows("SELECT digest FROM purge_file WHERE purge = ? ORDER BY digest", id)
          .map { try $0.digest("digest") },
        try connection.rows(
          """
          SELECT a.id FROM attempt a JOIN purge_row r
          ON r.table_name = 'attempt' AND r.row_key = 'id=' || a.id WHERE r.purge = ?
          """, id
        ).map { try $0.ulid("id") }
      )
    }
    // What a crash left of answers is looked through while the bytes are there to look for.
    var embedded = EmbeddedBytes()
    for path in try digests.flatMap(objects.files) {
      if let bytes = try? Data(contentsOf: URL(filePath: path)) { embedded.add(bytes) }
    }
    try spool.removeAbandoned(where: embedded.isIn)
    for attempt in attempts { try spool.remove(attempt) }
    for digest in digests { try objects.purge(digest, at: date) }
  }
}

extension PurgeTarget {
  /// The asset that goes with all its words.
  fileprivate var goneAsset: ULID? { if case .asset(let asset, _) = self { asset.id } else { nil } }
}
