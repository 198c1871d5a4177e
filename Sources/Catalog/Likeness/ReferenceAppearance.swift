internal import TroupeImaging
internal import TroupeStorage
package import TroupeVocabulary

/// How the references of an asset look, as measured.
package struct ReferenceAppearance: Hashable, Sendable {
  /// Groups of nearly the same picture, of two and more, in order of arrival.
  package let nearDuplicates: [[Digest]]
  /// Variance of the Laplacian of 8-bit luminance, where it was measured.
  package let sharpness: [Digest: Double]
}

extension Catalog {
  /// How the references in use of an asset look. Those added before fingerprints were taken are
  /// absent until `reindex`.
  /// - Parameter version: the version whose references are asked about; `nil` for today's.
  package func appearance(
    of handle: Handle, in version: AssetVersion? = nil
  ) async throws -> ReferenceAppearance {
    let shown = try version.map { try CanonicalJSON.text($0.references.map(\.digest)) }
    return try await database.read { connection in
      let asset = try AssetReader(connection).asset(handle)
      let pictures = try connection.rows(
        """
        SELECT f.digest, \(Fingerprint.columns)
        FROM reference AS r JOIN fingerprint AS f USING (digest)
        WHERE r.asset = ?1 AND CASE WHEN ?2 IS NULL THEN r.retired_at IS NULL
          ELSE r.digest IN (SELECT value FROM json_each(?2)) END
        ORDER BY r.rank
        """, asset.id, shown
      ).map { (digest: try $0.digest("digest"), fingerprint: try Fingerprint(row: $0)) }
      return ReferenceAppearance(
        nearDuplicates: NearDuplicates.groups(pictures),
        sharpness: Dictionary(
          pictures.map { ($0.digest, $0.fingerprint.sharpness) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}
