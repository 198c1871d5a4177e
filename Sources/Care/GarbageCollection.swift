package import Foundation
internal import TroupeCatalog
package import TroupeRecord
package import TroupeStorage
package import TroupeVocabulary

/// Removes what nothing needs any more: assets that were removed long ago, and files that nothing names.
///
/// What the record names stays, whatever becomes of the catalogue.
package struct GarbageCollection: Sendable {
  private let generations: GenerationStore
  private let objects: ObjectStore

  /// Works on the record in `generations` and the files in `objects`.
  package init(_ generations: GenerationStore, objects: ObjectStore) {
    self.generations = generations
    self.objects = objects
  }

  /// Removes what has been unneeded since `date`; with `isDryRun` only looks.
  package func collect(before date: Date, isDryRun: Bool) async throws -> CollectionReport {
    let garbage =
      isDryRun
      ? try await generations.database.read { try Garbage(in: $0, before: date) }
      : try await removeRows(before: date)
    // Rows first: a file that nothing names is harmless, a row without its file is not.
    let named = try await generations.database.read { connection in
      Set(try connection.rows("SELECT digest FROM object").map { try $0.digest("digest") })
    }
    let gone = Set(garbage.files)
    var (files, bytes) = (0, 0)
    for file in try objects.all()
    where gone.contains(file.digest) || !named.contains(file.digest) {
      let isRemoved =
        isDryRun
        ? objects.isOlder(file.digest, fileExtension: file.fileExtension, than: date)
        : try objects.remove(
          file.digest, fileExtension: file.fileExtension, changedBefore: date)
      guard isRemoved else { continue }
      files += 1
      bytes += file.byteCount
    }
    if !isDryRun {
      _ = try objects.removeLeftovers(changedBefore: date)
      try objects.trimPreviews(toBytes: .max, keeping: named.contains)
    }
    return CollectionReport(
      isDryRun: isDryRun, assets: garbage.assets.map(\.handle), files: files, bytes: bytes)
  }

  /// Files whose rows the room that is kept for full disks surely lets go in one transaction.
  private static let fewFiles = 64

  /// All rows in one transaction; where the disk is too full for that, few at a time.
  private func removeRows(before date: Date) async throws -> Garbage {
    do { return try await removeRows(before: date, atMost: .max) } catch {
      guard case TroupeError.library(.diskFull) = error else { throw error }
    }
    var all = try await removeRows(before: date, atMost: Self.fewFiles)
    var count = all.files.count
    while count == Self.fewFiles {
      let more = try await removeRows(before: date, atMost: Self.fewFiles)
      count = more.files.count
      all.files += more.files
    }
    return all
  }

  private func removeRows(before date: Date, atMost count: Int) async throws -> Garbage {
    try await generations.database.write(mayUseReserve: count < .max) { connection in
      // Looked for in the very transaction that removes it.
      var garbage = try Garbage(in: connection, before: date)
      garbage.files = Array(garbage.files.prefix(count))
      try garbage.remove(from: connection)
      return garbage
    }
  }
}

/// Rows that nothing needs.
private struct Garbage: Sendable {
  let assets: [(id: String, handle: Handle)]
  /// Objects that neither the record nor what stays of the catalogue names.
  var files: [Digest]

  init(in connection: Connection, before date: Date) throws {
    assets = try connection.rows(
      "SELECT id, handle FROM asset WHERE removed_at < ? ORDER BY handle_key", date
    ).map { (try $0.text("id"), try $0.handle("handle")) }
    var needed = try Self.named(connection, before: date)
    func loose() throws -> [Digest] {
      try Self.add(thumbnailsOf: &needed, connection)
      return try connection.rows("SELECT digest FROM object WHERE added_at < ?", date)
        .map { try $0.digest("digest") }.filter { !needed.contains($0) }
    }
    files = try loose()
    if files.isEmpty { return }
    // Reading all requests and answers takes long, and few files are named in them alone.
    needed.formUnion(try Self.namedInJSON(connection))
    files = try loose()
  }

  /// What the columns of the record and the remaining catalogue name.
  private static func named(_ connection: Connection, before date: Date) throws -> Set<Digest> {
    let kept = "JOIN asset a ON a.id = r.asset WHERE a.removed_at IS NULL OR a.removed_at >= ?1"
    return try digests(
      [
        "SELECT r.digest FROM reference r \(kept)", "SELECT r.source FROM reference r \(kept)",
        "SELECT r.digest FROM release r \(kept)",
      ], connection, date
    ).union(
      try digests(
        [
          "SELECT reference FROM input", "SELECT rendition FROM input", "SELECT digest FROM output",
          "SELECT reference FROM sheet_part", "SELECT body FROM picture_check",
          "SELECT body FROM check_answer", "SELECT digest FROM purge_file",
          "SELECT digest FROM finding WHERE digest IS NOT NULL",
        ], connection))
  }

  /// The bodies of requests and answers name their files within JSON.
  private static func namedInJSON(_ connection: Connection) throws -> Set<Digest> {
    let columns = [
      ("attempt", "body_json"), ("exchange", "body_json"), ("generation", "request_json"),
      ("leg", "body_json"), ("session", "configuration_json"),
    ]
    return try digests(
      columns.map { table, column in
        """
        SELECT t.value FROM \(table), json_tree(\(table).\(column)) t
        WHERE t.type = 'text' AND length(t.value) = 71 AND substr(t.value, 1, 7) = 'sha256:'
        """
      }, connection)
  }

  private static func digests(
    _ queries: [String], _ connection: Connection, _ arguments: (any SQLValue)?...
  ) throws -> Set<Digest> {
    var digests: Set<Digest> = []
    for query in queries {
      try connection.forEach(query, arguments: arguments) { row in
        // Text that only looks like a digest names nothing.
        if let digest = Digest(try row.text(0)) { digests.insert(digest) }
      }
    }
    return digests
  }

  private static func add(thumbnailsOf needed: inout Set<Digest>, _ connection: Connection) throws {
    for row in try connection.rows("SELECT digest, thumbnail FROM thumbnail") {
      if needed.contains(try row.digest("digest")) { needed.insert(try row.digest("thumbnail")) }
    }
  }

  func remove(from connection: Connection) throws {
    for asset in assets {
      try connection.deleteDigested(
        from: "reference_tag", where: "reference IN (SELECT id FROM reference WHERE asset = ?)",
        asset.id)
      for table in [
        "reference_version", "asset_version", "reference", "release", "adapter", "look_trait",
        "look", "trait", "asset_tag", "asset_alias",
      ] {
        try connection.deleteDigested(from: table, where: "asset = ?", asset.id)
      }
      try connection.execute("DELETE FROM linked_asset WHERE asset = ?", asset.id)
      try connection.deleteDigested(from: "asset", where: "id = ?", asset.id)
    }
    try HashBlocks(connection).forget(files)
    for digest in files {
      try connection.deleteDigested(from: "fingerprint", where: "digest = ?", digest)
      try connection.deleteDigested(
        from: "thumbnail", where: "digest = ? OR thumbnail = ?", digest, digest)
      try connection.deleteDigested(from: "rendition", where: "original = ?", digest)
      try connection.deleteDigested(from: "source", where: "digest = ?", digest)
    }
    for digest in files {
      try connection.deleteDigested(from: "object", where: "digest = ?", digest)
    }
  }
}
