internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// The references in use, by their looks: what a new one may be nearly the same as.
struct Neighbors: Sendable {
  private struct Neighbor: Sendable {
    let digest: Digest
    let asset: Handle
    let fingerprint: Fingerprint
  }

  private var all: [Neighbor]

  init(_ connection: Connection) throws {
    all = try connection.rows(
      """
      SELECT f.digest, a.handle, \(Fingerprint.columns)
      FROM reference AS r JOIN asset AS a ON a.id = r.asset JOIN fingerprint AS f USING (digest)
      WHERE r.retired_at IS NULL AND a.removed_at IS NULL
      ORDER BY r.id
      """
    ).map { row in
      Neighbor(
        digest: try row.digest("digest"), asset: try row.handle("handle"),
        fingerprint: try Fingerprint(row: row))
    }
  }

  /// Adds a new reference, and says in words what it is nearly the same as: a picture of any asset
  /// encoded again, or another shot for the same asset. `nil` if it is like no other.
  mutating func take(_ reference: Reference, _ fingerprint: Fingerprint) -> String? {
    defer {
      all.append(
        Neighbor(digest: reference.digest, asset: reference.asset, fingerprint: fingerprint))
    }
    if let same = nearest(to: reference, fingerprint, .samePicture) {
      let owner = same.asset == reference.asset ? "" : " of @\(same.asset.text)"
      return same.digest == reference.digest
        ? "same picture as a reference\(owner)"
        : "same picture re-encoded as \(same.digest.short)\(owner)"
    }
    return nearest(to: reference, fingerprint, .anotherShot)
      .map { "another shot of \($0.digest.short)" }
  }

  private func nearest(
    to reference: Reference, _ fingerprint: Fingerprint, _ likeness: Likeness
  ) -> Neighbor? {
    all.lazy.filter { likeness == .samePicture || $0.asset == reference.asset }
      .filter { $0.fingerprint.likeness(to: fingerprint) == likeness }
      .min { $0.fingerprint.distance(to: fingerprint) < $1.fingerprint.distance(to: fingerprint) }
  }
}
