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
  package func appearance(of handle: Handle) async throws -> ReferenceAppearance {
    try await database.read { connection in
      let asset = try AssetReader(connection).asset(handle)
      let pictures = try connection.rows(
        """
        SELECT f.digest, \(Fingerprint.columns)
        FROM reference AS r JOIN fingerprint AS f USING (digest)
        WHERE r.asset = ? AND r.retired_at IS NULL ORDER BY r.rank
        """, asset.id
      ).map { (digest: try $0.digest("digest"), fingerprint: try Fingerprint(row: $0)) }
      return ReferenceAppearance(
        nearDuplicates: NearDuplicates.groups(pictures),
        sharpness: Dictionary(
          pictures.map { ($0.digest, $0.fingerprint.sharpness) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}
