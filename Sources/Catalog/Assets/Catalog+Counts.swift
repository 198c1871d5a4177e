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
}
