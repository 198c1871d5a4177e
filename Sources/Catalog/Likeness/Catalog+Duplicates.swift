internal import TroupeImaging
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Groups of pictures whose fingerprints say that they are the same one, also with left and right exchanged: each in the
  /// order of their digests.
  package func duplicateGroups() async throws -> [[Digest]] {
    let (digests, pictures) = try await database.read { connection in
      var digests: [Digest] = []
      var pictures: [NearPairs.Picture] = []
      try connection.forEach(
        """
        SELECT digest, frequencies, gradients, mirrored_frequencies, mirrored_gradients, aspect,
          mean_color
        FROM fingerprint
        """
      ) { row in
        digests.append(try row.digest(0))
        pictures.append(
          NearPairs.Picture(
            hash: PictureHash(frequencies: try row.bits(1), gradients: try row.bits(2)),
            mirrored: try row.value(3) == .null || row.value(4) == .null
              ? nil : PictureHash(frequencies: row.bits(3), gradients: row.bits(4)),
            aspect: try row.double(5),
            color: Color(hex: UInt32(truncatingIfNeeded: try row.int(6)))))
      }
      return (digests, pictures)
    }
    try Task.checkCancellation()
    return NearPairs(pictures).groups().map { $0.map { digests[$0] } }
  }

  /// Assets' references in use that are the same file in several assets.
  package func sharedReferences() async throws -> [Digest] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT r.digest FROM reference r JOIN asset a ON a.id = r.asset
        WHERE r.retired_at IS NULL AND a.removed_at IS NULL
        GROUP BY r.digest HAVING count(*) > 1
        """
      ).map { try $0.digest("digest") }
    }
  }

  /// What `others` are to `first`, by the pixels of each. Those are left out that the pixels do not prove to be the same
  /// picture in any form, and those whose file cannot be read.
  package func compare(
    _ first: Digest, with others: [Digest]
  ) async throws -> (first: ComparedPicture, others: [ComparedPicture])? {
    let query: PictureQuery
    let path: String
    do {
      let (bytes, name) = try await picture(first)
      query = try PictureQuery(reading: bytes, first, asParts: false)
      path = name
    } catch is ImageFault { return nil } catch is TroupeError { return nil }
    let found = try await fingerprints(of: others).map { digest, fingerprint in
      FoundPicture(digest: digest, query, fingerprint)
    }
    let compared = try await compare(found, with: query).filter { $0.relation != .similar }
    return (ComparedPicture(query, path: path), compared)
  }

  private func fingerprints(of digests: [Digest]) async throws -> [(Digest, Fingerprint)] {
    let list = try CanonicalJSON.text(digests)
    return try await database.read { connection in
      try connection.rows(
        """
        SELECT f.digest, \(Fingerprint.columns) FROM fingerprint AS f
        WHERE f.digest IN (SELECT value FROM json_each(?)) ORDER BY f.digest
        """, list
      ).map { (try $0.digest("digest"), try Fingerprint(row: $0)) }
    }
  }
}

extension FoundPicture {
  /// A picture in the form in which it is nearest to `query`.
  fileprivate init(digest: Digest, _ query: PictureQuery, _ fingerprint: Fingerprint) {
    let whole = query.fingerprint.hash.distance(to: fingerprint.hash)
    let nearest = query.probes.min {
      $0.hash.distance(to: fingerprint.hash) < $1.hash.distance(to: fingerprint.hash)
    }
    let turned = nearest.map { $0.hash.distance(to: fingerprint.hash) } ?? .max
    self.digest = digest
    (bits, form) = turned < whole ? (turned, nearest?.form ?? .whole) : (whole, .whole)
  }
}

extension ComparedPicture {
  /// The picture that others are compared with.
  fileprivate init(_ query: PictureQuery, path: String) {
    found = FoundPicture(digest: query.digest, bits: 0, form: .whole)
    self.path = path
    size = query.picture?.size ?? Size(width: 0, height: 0)
    relation = .sameBytes
    changed = nil
  }
}
