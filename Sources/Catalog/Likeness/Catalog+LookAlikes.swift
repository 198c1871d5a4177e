package import Foundation
internal import TroupeImaging
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// The most that are told of by fingerprints alone.
  package static let mostFound = 4096

  /// The pictures of references and outputs that look like `query` by their fingerprints, the nearest first.
  /// - Parameter bound: bits of 128 in which those may differ that are framed and turned as it is.
  package func find(_ query: PictureQuery, within bound: Int) async throws -> [FoundPicture] {
    let index = hashes
    return try await database.read { connection in
      let columns = try index.columns(connection)
      let whole = SimilarityProbe(.whole, query.fingerprint.hash, within: bound)
      var found: [Digest: FoundPicture] = [:]
      for probe in [whole] + query.probes {
        for (place, _) in columns.near(probe.hash, within: probe.bound, most: Self.mostFound) {
          let rows = try Self.fingerprints(columns.names[place], connection)
          for (digest, fingerprint) in rows {
            guard let bits = query.bits(to: fingerprint, by: probe) else { continue }
            // Of two forms the plainer one holds, unless the other is clearly nearer.
            if let other = found[digest], bits >= other.bits - Self.clearlyNearer { continue }
            found[digest] = FoundPicture(digest: digest, bits: bits, form: probe.form)
          }
        }
      }
      return Array(
        found.values.sorted { ($0.bits, $0.digest) < ($1.bits, $1.digest) }.prefix(Self.mostFound))
    }
  }

  private static let clearlyNearer = 8

  /// How many pictures have no whole fingerprint yet.
  package func waitingCount() async throws -> Int {
    try await database.read {
      try $0.row("SELECT count(*) FROM fingerprint_waiting")?.int(0) ?? 0
    }
  }

  /// The query that `digest`, a picture of the library, is by its fingerprint; `nil` where it has none.
  package func query(_ digest: Digest) async throws -> PictureQuery? {
    try await database.read { connection in
      try connection.row(
        "SELECT \(Fingerprint.columns) FROM fingerprint AS f WHERE f.digest = ?", digest
      ).map { PictureQuery(digest, try Fingerprint(row: $0)) }
    }
  }

  /// The bytes of a picture of the library; its name for errors.
  package func picture(_ digest: Digest) async throws -> (bytes: Data, path: String) {
    let fileExtension = try await fileExtension(digest) ?? "bin"
    return (
      try objects.read(digest, fileExtension: fileExtension),
      ObjectStore.relativePath(digest, fileExtension: fileExtension)
    )
  }

  /// Where the file with this digest is, from the library's folder.
  package func picture(path digest: Digest) async throws -> String {
    ObjectStore.relativePath(digest, fileExtension: try await fileExtension(digest) ?? "bin")
  }

  /// What the name of an object's file ends in, without the dot; `nil` where there is no such object.
  package func fileExtension(_ digest: Digest) async throws -> String? {
    try await database.read { connection in
      try connection.row("SELECT extension FROM object WHERE digest = ?", digest)?
        .text("extension")
    }
  }

  /// An asset that has a picture as a reference in use, and since when.
  package struct Owner: Sendable {
    package let asset: Handle
    package let since: Date
  }

  /// The assets of which the pictures are references in use.
  package func owners(of digests: [Digest]) async throws -> [Digest: [Owner]] {
    let list = try CanonicalJSON.text(digests)
    return try await database.read { connection in
      try connection.rows(Self.ownersStatement, list).reduce(into: [:]) { owners, row in
        owners[try row.digest("digest"), default: []].append(
          Owner(asset: try row.handle("handle"), since: try row.date("imported_at")))
      }
    }
  }

  static let ownersStatement = """
    SELECT r.digest, a.handle, r.imported_at FROM reference r JOIN asset a ON a.id = r.asset
    WHERE r.digest IN (SELECT value FROM json_each(?))
      AND r.retired_at IS NULL AND a.removed_at IS NULL
    ORDER BY a.handle_key
    """

  static let beginningStatement = """
    SELECT f.digest, \(Fingerprint.columns) FROM fingerprint AS f
    WHERE f.digest >= ? AND f.digest < ?
    """

  /// The fingerprints of files whose digest begins so: one, but for chance.
  private static func fingerprints(
    _ name: UInt64, _ connection: Connection
  ) throws -> [(Digest, Fingerprint)] {
    let digits = String(name, radix: 16)
    let start = "sha256:" + String(repeating: "0", count: 16 - digits.count) + digits
    return try connection.rows(Self.beginningStatement, start, start + "g").map {
      (try $0.digest("digest"), try Fingerprint(row: $0))
    }
  }
}

extension PictureQuery {
  /// Bits in which a picture differs from this one in the form of `probe`; `nil` where it does not look like it.
  fileprivate func bits(to other: Fingerprint, by probe: SimilarityProbe) -> Int? {
    let bits = probe.hash.distance(to: other.hash)
    guard bits <= probe.bound else { return nil }
    let color = fingerprint.meanColor.distance(to: other.meanColor)
    switch probe.form {
    case .whole:
      // Of a picture of one color, only that can be compared.
      if probe.hash.isPlain || other.hash.isPlain { return bits == 0 && color <= 3 ? bits : nil }
      return color <= 64 * 64 ? bits : nil
    case .turned, .around: return color <= 64 * 64 ? bits : nil
    case .part: return bits
    }
  }
}
