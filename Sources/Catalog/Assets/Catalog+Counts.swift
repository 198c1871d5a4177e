internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// How many references in use each asset has; assets without any are absent.
  package func referenceCounts() async throws -> [ULID: Int] {
    try await database.read { connection in
      let counts = try connection.rows(
        """
        SELECT r.asset, count(*) AS n FROM reference r
        LEFT JOIN look l ON l.asset = r.asset AND l.name_key = r.look
        WHERE r.retired_at IS NULL AND l.removed_at IS NULL GROUP BY r.asset
        """
      ).map { (try $0.ulid("asset"), try $0.int("n")) }
      return Dictionary(uniqueKeysWithValues: counts)
    }
  }

  /// Of each asset the picture that stands for it: a pinned reference, else the first that came; assets without a reference in
  /// use are absent.
  package func faces(of assets: [ULID]) async throws -> [ULID: StoredImage] {
    let list = try CanonicalJSON.text(assets)
    return try await database.read { connection in
      let rows = try connection.rows(
        """
        SELECT r.asset, r.digest, r.media_type, r.width, r.height, o.byte_count
        FROM json_each(?) named JOIN reference r ON r.id = (
          SELECT f.id FROM reference f
          LEFT JOIN look l ON l.asset = f.asset AND l.name_key = f.look
          WHERE f.asset = named.value AND f.retired_at IS NULL AND l.removed_at IS NULL
          ORDER BY f.is_pinned DESC, f.rank LIMIT 1)
        JOIN object o ON o.digest = r.digest
        """, list)
      return Dictionary(
        try rows.map { row in
          (
            try row.ulid("asset"),
            StoredImage(
              digest: try row.digest("digest"), type: try MediaType(row),
              width: try row.side("width"), height: try row.side("height"),
              byteCount: try row.byteCount("byte_count"))
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }
}
