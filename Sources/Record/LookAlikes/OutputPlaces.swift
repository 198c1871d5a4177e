package import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Which generated images a file is.
package struct OutputPlaces {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// An image, when its generation was made, and that one's place in the order of arrival.
  package struct Place: Sendable {
    package let image: OutputID
    package let at: Date
    package let seq: Int
  }

  static let statement = """
    SELECT o.digest, o.generation, o.position, g.seq, g.created_at
    FROM output o JOIN generation g ON g.id = o.generation
    WHERE o.digest IN (SELECT value FROM json_each(?)) ORDER BY g.seq, o.position
    """

  /// The images that are files of `digests`, in order of arrival.
  package func of(_ digests: [Digest]) throws -> [Digest: [Place]] {
    try connection.rows(Self.statement, CanonicalJSON.text(digests)).reduce(into: [:]) {
      places, row in
      let image = OutputID(
        generation: try row.ulid("generation"), position: try row.position("position"))
      places[try row.digest("digest"), default: []].append(
        Place(image: image, at: try row.date("created_at"), seq: try row.int("seq")))
    }
  }

  /// Files that are several images.
  package func repeated() throws -> [Digest] {
    try connection.rows("SELECT digest FROM output GROUP BY digest HAVING count(*) > 1").map {
      try $0.digest("digest")
    }
  }

  /// Files that are images and references in use.
  package func sharedWithReferences() throws -> [Digest] {
    try connection.rows(
      """
      SELECT DISTINCT r.digest FROM reference r JOIN asset a ON a.id = r.asset
      WHERE r.retired_at IS NULL AND a.removed_at IS NULL
        AND EXISTS (SELECT 1 FROM output WHERE digest = r.digest)
      """
    ).map { try $0.digest("digest") }
  }
}
