internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// How many references in use each asset has; assets without any are absent.
  package func referenceCounts() async throws -> [ULID: Int] {
    try await database.read { connection in
      let counts = try connection.rows(
        "SELECT asset, count(*) AS n FROM reference WHERE retired_at IS NULL GROUP BY asset"
      ).map { (try $0.ulid("asset"), try $0.int("n")) }
      return Dictionary(uniqueKeysWithValues: counts)
    }
  }
}
