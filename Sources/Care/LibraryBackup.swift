package import Foundation
package import TroupeRecord
package import TroupeStorage
internal import TroupeVocabulary

/// Copies a library, as it is at one moment, to a folder that is a library itself.
package struct LibraryBackup: Sendable {
  private let generations: GenerationStore
  private let objects: ObjectStore

  /// Works on the record in `generations` and the files in `objects`.
  package init(_ generations: GenerationStore, objects: ObjectStore) {
    self.generations = generations
    self.objects = objects
  }

  /// Copies the database and every file that it names from `library` to `target`, and what else belongs to it.
  ///
  /// A backup of the same library that is there already is brought up to date. The new database gets its name last,
  /// so that at every moment what is named is there.
  /// - Parameters:
  ///   - database: the database's name in a library.
  ///   - others: files and folders that are copied as they are, where they exist.
  ///   - progress: called with files done and files in all.
  /// - Returns: files copied, and their bytes.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`. A file that is missing or damaged is left out, and what verifies the
  ///   backup finds it.
  package func copy(
    _ library: URL, to target: URL, database: String, others: [String],
    progress: @Sendable (Int, Int) -> Void
  ) async throws -> (copied: Int, bytes: Int) {
    let next = target.appending(path: "\(database).next").path
    try await generations.database.backup(to: next)
    let store = ObjectStore(folder: target.appending(path: ObjectStore.folderName))
    let (files, purged) = try await generations.database.read { connection in
      (
        try connection.rows("SELECT digest, extension FROM object ORDER BY digest").map {
          ObjectTransfer.File(
            digest: try $0.digest("digest"), fileExtension: try $0.text("extension"))
        },
        try connection.rows(
          "SELECT f.digest, p.at FROM purge_file f JOIN purge p ON p.id = f.purge ORDER BY 1"
        ).map { (try $0.digest("digest"), try $0.date("at")) }
      )
    }
    // What an earlier backup holds of it goes too, unless the same bytes came back.
    for (digest, date) in purged where try objects.files(of: digest).isEmpty {
      try store.purge(digest, at: date)
    }
    var transfer = ObjectTransfer(from: objects, to: store)
    for start in stride(from: 0, to: files.count, by: ObjectTransfer.most) {
      let end = min(start + ObjectTransfer.most, files.count)
      try await transfer.copy(files[start..<end])
      progress(end, files.count)
    }
    try transfer.finish()
    for name in others {
      try FolderCopy.copy(library.appending(path: name), to: target.appending(path: name))
    }
    try Database.replace(target.appending(path: database).path, with: next)
    return (transfer.count, transfer.byteCount)
  }

  /// Notes that a whole backup stands at `path`, so that it can be told what it still holds.
  package func noteWhole(_ path: String) async throws {
    let now = generations.now()
    try await generations.database.write { connection in
      try connection.execute(
        "INSERT OR REPLACE INTO backup_place (path, at) VALUES (?, ?)", path, now)
    }
  }

  /// What tells this library from others, its copies excepted; given at the first backup.
  package func identity() async throws -> String {
    if let known = try await known() { return known }
    let new = generations.newID()
    let now = generations.now()
    try await generations.database.write { connection in
      guard try connection.row("SELECT 1 FROM library") == nil else { return }
      let first = try connection.row("SELECT min(created_at) AS first FROM asset")
      try connection.insertDigested(
        into: "library",
        ["id": new, "created_at": try first?.optionalDate("first") ?? now])
    }
    return try await known() ?? "\(new)"
  }

  /// The same, if it was given.
  package func known() async throws -> String? {
    try await generations.database.read { try $0.row("SELECT id FROM library")?.text("id") }
  }

  /// The file in a folder that says which library a backup is being made of; it goes when the backup is whole.
  private static func mark(_ target: URL) -> String {
    target.appending(path: ".troupe-backup").path
  }

  /// Whether a backup of the library `identity` was begun in `target`.
  package static func isBegun(in target: URL, of identity: String) -> Bool {
    (try? String(contentsOfFile: mark(target), encoding: .utf8)) == identity
  }

  /// Marks `target`, a folder that is made where it is missing, as one in which a backup is begun.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`.
  package static func begin(in target: URL, of identity: String) throws {
    try DurableFile.write(Data(identity.utf8), to: mark(target))
  }

  /// Takes the mark away.
  package static func end(in target: URL) { unlink(mark(target)) }
}
