package import TroupeStorage
package import TroupeVocabulary

/// Files of images that were imported, by where they stood.
package struct ImportedFiles {
  /// A file as it stands.
  package struct File: Hashable, Sendable {
    /// From the root.
    package let path: String
    package let byteCount: Int
    /// In millionths of a second since 1970.
    package let modifiedAt: Int

    package init(path: String, byteCount: Int, modifiedAt: Int) {
      (self.path, self.byteCount, self.modifiedAt) = (path, byteCount, modifiedAt)
    }
  }

  private let connection: Connection

  /// Reads and writes through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Those of `files` that were imported as they stand.
  package func known(_ files: [File]) throws -> Set<File> {
    let rows = try connection.rows(
      """
      SELECT f.path, f.byte_count, f.modified_at FROM json_each(?) named
      JOIN imported_file f ON f.path = named.value
      WHERE EXISTS (SELECT 1 FROM output o WHERE o.digest = f.digest)
      """, CanonicalJSON.text(files.map(\.path)))
    let known = try rows.map {
      File(path: try $0.text(0), byteCount: try $0.int(1), modifiedAt: try $0.int(2))
    }
    return Set(files).intersection(known)
  }

  /// The generations whose images have these bytes, the newest of each.
  package func generations(of digests: [Digest]) throws -> [Digest: ULID] {
    let rows = try connection.rows(
      """
      SELECT o.digest, max(o.generation) AS generation FROM json_each(?) named
      JOIN output o ON o.digest = named.value GROUP BY o.digest
      """, CanonicalJSON.text(digests.map(\.description)))
    return Dictionary(
      uniqueKeysWithValues: try rows.map { (try $0.digest(0), try $0.ulid(1)) })
  }

  /// Remembers that `file` holds the image with this digest.
  package func remember(_ file: File, _ digest: Digest) throws {
    try connection.execute(
      "INSERT OR REPLACE INTO imported_file VALUES (?, ?, ?, ?)", file.path, file.byteCount,
      file.modifiedAt, digest)
  }
}
